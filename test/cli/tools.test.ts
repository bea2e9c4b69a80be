// `safeclaw tools`: what was read of the tools, for a person and for a script, whether or not the policy fits them.

import { describe, expect, it } from "vitest";
import { listTools } from "../../compiler/commands/tools/list-tools.js";
import { renderTools } from "../../compiler/commands/tools/render-tools.js";
import { compile } from "../../compiler/compile.js";
import { projectOf } from "../../compiler/source/project.js";
import { type Files, folder } from "./folder.js";
import { type Ran, safeclaw } from "./safeclaw.js";
import { policy, project, scoped } from "./samples.js";

const tools = (files: Files, ...options: string[]): Promise<Ran> =>
  safeclaw(["tools", ...options], folder(files));

const tuple = (prefixItems: readonly object[], minItems: number) => ({
  type: "array",
  prefixItems,
  items: false,
  minItems,
});

const builtins = `code_interpreter
  source     built in: the provider runs it
  policies   none, so every call is denied

file_search
  source     built in: the provider runs it
  policies   none, so every call is denied
`;

describe("for a person", () => {
  it("shows each tool with its source, its arguments and the policies that mention it", async () => {
    expect(await tools({ ...project, "safeclaw.yaml": scoped })).toEqual({
      exit: 0,
      stderr: "",
      stdout: `get_customer
  source     tools.json:3, out of tsc's sight
  arguments  customer_id: string
  policies   none, so every call is denied

refund_order
  source     tools.json:18, out of tsc's sight
  arguments  order_id: string
             amount: number
             status?: "open" | "shipped"
             note?: string
  policies   allow in support for asst_1 (safeclaw.yaml:8)

${builtins}
2 tools, 1 of them in no policy
`,
    });
  });

  it("says which tools tsc sees for itself", async () => {
    const module =
      "/** Refunds. */\nexport function refund_order(args: { amount: number }): void {}\n";
    const { stdout } = await tools({
      "safeclaw.yaml": policy.replace("tools.json", "tools.ts"),
      "tools.ts": module,
    });
    expect(stdout).toContain("\n  source     tools.ts:2, checked by tsc\n");
  });

  it.each([
    [{ type: "number", minimum: 0.01, maximum: 500 }, "number 0.01..500"],
    [{ type: "integer", exclusiveMinimum: 0 }, "integer > 0"],
    [{ type: "integer", minimum: 1, multipleOf: 5 }, "integer >= 1 multiple of 5"],
    [{ type: "string", maxLength: 3 }, "string <= 3 characters"],
    [{ type: "string", format: "email" }, "string email"],
    [{ type: "string", pattern: "^a+$" }, "string /^a+$/"],
    [{ type: "array", items: { type: "string" }, minItems: 1 }, "string[] >= 1 items"],
    [{ type: "array", items: { type: "integer", minimum: 1 } }, "(integer >= 1)[]"],
    [{ enum: ["a", 1, null] }, '"a" | 1 | null'],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "object", properties: { b: { type: "boolean" } } }, "{ b?: boolean, … }"],
    [{ type: "object", additionalProperties: { type: "number" } }, "{ [name]: number }"],
    [{ type: "object" }, "object"],
    [{ type: "object", additionalProperties: false }, "{}"],
    [tuple([{ type: "string" }, { type: "number" }], 2), "[string, number]"],
    [tuple([{ type: "string" }, { enum: [1, 2] }], 1), "[string, (1 | 2)?]"],
  ])("shows %j as %s", async (schema, shown) => {
    const parameters = { type: "object", properties: { a: schema }, additionalProperties: false };
    const { stdout } = await tools({
      "safeclaw.yaml": "version: 1\ntools: ./tools.json\npolicies: []\n",
      "tools.json": JSON.stringify([{ name: "t", parameters }]),
    });
    expect(stdout).toContain(`\n  arguments  a?: ${shown}\n`);
  });

  it("knows no more than the names where the policy names no tools", async () => {
    const ran = await tools({ "safeclaw.yaml": policy.replace("tools: ./tools.json\n", "") });
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toContain(
      "refund_order\n  source     unknown: the policy names no `tools`\n  policies   allow in support (safeclaw.yaml:6)\n",
    );
  });

  it("shows a name and an enum that would write to the terminal as escapes, on lines of the terminal's width", async () => {
    const path = folder({
      "safeclaw.yaml": "version: 1\ntools: ./tools.json\npolicies: []\n",
      "tools.json": JSON.stringify([
        {
          name: "t",
          description: "\u001b[2J",
          parameters: {
            type: "object",
            properties: { "\u202ea": { enum: ["\u001b[31m", "x".repeat(200)] } },
          },
        },
      ]),
    });
    const ran = await safeclaw(["tools"], path);
    expect(ran.stdout).toContain('"\\u202ea"?: "\\u001b[31m" | "xxx');
    const { reading } = await compile({ project: projectOf(`${path}/safeclaw.yaml`, path) });
    if (reading === null) throw new Error("it does not compile");
    const terminal = { stdout: process.stdout, stderr: process.stderr, color: false, cwd: path };
    const lines = renderTools(listTools(reading), { ...terminal, columns: 40 }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBe(40);
    expect(renderTools(listTools(reading), { ...terminal, color: true })).toContain(
      "\u001b[1mt\u001b",
    );
  });
});

describe("for a script", () => {
  it("is one document", async () => {
    const { exit, stdout, stderr } = await tools({ ...project, "safeclaw.yaml": scoped }, "--json");
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual(["ok", "tools", "diagnostics"]);
    expect(document.tools.map(({ name }: { name: string }) => name)).toEqual([
      "get_customer",
      "refund_order",
      "code_interpreter",
      "file_search",
    ]);
    expect(document.tools[1]).toEqual({
      name: "refund_order",
      kind: "json",
      description: null,
      source: { file: "tools.json", line: 18 },
      checkedByTsc: false,
      strict: null,
      parameters: JSON.parse(project["tools.json"])[1].parameters,
      policies: [
        {
          policy: "support",
          assistants: ["asst_1"],
          effect: "allow",
          mode: "enforce",
          file: "safeclaw.yaml",
          line: 8,
        },
      ],
    });
    expect(document.tools[3]).toMatchObject({ kind: "builtin", source: null, parameters: null });
  });
});

describe("where something is wrong", () => {
  const misspelt = { ...project, "safeclaw.yaml": policy.replace("max_amount", "max_amuont") };

  it("in the policy alone, the tools are shown, and the error beside them", async () => {
    const ran = await tools(misspelt);
    expect(ran).toMatchObject({ exit: 1, stdout: expect.stringContaining("  amount: number\n") });
    expect(ran.stderr).toContain("error[SC3002]");
    const { ok, tools: listed, diagnostics } = JSON.parse((await tools(misspelt, "--json")).stdout);
    expect({ ok, count: listed.length, code: diagnostics[0].code }).toEqual({
      ok: false,
      count: 4,
      code: "SC3002",
    });
  });

  it("in the tools, nothing is shown of them", async () => {
    const broken = { ...project, "tools.json": "[" };
    expect(await tools(broken)).toMatchObject({ exit: 1, stdout: "" });
    expect(JSON.parse((await tools(broken, "--json")).stdout)).toMatchObject({ tools: null });
  });

  it.each([
    ["no policy is there", []],
    ["an option is unknown", ["--tool"]],
    ["there is an argument too many", ["refund_order"]],
  ])("on the command line, as %s, the exit code is 2", async (_, options) => {
    const files = options.length === 0 ? { "package.json": "{}" } : project;
    expect(await tools(files, ...options)).toMatchObject({ exit: 2, stdout: "" });
  });
});
