// What is generated for real tools type-checks, under every strict flag and each supported TypeScript.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";
import { type Definition, isMissing, isWhole, refused, rows, sample } from "./support/corpora.js";
import { project } from "./support/read.js";
import { strictest, typeCheck } from "./support/type-check.js";

/** Real definitions, one of each name that a tool may have. */
function tools(size: number): readonly Definition[] {
  const all = rows<Definition>("tools.jsonl").filter(
    ({ id, name }) => refused[id] === undefined && /^[^']+$/u.test(name),
  );
  const byName = new Map(all.map((definition) => [definition.name, definition]));
  return sample([...byName.values()], size);
}

const versions = ["typescript55", "typescript59", "typescript6", "typescript"];

describe.skipIf(isMissing)("the code for real tools", () => {
  it("type-checks", { timeout: 3_600_000 }, async () => {
    const chosen = tools(120);
    const folder = project({
      "package.json": '{ "type": "module" }',
      "tsconfig.json": JSON.stringify({ compilerOptions: strictest, include: ["generated"] }),
      "tools.json": JSON.stringify(
        chosen.map(({ name, description, parameters }) => ({ name, description, parameters })),
      ),
      "safeclaw.yaml": policyFor(chosen),
    });
    const policy = join(folder, "safeclaw.yaml");
    const { diagnostics, output } = await compile({
      project: projectOf(policy, folder),
      cache: false,
    });
    const errors = diagnostics.map((diagnostic) => render(diagnostic)).join("\n\n");
    if (output === null) throw new Error(errors);
    for (const { path, text } of output.files) {
      const file = join(folder, "generated", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    for (const version of isWhole ? versions : ["typescript"]) {
      expect(typeCheck(version, folder), version).toBe("");
    }
  });
});

function policyFor(chosen: readonly Definition[]): string {
  const actions = chosen.map(({ name }) => ({ tool: name, effect: "allow" }));
  const policies = [{ name: "everybody", actions }];
  return JSON.stringify({ version: 1, tools: "./tools.json", policies });
}
