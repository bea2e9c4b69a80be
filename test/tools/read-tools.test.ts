// The files that a policy names as its tools: unreadable ones, modules with errors, generated code, and the cache.

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { builtinTools } from "../../compiler/tools/builtin-tools.js";
import { project, readFiles, readIn } from "./support/read.js";

const ping = "export function ping(args: { host: string }) { return args; }\n";

describe("a tools file", () => {
  it("that cannot be read is an error where the policy names it", async () => {
    const folder = project({
      "latin1.json": Uint8Array.of(0x5b, 0x22, 0xe9, 0x22, 0x5d),
      "large.json": " ".repeat(8 * 1024 * 1024 + 1),
      "tools.yaml": "",
      "tools.cjs": "",
      "no-extension": "",
      "folder.ts/file.ts": "",
    });
    const paths = [
      "missing.ts",
      "missing.json",
      "latin1.json",
      "large.json",
      "tools.yaml",
      "tools.cjs",
      "no-extension",
      "folder.ts",
    ];
    const { tools, text } = await readIn(folder, paths);
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/files.txt");
  });

  it.skipIf(process.getuid?.() === 0)("that may not be read is an error", async () => {
    const folder = project({ "tools.json": "[]" });
    chmodSync(join(folder, "tools.json"), 0);
    const { text } = await readIn(folder, ["tools.json"]);
    expect(text).toContain("permission denied");
  });

  it("of JSON does not load TypeScript", () => {
    const folder = project({ "tools.json": '[{"name":"ping"}]' });
    expect(loadsTypescript(folder, "tools.json")).toEqual({ tools: ["ping"], loaded: false });
  });

  it("may begin with a byte order mark, and have any line ends", async () => {
    const { tools = [], text } = await readFiles({
      "a.json": '\uFEFF[{"name":"a"}]',
      "b.ts": `\uFEFF// first line\r\n${ping}`,
    });
    expect(text).toBe("\n");
    expect(
      tools.map(({ origin }) => origin.file.text.slice(origin.range.start, origin.range.end)),
    ).toEqual(['"a"', "ping"]);
  });
});

describe("a module with errors", () => {
  it("is refused with TypeScript's own words, at their places", async () => {
    const folder = project({
      "tools.ts": `import { helper } from "./helper.js";\n${ping}export const x: number = helper();\nvoid unknownName;\n`,
      "helper.ts": "export function helper(): string {\n  return 5;\n}\n",
    });
    const { tools, text } = await readIn(folder, ["tools.ts"]);
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/module-errors.txt");
  });

  it.each(["export function (", "export const x: = 5;", "import { z } from 'no-such-package';"])(
    "%s",
    async (source) => {
      const { tools, text } = await readFiles({ "tools.ts": source });
      expect(tools).toBeUndefined();
      expect(text).toContain("error[SC7002]");
    },
  );

  it("shows the first five of many", async () => {
    const source = Array.from(
      { length: 9 },
      (_, index) => `export const x${index}: Missing${index} = 1;`,
    );
    const { text } = await readFiles({ "tools.ts": source.join("\n") });
    expect(text.match(/^error/gmu)).toHaveLength(5);
    expect(text).toContain("`tsc` shows all 9 errors");
  });

  it.each([
    ["{}", "TypeScript 5 takes it for a loose one"],
    ['{ "strict": false }', "it is a loose one"],
  ])("is not one in a project with the settings %s, for %s", async (options) => {
    const loose = `${ping}export function f(args: { x?: string }): string { return args.x; }`;
    const tsconfig = `{ "compilerOptions": ${options} }`;
    const { text } = await readIn(project({ "tools.ts": loose, "tsconfig.json": tsconfig }), [
      "tools.ts",
    ]);
    expect(text).toBe("\n");
  });

  it("is not one with what the project's own settings allow", async () => {
    const files = {
      "tools.ts": `${ping}console.log(process.argv);\nexport function f(x = {}) { const unused = 1; }`,
      "tsconfig.json": '{ "compilerOptions": { "strict": true, "noUnusedLocals": true } }',
    };
    const { text } = await readIn(project(files), ["tools.ts"]);
    expect(text).toBe("\n");
  });
});

describe("a module that imports generated code", () => {
  const source = `
    import { policies } from "./generated/index.js";
    import type { Permitted, ToolHandlers } from "./generated/index.js";
    ${ping}
    export const handlers: ToolHandlers = { ping: (args: Permitted<"ping">) => ping(args) };
    void policies.guard("a").evaluate("ping", (decision) => decision);
  `;

  it("is read before any of it is generated", async () => {
    const { tools, text } = await readIn(project({ "tools.ts": source }), ["tools.ts"]);
    expect(text).toBe("\n");
    expect(tools?.map(({ name }) => name)).toEqual(["ping"]);
  });

  it("is read in the same way when what is generated has become wrong", async () => {
    const files = {
      "tools.ts": source,
      "generated/index.ts": "export const old: number = 'broken';",
    };
    const { tools, text } = await readIn(project(files), ["tools.ts"]);
    expect(text).toBe("\n");
    expect(tools?.map(({ name }) => name)).toEqual(["ping"]);
  });

  it("cannot have arguments of its types", async () => {
    const { text } = await readIn(
      project({
        "tools.ts": `
          import type { Permitted } from "./generated/index.js";
          export function a(args: Permitted<"a">) { return args; }
          export function b(args: { x: Permitted<"b"> }) { return args; }
        `,
      }),
      ["tools.ts"],
    );
    expect(text.match(/is `any`/gu)).toHaveLength(2);
  });

  it("may lie in the output folder itself", async () => {
    const files = {
      "generated/tools.ts": `import type { A } from "./a.js";\nexport function t(args: { x: A }) {}`,
      "generated/a.ts": "export type A = string;",
    };
    const { tools, text } = await readIn(project(files), ["generated/tools.ts"]);
    expect(text).toBe("\n");
    expect(tools?.[0]?.parameters.properties.get("x")?.type).toEqual({ kind: "string" });
  });

  it("must find everything else that it imports", async () => {
    const { text } = await readIn(
      project({ "tools.ts": `${ping}import "./generates/index.js";` }),
      ["tools.ts"],
    );
    expect(text).toContain("SC7002");
  });
});

describe("tools of several files", () => {
  it("are known together", async () => {
    const { tools } = await readFiles({ "a.ts": ping, "b.json": '[{ "name": "pong" }]' });
    expect(tools?.map(({ name }) => name)).toEqual(["ping", "pong"]);
  });

  it("cannot share a name, nor have a built-in one", async () => {
    const { tools, text } = await readFiles({
      "a.ts": ping,
      "b.json":
        '[{ "name": "ping", "parameters": { "type": "object", "properties": { "host": { "type": "number" }, "port": {} }, "required": ["host"] } }]',
      "c.ts": `${[...builtinTools].map((name) => `export function ${name}() {}`).join("\n")}\n`,
    });
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/several-files.txt");
  });

  it("are none where nothing is exported, which is worth a warning", async () => {
    const { tools, text } = await readFiles({
      "a.ts": "export type A = string;",
      "b.ts": "",
      "c.json": "[]",
    });
    expect(tools).toEqual([]);
    await expect(text).toMatchFileSnapshot("golden/no-tools.txt");
  });
});

/** Reads in a process of its own, and tells whether TypeScript was loaded for it. */
function loadsTypescript(folder: string, path: string, cache = true): unknown {
  const script = fileURLToPath(new URL("./support/loads-typescript.ts", import.meta.url));
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  const child = spawnSync(process.execPath, [tsx, script, folder, path, String(cache)], {
    encoding: "utf8",
  });
  expect(child.stderr).toBe("");
  return JSON.parse(child.stdout);
}

describe("the cache", () => {
  const files = {
    "tools.ts": `import type { Host } from "./host.js";\nexport function ping(args: { host: Host }) { return args; }\n`,
    "host.ts": 'export type Host = "a" | "b";\n',
    "tsconfig.json": '{ "extends": "./base.json" }',
    "base.json": '{ "compilerOptions": { "strict": true } }',
  };
  const cached = { cache: true };

  it("gives back what was read, with its places and texts", async () => {
    const folder = project(files);
    const first = await readIn(folder, ["tools.ts"], cached);
    const entries = readdirSync(join(folder, ".safeclaw/cache")).filter((name) =>
      name.endsWith(".json"),
    );
    expect(entries).toHaveLength(1);
    const second = await readIn(folder, ["tools.ts"], cached);
    expect(second).toEqual(first);
    expect(second.tools?.[0]?.origin.file.position(40)).toEqual(
      first.tools?.[0]?.origin.file.position(40),
    );
    expect(readFileSync(join(folder, ".safeclaw/cache/.gitignore"), "utf8")).toBe("*\n");
  });

  it("gives back tools of all forms, types that contain themselves among them", async () => {
    const source = `
      import { z } from "zod";
      const Node = z.object({ name: z.string(), get children() { return z.array(Node); } });
      interface Tree { children?: Tree[] }
      export const by_zod = z.object({ node: Node });
      export function by_type(args: { tree: Tree }) { return args; }
      export const list = [{ name: "listed", parameters: { $defs: { a: { type: ["array", "null"], items: { $ref: "#/$defs/a" } } }, type: "object", properties: { a: { $ref: "#/$defs/a" } } } }] as const;
      export class Orders { method(args: { x?: string | null }) { return args; } }`;
    const folder = project({ "tools.ts": source });
    const first = await readIn(folder, ["tools.ts"], cached);
    expect(first.text).toBe("\n");
    expect(first.tools?.map(({ definitions }) => definitions.size > 0)).toContain(true);
    expect(await readIn(folder, ["tools.ts"], cached)).toEqual(first);
    expect(loadsTypescript(folder, "tools.ts")).toMatchObject({ loaded: false });
  });

  it("is not used for another dialect", async () => {
    const source = 'export const tools = [{ name: "t", parameters: { type: "dict" } }];';
    const folder = project({ "tools.ts": source });
    const lenient = await readIn(folder, ["tools.ts"], { cache: true, dialect: "lenient" });
    expect(lenient.text).toBe("\n");
    const strict = await readIn(folder, ["tools.ts"], { cache: true, dialect: "strict" });
    expect(strict.tools).toBeUndefined();
  });

  it("knows of byte order marks", async () => {
    const folder = project({ "tools.ts": `\uFEFF${ping}` });
    const first = await readIn(folder, ["tools.ts"], cached);
    expect(await readIn(folder, ["tools.ts"], cached)).toEqual(first);
  });

  it("spares loading TypeScript", () => {
    const folder = project(files);
    const read = () => loadsTypescript(folder, "tools.ts");
    expect([read(), read()]).toEqual([
      { tools: ["ping"], loaded: true },
      { tools: ["ping"], loaded: false },
    ]);
    expect(loadsTypescript(folder, "tools.ts", false)).toEqual({ tools: ["ping"], loaded: true });
  });

  const changes: Readonly<Record<string, (folder: string) => void>> = {
    "the module": (folder) => writeFileSync(join(folder, "tools.ts"), ping),
    "a file that it imports": (folder) =>
      writeFileSync(join(folder, "host.ts"), 'export type Host = "c";'),
    "its settings": (folder) => writeFileSync(join(folder, "base.json"), "{}"),
    "what tsconfig.json is the nearest": (folder) => rmSync(join(folder, "tsconfig.json")),
    "an imported file that is gone": (folder) => rmSync(join(folder, "host.ts")),
  };

  it.each(Object.entries(changes))("is not used after a change of %s", async (_, change) => {
    const folder = project(files);
    await readIn(folder, ["tools.ts"], cached);
    change(folder);
    const afresh = await readIn(folder, ["tools.ts"], { cache: false });
    expect(await readIn(folder, ["tools.ts"], cached)).toEqual(afresh);
  });

  /** Makes the one entry say something else than the module does. */
  function forge(folder: string, edit: (text: string) => string): void {
    const cache = join(folder, ".safeclaw/cache");
    const [entry = ""] = readdirSync(cache).filter((name) => name.endsWith(".json"));
    writeFileSync(join(cache, entry), edit(readFileSync(join(cache, entry), "utf8")));
  }

  it.each<readonly [string, (text: string) => string]>([
    ["damaged", (text) => text.replace('"host"', '"hist"')],
    ["cut off", (text) => text.slice(0, 200)],
    ["empty", () => ""],
    ["none of ours", () => "{}"],
  ])("is not used where it is %s", async (_, edit) => {
    const folder = project(files);
    const first = await readIn(folder, ["tools.ts"], cached);
    forge(folder, edit);
    expect(await readIn(folder, ["tools.ts"], cached)).toEqual(first);
  });

  it("of another version is not used", async () => {
    const folder = project(files);
    await readIn(folder, ["tools.ts"], cached);
    const entry = (): string => {
      let text = "";
      forge(folder, (found) => {
        text = found;
        return found;
      });
      return text;
    };
    const before = entry();
    await readIn(folder, ["tools.ts"], { cache: true, version: "2" });
    expect(entry()).not.toBe(before);
  });

  it("is neither read nor written where it is not asked for", async () => {
    const folder = project(files);
    await readIn(folder, ["tools.ts"]);
    expect(existsSync(join(folder, ".safeclaw"))).toBe(false);
  });

  it("does not keep a module with errors", async () => {
    const folder = project({ "tools.ts": "export function a(x: Date) { return x; }" });
    await readIn(folder, ["tools.ts"], cached);
    expect(existsSync(join(folder, ".safeclaw"))).toBe(false);
  });

  it("that cannot be written is no fault", async () => {
    const folder = project({ ...files, ".safeclaw": "a file" });
    const { tools, text } = await readIn(folder, ["tools.ts"], cached);
    expect(text).toBe("\n");
    expect(tools).toHaveLength(1);
  });
});
