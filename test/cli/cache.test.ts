// What is remembered of a TypeScript tools module makes the next compile quick, and never wrong.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { projectOf } from "../../compiler/source/project.js";
import { folder, read, snapshot, write } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const tools = (argument: string): string =>
  `export function refund_order(args: { ${argument}: number }): void {}\n`;
const policy = (argument: string): string => `version: 1
tools: ./tools.ts
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          max_${argument}: 100
`;
const files = { "safeclaw.yaml": policy("amount"), "tools.ts": tools("amount") };
const cache = ".safeclaw/cache";

describe("the cache", () => {
  it("is filled by a compile, lies where git does not look, and is not asked by --check", async () => {
    const path = folder(files);
    expect(await safeclaw(["compile"], path)).toMatchObject({ exit: 0 });
    expect(read(path, `${cache}/.gitignore`)).toBe("*\n");
    const entries = readdirSync(join(path, cache)).filter((name) => name.endsWith(".json"));
    expect(entries).toHaveLength(1);
    const before = snapshot(path);
    expect(await safeclaw(["compile"], path)).toMatchObject({ exit: 0 });
    expect(await safeclaw(["compile", "--check"], path)).toMatchObject({ exit: 0 });
    expect(snapshot(path)).toEqual(before);
  });

  it.each([
    ["the policy is wrong", { "safeclaw.yaml": policy("amuont") }, []],
    ["the tools are wrong", { "tools.ts": "export function refund_order(" }, []],
    ["a file is in the way", { "generated/index.ts": "" }, []],
    ["nothing may be written", {}, ["--check"]],
  ])("is not filled where %s", async (_, wrong, options) => {
    const path = folder({ ...files, ...wrong });
    expect(await safeclaw(["compile", ...options], path)).toMatchObject({ exit: 1 });
    expect(existsSync(join(path, ".safeclaw"))).toBe(false);
  });

  it("forgets a module that is edited between being read and being remembered", async () => {
    const path = folder(files);
    const project = projectOf(join(path, "safeclaw.yaml"), path);
    const { remember } = await compile({ project });
    write(path, { "tools.ts": tools("total") });
    await remember();
    const { diagnostics } = await compile({ project });
    expect(diagnostics).toMatchObject([{ code: "SC3002" }]);
  });
});
