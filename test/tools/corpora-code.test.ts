// What is generated for real tools type-checks, under every strict flag and each supported TypeScript.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";
import { typescripts } from "../support/typescripts.js";
import { type Definition, isMissing, isWhole, refused, rows, sample } from "./support/corpora.js";
import { project } from "./support/read.js";
import { allChecked, strictest, typeCheck } from "./support/type-check.js";

/** Real definitions, one of each name that a tool may have. */
function tools(size: number): readonly Definition[] {
  const all = rows<Definition>("tools.jsonl").filter(
    ({ id, name }) => refused[id] === undefined && name !== "",
  );
  const byName = new Map(all.map((definition) => [definition.name, definition]));
  return sample([...byName.values()], size);
}

/** As many tools as a large application has. */
const mostTools = 150;

describe.skipIf(isMissing)("the code for real tools", () => {
  it("type-checks", { timeout: 3_600_000 }, async () => {
    const chosen = tools(mostTools);
    for (let start = 0; start < chosen.length; start += mostTools) {
      const folder = await generate(chosen.slice(start, start + mostTools));
      for (const version of isWhole && start === 0 ? typescripts : ["typescript"]) {
        expect(typeCheck(version, folder), `${version}, from ${start}`).toBe("");
      }
    }
  });
});

describe("the code for more tools than tsc compares with each other", () => {
  const many = Array.from({ length: 1_500 }, (_, index): Definition => {
    const properties = { [`argument_${index}`]: { type: "number" } };
    return { id: "", name: `tool_${index}`, parameters: { type: "object", properties } };
  });

  it("type-checks", { timeout: 600_000 }, async () => {
    const folder = await generate(many, ({ name }) => ({
      [name.replace("tool", "max_argument")]: 5,
    }));
    expect(typeCheck("typescript", folder)).toBe("");
  });
});

/** A project with these tools, all of them allowed, compiled. */
async function generate(
  chosen: readonly Definition[],
  constraintsOf?: (definition: Definition) => object,
): Promise<string> {
  const definitions = chosen.map(({ name, description, parameters }) => ({
    name,
    description,
    parameters,
  }));
  const folder = project({
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({ compilerOptions: strictest, include: ["generated"] }),
    "tools.json": JSON.stringify(definitions),
    "safeclaw.yaml": policyFor(chosen, constraintsOf),
  });
  const policy = projectOf(join(folder, "safeclaw.yaml"), folder);
  const { diagnostics, output } = await compile({ project: policy, cache: false });
  if (output === null) throw new Error(diagnostics.map((each) => render(each)).join("\n\n"));
  for (const { path, text } of output.files) {
    const file = join(folder, "generated", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, allChecked(text));
  }
  return folder;
}

function policyFor(
  chosen: readonly Definition[],
  constraintsOf?: (definition: Definition) => object,
): string {
  const actions = chosen.map((tool) => ({
    tool: tool.name,
    effect: "allow",
    // JSON leaves out what is undefined; constraints may not be empty.
    constraints: constraintsOf?.(tool),
  }));
  const policies = [{ name: "everybody", actions }];
  return JSON.stringify({ version: 1, tools: "./tools.json", policies });
}
