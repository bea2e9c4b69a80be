// What a module cannot do while it is run and asked for its tools, and what is said when it tries.

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../compiler/tools/evaluate/run.js";
import { project, readIn } from "./support/read.js";

const ping = '{ name: "ping", parameters: { type: "object", properties: {} } }';
const tools = `export const tools = [${ping}];`;

/** What is said of a module. The file itself does not count: places in it do. */
const failures: readonly (readonly [source: string, ...said: readonly string[]])[] = [
  [
    `function connect(): never {\n  throw new TypeError("no database");\n}\nconnect();\n${tools}`,
    "error[SC7051]: `tools.ts` throws when it is run: no database",
    "--> tools.ts:2:9",
  ],
  [`throw "words";`, "error[SC7051]: `tools.ts` throws when it is run: words"],
  [
    `setTimeout(() => { throw new Error("later"); }, 1);\nawait new Promise(() => {});\n${tools}`,
    "error[SC7051]: `tools.ts` throws when it is run: later",
  ],
  [
    `void Promise.reject(new Error("alone"));\nawait new Promise((resolve) => setTimeout(resolve, 50));\n${tools}`,
    "error[SC7051]: `tools.ts` throws when it is run: alone",
  ],
  [
    `if (process.env["API_KEY"] === undefined) throw new Error("API_KEY is not set");\n${tools}`,
    "API_KEY is not set",
    "help: it runs with an empty environment",
  ],
  [`throw new Error("\\u001b[31mred\\u202e");`, "throws when it is run: \\u001b[31mred\\u202e"],
  [
    `console.error("\\u001b[2Jbye");\nprocess.exit(3);\n${tools}`,
    "error[SC7051]: `tools.ts` ends before its tools can be read, with code 3, after `\\u001b[2Jbye`",
  ],
  [`process.exit(0);\n${tools}`, "ends before its tools can be read, with code 0"],
  [
    `await new Promise(() => {});\n${tools}`,
    "ends before its tools can be read, with code 13",
    "help: it awaits what never comes",
  ],
  [
    `process.kill(process.pid, "SIGKILL");\nfor (;;);`,
    "ends before its tools can be read, with signal SIGKILL",
  ],
  [
    `import { writeFileSync } from "node:fs";\nwriteFileSync(new URL("written.txt", import.meta.url), "");\n${tools}`,
    "error[SC7053]: `tools.ts` writes a file when it is run: ",
    "--> tools.ts:2:1",
  ],
  [
    `import { execSync } from "node:child_process";\nexecSync("touch written.txt");\n${tools}`,
    "error[SC7053]: `tools.ts` starts a process when it is run",
    "--> tools.ts:2:1",
  ],
  [
    `import { Worker } from "node:worker_threads";\nnew Worker("", { eval: true });\n${tools}`,
    "error[SC7053]: `tools.ts` starts a worker when it is run",
  ],
  [
    `import { readFileSync } from "node:fs";\nreadFileSync("/etc/hostname");\n${tools}`,
    "error[SC7053]: `tools.ts` reads a file outside of the project when it is run: `/etc/hostname`",
  ],
  [
    `import { tools } from "./other.js";\nexport { tools };`,
    "error[SC7050]: `tools.ts` cannot be bundled: could not resolve `./other.js`",
    "--> tools.ts:1:23",
  ],
  [`export const "é = 1;`, "error[SC7050]: `tools.ts` cannot be bundled", "--> tools.ts:1:21"],
  [
    `export const tools = [{ ...${ping}, description: "x".repeat(9_000_000) }];`,
    "error[SC7054]: the definitions in `tools.ts` have more than 8 MB",
  ],
  [
    `import { writeSync } from "node:fs";\nwriteSync(3, '{"kind":"read","exports":[{"name":7}]}\\n');\n${tools}`,
    "error[SC7051]: `tools.ts` ends before its tools can be read",
  ],
  [`export function ping() {}`, "warning[SC7014]: `tools.ts` exports no tools when it is run"],
  [`export const limit = 3;`, "warning[SC7014]: `tools.ts` exports no tools when it is run"],
  [
    `const ping: any = ${ping};\nping.parameters.properties.again = ping.parameters;\nexport { ping };`,
    "error[SC7054]: tool `ping` at `/properties/again` has a value that contains itself",
    "--> tools.ts:1:7",
  ],
  [
    `export const tools = [${ping}, () => {}];`,
    "error[SC7054]: tool `tools` is no tool where tools are listed",
    "--> tools.ts:1:14",
  ],
  [
    `export const tools = { pong: ${ping} };`,
    "error[SC7054]: tool `pong` has the name `ping` of its own",
  ],
  [
    `export const ping = { parameters: { type: "object", properties: { n: { minimum: NaN } } } };`,
    "error[SC7054]: tool `ping` at `/properties/n/minimum` has `NaN` where JSON belongs",
  ],
  [
    `export const ping = { parameters: { type: "object", properties: { n: { type: "text" } } } };`,
    "error[SC7006]",
    "(tool `ping` at `/properties/n",
    "--> tools.ts:1:14",
  ],
  [
    `export const ping = { paramters: {}, type: "function" };`,
    "error[SC7004]: unknown key `paramters`",
    "did you mean `parameters`?",
  ],
  [
    `import { z } from "zod/v3";\nexport const ping = z.object({});`,
    "error[SC7054]: tool `ping` is a schema of zod 3",
  ],
];

describe("a module that", () => {
  it.each(failures)("%s", async (source, ...said) => {
    const folder = project({ "tools.ts": source });
    const { tools: read, text } = await readIn(folder, ["tools.ts"], { evaluate: true });
    for (const words of said) expect(text).toContain(words);
    expect(read ?? []).toEqual([]);
    expect(existsSync(join(folder, "written.txt"))).toBe(false);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
  });
});

describe("what does no harm", () => {
  it.each([
    ["prints much", `for (let n = 0; n < 50_000; n += 1) { console.log(n); console.error(n); }`],
    ["leaves a timer", `setInterval(() => {}, 1000);`],
    ["leaves a server", `import { createServer } from "node:net";\ncreateServer().listen(0);`],
    ["throws once it is read", `setTimeout(() => { throw new Error(); }, 0);`],
    ["holds up the exit", `process.on("exit", () => { for (;;); });`],
    [
      "catches a refusal",
      `import { writeFileSync } from "node:fs";\ntry { writeFileSync("x", ""); } catch {}`,
    ],
  ])("%s", async (_, source) => {
    const read = await readIn(project({ "tools.ts": `${source}\n${tools}` }), ["tools.ts"], {
      evaluate: true,
    });
    expect(read.text).toBe("\n");
    expect(read.tools).toMatchObject([{ name: "ping" }]);
  });
});

describe("what a module sees", () => {
  const told = `export const tools = [{ ...${ping}, description: JSON.stringify(seen) }];`;
  const see = async (source: string, files: Readonly<Record<string, string>> = {}) => {
    const folder = project({ "tools.ts": `${source}\n${told}`, ...files });
    const { tools: read, text } = await readIn(folder, ["tools.ts"], { evaluate: true });
    return read === undefined ? text : JSON.parse(read[0]?.description ?? "null");
  };

  it("is no environment", async () => {
    process.env["SAFECLAW_SECRET"] = "hunter2";
    expect(await see("const seen = Object.keys(process.env);")).toEqual([]);
    delete process.env["SAFECLAW_SECRET"];
  });

  it.skipIf(process.platform === "win32")("is nobody who reads what it prints", async () => {
    const source = 'import { fstatSync } from "node:fs";\nconst seen = fstatSync(1).rdev;';
    expect(await see(source)).toBe(statSync("/dev/null").rdev);
  });

  it("is the project's files", async () => {
    const source = `import { readFileSync } from "node:fs";
const seen = readFileSync(new URL("words.txt", import.meta.url), "utf8");`;
    expect(await see(source, { "words.txt": "hello" })).toBe("hello");
  });

  it("is TypeScript, with the paths of its configuration", async () => {
    const source = `import { words } from "@app/words";
enum Size { Small = 1 }
const seen: unknown = [words satisfies string, Size.Small];`;
    const paths = { "@app/*": ["./source/*"] };
    const files = {
      "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, paths } }),
      "source/words.ts": 'export const words = "hello";',
    };
    expect(await see(source, files)).toEqual(["hello", 1]);
  });

  it("is packages of both kinds", async () => {
    const source = `import old from "old";\nimport { modern } from "modern";\nconst seen = [old.sep, modern];`;
    const files = {
      "node_modules/old/package.json": '{ "name": "old", "main": "old.js" }',
      "node_modules/old/old.js": 'const { sep } = require("path");\nmodule.exports = { sep };',
      "node_modules/modern/package.json":
        '{ "name": "modern", "type": "module", "exports": "./modern.js" }',
      "node_modules/modern/modern.js": "export const modern = await Promise.resolve(1);",
    };
    expect(await see(source, files)).toEqual(["/", 1]);
  });
});

it("ends a module that does not end itself", async () => {
  const folder = project({});
  const options = { folder, readable: folder, deadlineSeconds: 0.2 };
  for (const script of [
    "for (;;);",
    "await new Promise((resolve) => setTimeout(resolve, 60_000));",
  ]) {
    expect(await run(script, options)).toEqual({ kind: "late", seconds: 0.2 });
  }
});

it("does not run JSON", async () => {
  const { text } = await readIn(project({ "tools.json": "[]" }), ["tools.json"], {
    evaluate: true,
  });
  expect(text).toContain("error[SC7050]: `tools.json` is JSON, so there is nothing to run");
});
