// Real tools, from ../shared/corpora beside the checkout, each limited in every argument that a limit can stand on.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { groupBy } from "../../compiler/analysis/group-by.js";
import { POLICIES } from "../property/settings.js";
import { type CompiledInMemory, compileAllInMemory } from "../support/compile-in-memory.js";
import { SEED } from "../support/seed.js";
import { strictFaults } from "../support/strict-subset.js";

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

interface Tool {
  readonly id: string;
  readonly parameters: Schema;
}

interface Call {
  readonly tool_id: string;
  readonly args: object;
}

const folder = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));

// INVARIANT: the corpora's README says what their rows are.
const rows = <Row>(file: string): readonly Row[] =>
  readFileSync(`${folder}${file}`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

/** One tool in forty; all of them in the long version of the tests. */
const step = POLICIES >= 20_000 ? 1 : 40;
const sample = () => rows<Tool>("tools.jsonl").filter((_, index) => (index + SEED) % step === 0);

/** What each of them is called here. */
const name: string = "tool";

const missing = !existsSync(folder);
if (missing) console.warn(`skipped: there are no corpora at ${folder}`);

// The corpora's calls are held against formats by the tests of schemas.
const ajv = new Ajv2020({ strict: false, ownProperties: true, validateFormats: false });

const HOUR = 3_600_000;

describe.skipIf(missing)(`real tools, by seed ${SEED}`, () => {
  test(
    "are offered as the guard lets them be called, as far as keywords say it",
    async () => {
      const calls = groupBy(rows<Call>("calls.jsonl"), (call) => call.tool_id);
      const compiled = await compileEach(sample().map((tool) => ({ ...tool, strict: false })));
      for (const { id, tool, offered } of compiled) {
        const accepts = ajv.compile(offered);
        for (const { args } of calls.get(id) ?? []) {
          const { allowed, rule } = tool.policies.guard().decide(name, args);
          const inWords = rule?.endsWith(".not_in") === true;
          const fits = accepts(args);
          expect({ id, args, allowed }).toEqual({ id, args, allowed: fits && !inWords });
        }
      }
    },
    HOUR,
  );

  test(
    "stay what strict mode takes, where they were",
    async () => {
      const closed = sample().map(({ id, parameters }) => ({
        id,
        strict: true,
        parameters: strictly(parameters),
      }));
      const strict = closed.filter(({ parameters }) => strictFaults(parameters).length === 0);
      expect(strict.length).toBeGreaterThan(closed.length / 2);
      for (const { id, offered } of await compileEach(strict)) {
        expect({ id, faults: strictFaults(offered) }).toEqual({ id, faults: [] });
      }
    },
    HOUR,
  );
});

interface CompiledTool {
  readonly id: string;
  readonly tool: CompiledInMemory;
  readonly offered: Schema;
}

/** The tools that a limit can be put on, each by itself. */
async function compileEach(
  tools: readonly (Tool & { readonly strict: boolean })[],
): Promise<readonly CompiledTool[]> {
  const compiled: CompiledTool[] = [];
  for (const { id, parameters, strict } of tools) {
    const constraints = limitsOn(parameters);
    const limited = Object.keys(constraints).length === 0 ? {} : { constraints };
    const yaml = stringify({
      version: 1,
      tools: "./tools.json",
      policies: [{ name: "p", actions: [{ tool: name, effect: "allow", ...limited }] }],
    });
    const toolsJson = JSON.stringify([{ name, parameters, strict }]);
    const tool = await compileAllInMemory({ yaml, toolsJson }).catch(() => null);
    const [offered] = tool?.definitions.toolsFor(null, "chat") ?? [];
    // INVARIANT: the compiler always says what the arguments are.
    const schema = offered?.function.parameters as Schema | undefined;
    if (tool !== null && schema !== undefined) compiled.push({ id, tool, offered: schema });
  }
  // What is refused, and why, is the business of the tests of readers.
  expect(compiled.length).toBeGreaterThan(0.95 * tools.length);
  return compiled;
}

/** A limit for each argument that has a simple type, of changing kinds. */
function limitsOn({ properties = {} }: Schema): Readonly<Record<string, object>> {
  const limits = Object.entries(properties).flatMap(([argument, schema], index) => {
    const limit = limitOn(schema, index);
    const odd = argument.includes(".") || argument === "" || limit === null;
    return odd ? [] : [[argument, index % 2 === 0 ? limit : { ...limit, optional: true }] as const];
  });
  return Object.fromEntries(limits);
}

function limitOn(schema: Schema, index: number): object | null {
  const [type, ...others] = [schema.type ?? []].flat().filter((each) => each !== "null");
  if (others.length > 0 || schema["format"] || schema["pattern"]) return null;
  if (schema.enum) return amongSome(schema.enum.filter((value) => value !== null));
  if (type === "number" || type === "integer") return { min: 0, max: 1_000_000 };
  if (type === "boolean") return { equals: true };
  const texts = [{ pattern: "[^<>]*" }, { max_length: 60 }, { not_in: ["n/a"] }, { min_length: 1 }];
  return type === "string" ? (texts[index % texts.length] ?? null) : null;
}

function amongSome(values: readonly unknown[]): object | null {
  const words = values.filter((value) => typeof value === "string" && value !== "");
  if (words.length < values.length || words.length === 0) return null;
  return { in: words.slice(0, Math.ceil(words.length / 2)) };
}

/** The same arguments as strict mode wants them: all closed, all required, and null for what may be left out. */
function strictly(schema: Schema): Schema {
  const { required = [], properties, items, anyOf, $defs, ...others } = schema;
  const kept = Object.entries(others).filter(([key]) => !notStrict.includes(key));
  const named = Object.entries(properties ?? {}).map(([name, part]) => {
    const inner = strictly(part);
    return [name, required.includes(name) ? inner : { anyOf: [inner, { type: "null" }] }] as const;
  });
  const object = {
    properties: Object.fromEntries(named),
    required: named.map(([name]) => name),
    additionalProperties: false,
  };
  const inside = Object.entries({ items, anyOf, $defs }).flatMap(([key, part]) =>
    part === undefined ? [] : [[key, within(key, part)] as const],
  );
  return {
    ...Object.fromEntries([...kept, ...inside]),
    ...(schema.type === "object" ? object : {}),
  };
}

const notStrict = [
  "default",
  "title",
  "examples",
  "$schema",
  "additionalProperties",
  "uniqueItems",
];

function within(key: string, part: unknown): unknown {
  // INVARIANT: these keywords hold schemas: one, a list of them, or some by name.
  if (key === "items") return strictly(part as Schema);
  if (key === "anyOf") return (part as readonly Schema[]).map(strictly);
  const named = Object.entries(part as Readonly<Record<string, Schema>>);
  return Object.fromEntries(named.map(([name, schema]) => [name, strictly(schema)]));
}
