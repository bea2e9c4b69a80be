// Compiles a policy over the tools of a small shop, and gives back what the compiler says of it.

import { type Compilation, compile } from "../../compiler/compile.js";
import type { catalog } from "../../compiler/diagnostics/catalog.js";
import type { Diagnostic, Witness } from "../../compiler/diagnostics/diagnostic.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";
import { folder } from "../cli/folder.js";

const object = (properties: object, required = Object.keys(properties)): object => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

export const shopTools: readonly object[] = [
  {
    name: "refund",
    parameters: object(
      {
        order: { type: "string" },
        amount: { type: "number", minimum: 0, maximum: 10_000 },
        currency: { type: "string", enum: ["EUR", "USD", "GBP"] },
        note: { type: "string", maxLength: 200 },
        parts: { type: "integer" },
      },
      ["order", "amount", "currency"],
    ),
  },
  {
    name: "mail",
    parameters: object({
      to: { type: "string" },
      subject: { type: "string", minLength: 1, maxLength: 100 },
      urgent: { type: "boolean" },
    }),
  },
  {
    name: "book",
    parameters: object({
      from: { type: "string" },
      to: { type: "string" },
      guest: object({ name: { type: "string" }, age: { type: "integer", minimum: 0 } }),
      rooms: { type: ["integer", "null"] },
    }),
  },
  {
    name: "post",
    parameters: object({
      tags: { type: "array", items: { type: "string" }, maxItems: 5 },
      ids: { type: "array", items: { type: "integer" } },
      site: { type: "string" },
      day: { type: "string" },
    }),
  },
  {
    name: "list",
    parameters: object({ since: { type: "string" }, until: { type: "string" } }, ["since"]),
  },
  { name: "price", parameters: object({ value: { type: "number", multipleOf: 5 } }) },
  {
    name: "plan",
    parameters: object({
      stay: object({
        start: { type: "string", format: "date-time" },
        end: { type: "string", format: "date-time" },
      }),
      days: { type: "integer" },
    }),
  },
  {
    name: "visit",
    parameters: object(
      { at: object({ lat: { type: "number" } }), by: { type: ["string", "null"] } },
      [],
    ),
  },
  { name: "lower", parameters: object({ site: { type: "string", pattern: "^[a-z.]+$" } }) },
  { name: "dotted", parameters: object({ site: { type: "string", pattern: "^[a-c][.][a-c]$" } }) },
  { name: "ship", parameters: object({ code: { type: "string", pattern: "^[A-Z]{2}[0-9]{4}$" } }) },
];

export interface Analysed {
  readonly compilation: Compilation;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
  readonly text: string;
}

/** The policies are YAML, a list; `version` and `tools` stand before them. Null for a policy that names no tools. */
export async function analysed(
  policies: string,
  tools: readonly object[] | null = shopTools,
): Promise<Analysed> {
  const path = folder({
    "package.json": "{}",
    "safeclaw.yaml": `version: 1\n${tools === null ? "" : "tools: ./tools.json\n"}policies:\n${policies}`,
    "tools.json": JSON.stringify(tools),
  });
  const compilation = await compile({
    project: projectOf(`${path}/safeclaw.yaml`, path),
    cache: false,
  });
  const { diagnostics } = compilation;
  const text = diagnostics.map((each) => render(each)).join("\n\n");
  return { compilation, diagnostics, codes: diagnostics.map(({ code }) => code), text };
}

export function witnessOf(
  { diagnostics }: Analysed,
  code: keyof typeof catalog,
): Witness | undefined {
  return diagnostics.find((each) => each.code === code)?.witness;
}
