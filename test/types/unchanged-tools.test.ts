// What is compiled of tools of every kind type-checks, and tsc finds no drift while nobody has changed them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";
import { typescripts } from "../support/typescripts.js";
import { forms, passedOn, preamble as sdkSources, together } from "../tools/support/sdk-sources.js";
import { linkSdks, sdkParts } from "../tools/support/sdks.js";
import { allChecked, strictest, typeCheck } from "../tools/support/type-check.js";
import { preamble as declarations, types } from "../tools/support/typescript-sources.js";
import { preamble as schemas, zodSources } from "../tools/support/zod-sources.js";

const recursive = `
  interface Branch { name: string; children?: readonly Branch[] }
  type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
  export function recursive(args: { branch: Branch; json: Json; other?: Json }) { return args; }
`;

const recursiveSchema = `
  const Branch = z.object({ name: z.string(), get children() { return z.array(Branch).optional(); } });
  export const recursive = z.object({ branch: Branch });
`;

const definitions = `
  const parameters = {
    type: "object",
    properties: { id: { type: "string" }, kind: { enum: ["a", "b", null] }, many: { type: "array", items: { type: "number" } } },
    required: ["id"],
    additionalProperties: false,
  } as const;
  export const chat = [{ type: "function", function: { name: "chat", description: "Words.", parameters } }] as const;
  export const responses = [{ type: "function", name: "responses", parameters, strict: null }, { type: "file_search" }] as const;
  export const mcp = [{ name: "mcp", inputSchema: parameters }, { name: "nothing" }] as const;
  export const alone = { name: "not_alone", input_schema: parameters } as const;
  export const named = { by_name: { parameters } } as const;
  export const typed: unknown[] = [{ name: "typed", parameters }];
  export default [{ name: "in_default", parameters }] as const;
`;

const methods = `
  export class Orders {
    refund(args: { id: string; amount?: number }) { return args; }
    ping() {}
    static lookup(args: { id: string }) { return args; }
    private hidden(id: string) { return id; }
    protected readonly seen = this.hidden("");
  }
  export const orders = new Orders();
  export const functions = { one: (args: { x: "a" | "b" }) => args, two() {} };
  class Base<T> { inherited(args: T) { return args; } }
  export class Derived extends Base<{ x: string }> {}
`;

/** What stands beside methods is no new tool. */
const classes = `
  import type { McpServer } from "@modelcontextprotocol/server";
  export class Desk {
    readonly name = "desk";
    static ping(args: { host: string }) { return args; }
    static readonly limit = 5;
    open(args: { ticket?: string }) { return args; }
  }
  class Mailer { constructor(readonly sender: string) {} send(args: { to: string }) { return args; } }
  export const mailer = new Mailer("shop");
  export class Prices extends Map<string, number> {
    lookup(args: { sku: string }) { return this.get(args.sku); }
    __reset() { this.clear(); }
  }
  export class DeskError extends Error { constructor(readonly code: number) { super("closed"); } }
  export const closed = new DeskError(1);
  export const company = { name: "Acme", type: "shop", url: "https://acme.example" } as const;
  export const find = (args: { id: string }) => args;
  export function setUp(server: McpServer) {
    server.registerTool("get_stock", {}, () => ({ content: [] }));
  }
`;

const mentionsAll = `exhaustive: true
policies:
  - name: everybody
    actions:
      - { tool: ping, effect: allow }
      - { tool: open, effect: allow }
      - { tool: send, effect: allow }
      - { tool: lookup, effect: allow }
      - { tool: find, effect: allow }
      - { tool: get_stock, effect: allow }
`;

/** A tool for each source. */
const modules: Readonly<Record<string, string>> = {
  classes,
  typescript: [
    declarations,
    recursive,
    ...types.map(
      ([type], index) => `export function t${index}(args: { x: ${type} }) { return args; }`,
    ),
  ].join("\n"),
  definitions,
  methods,
  sdks: sdkSources + together(forms.map(([source]) => source)),
  ...Object.fromEntries(
    [...zodSources].map(([zod, sources]) => [
      zod.replace("/", "-"),
      [
        `import { z } from "${zod}";`,
        schemas,
        ...(zod === "zod" ? [recursiveSchema] : []),
        ...sources.map((source, index) => `export const t${index} = z.object({ x: ${source} });`),
      ].join("\n"),
    ]),
  ),
};

const work = fileURLToPath(new URL("../.work/types/", import.meta.url));
let folder = "";

beforeAll(() => {
  mkdirSync(work, { recursive: true });
  folder = mkdtempSync(join(work, "unchanged-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it.each(Object.entries(modules))("of %s", { timeout: 300_000 }, async (name, module) => {
  const compilerOptions = { ...strictest, isolatedDeclarations: false };
  write(`${name}/package.json`, '{ "type": "module" }');
  write(`${name}/tsconfig.json`, JSON.stringify({ compilerOptions }));
  write(`${name}/tools.ts`, module);
  if (name === "sdks") {
    for (const [path, text] of Object.entries(sdkParts)) write(`${name}/${path}`, text);
    write(`${name}/sdk.ts`, passedOn);
    linkSdks(join(folder, name));
  }
  const policies = name === "classes" ? mentionsAll : "policies: []\n";
  write(`${name}/safeclaw.yaml`, `version: 1\ntools: ./tools.ts\n${policies}`);
  const project = projectOf(join(folder, name, "safeclaw.yaml"), folder);
  const { diagnostics, output } = await compile({ project, cache: false });
  expect(
    diagnostics.map((found) => render(found)).filter((text) => text.startsWith("error")),
  ).toEqual([]);
  for (const { path, text } of output?.files ?? [])
    write(`${name}/generated/${path}`, allChecked(text));
  const said = typescripts.map((version) => typeCheck(version, join(folder, name)));
  expect(said).toEqual(typescripts.map(() => ""));
});
