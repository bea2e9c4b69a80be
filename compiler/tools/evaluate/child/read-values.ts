// Finds the tools in what a module exports, and makes plain definitions of them, as JSON has them.

import { builtinTools } from "../../builtin-tools.js";
import { definitionKeys, schemaKeys } from "../../definition-keys.js";
import type { ExportFault, HandedOver } from "../outcome.js";
import { type Fields, fieldsOf, isFields, isPlain } from "./fields.js";
import { Refusal } from "./refusal.js";
import { toJson } from "./to-json.js";
import { defOf } from "./zod-checks.js";
import { zodToSchema } from "./zod-to-schema.js";

type Read = Extract<HandedOver, { kind: "read" }>;

export function readValues(exported: Fields): Read {
  const exports: Read["exports"] = [];
  const faults: ExportFault[] = [];
  for (const [name, value] of Object.entries(exported)) {
    const definitions: unknown[] = [];
    for (const found of toolsIn(value, name === "default" ? null : name)) {
      try {
        definitions.push(definitionOf(found));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, help, message, pointer } = error;
        const where = pointer === "" ? "" : ` at \`${pointer}\``;
        const tool = `tool \`${nameOf(found) ?? name}\`${where}`;
        faults.push({ export: name, code, message: `${tool} ${message}`, help });
      }
    }
    if (definitions.length > 0) exports.push({ name, json: JSON.stringify(definitions) });
  }
  return { kind: "read", exports, faults };
}

interface Found {
  readonly value: unknown;
  /** The name that it stands under. */
  readonly key: string | null;
  /** Whether that name must be its own, if it has one. */
  readonly isKey: boolean;
}

/** Functions are passed over: only their types say what they take, and those are gone when a module runs. */
function toolsIn(value: unknown, name: string | null): readonly Found[] {
  if (isTool(value)) return [{ value, key: name, isKey: false }];
  if (Array.isArray(value)) return toolsInList(value);
  if (!isFields(value)) return [];
  if (Array.isArray(value["tools"])) return toolsInList(value["tools"]);
  const members = isPlain(value) ? value : fieldsOf(value["_registeredTools"]);
  const found = Object.entries(members).map(([key, each]) => ({ value: each, key, isKey: true }));
  // INVARIANT: one tool among them, and all must be tools: none is passed over for a slip in it.
  return found.some((each) => isTool(each.value)) ? found : [];
}

function toolsInList(list: readonly unknown[]): readonly Found[] {
  const found = list.map((value) => ({ value, key: null, isKey: false }));
  return list.some(isTool) ? found : [];
}

function isTool(value: unknown): boolean {
  if (isOldZod(value) || isZod(value)) return true;
  if (!isFields(value) || Array.isArray(value["tools"])) return false;
  const { type } = value;
  return (
    schemaKeys.some((key) => isFields(value[key])) ||
    type === "function" ||
    (typeof type === "string" && builtinTools.has(type)) ||
    (isFields(value["function"]) && isTool(value["function"]))
  );
}

/** Other schemas of zod are parts of arguments, such as an enum that several tools use. */
function isZod(value: unknown): boolean {
  return defOf(value)?.["type"] === "object";
}

function isOldZod(value: unknown): boolean {
  return (
    defOf(value) === undefined && fieldsOf(fieldsOf(value)["_def"])["typeName"] === "ZodObject"
  );
}

function nameOf({ value, key, isKey }: Found): string | undefined {
  const own = fieldsOf(fieldsOf(value)["function"])["name"] ?? fieldsOf(value)["name"];
  return (typeof own === "string" && !isKey ? own : key) ?? undefined;
}

function definitionOf(found: Found): Fields {
  const { value, key, isKey } = found;
  if (isOldZod(value)) throw oldZod("");
  if (isZod(value)) {
    const parameters = zodToSchema(value);
    return { ...named(key), ...described(parameters), parameters };
  }
  if (!isFields(value)) {
    throw new Refusal(
      "SC7054",
      "is no tool where tools are listed",
      "export it apart from them",
      "",
    );
  }
  const inner = value["function"];
  if (isFields(inner)) return definitionOf({ ...found, value: inner });
  const own = value["name"];
  if (isKey && typeof own === "string" && own !== key) {
    const message = `has the name \`${own}\` of its own`;
    throw new Refusal("SC7054", message, "write the same name in both places", "");
  }
  const entries = Object.entries(value).map(([name, each]) => [name, readKey(name, each)] as const);
  const definition = Object.fromEntries(entries.filter(([, each]) => each !== undefined));
  // Anthropic's word for a function.
  const isCustom = definition["type"] === "custom" && isFields(definition["input_schema"]);
  if (isCustom) delete definition["type"];
  return { ...named(key), ...definition };
}

/** Of the keys that matter to no reader, only the names are handed on, so that a slip in one is found. */
function readKey(name: string, value: unknown): unknown {
  if (schemaKeys.includes(name)) return schemaOf(value);
  if (!definitionKeys.includes(name)) return null;
  return value === undefined || typeof value === "function" ? undefined : toJson(value);
}

function schemaOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  if (defOf(value) !== undefined) return zodToSchema(value);
  if (fieldsOf(fieldsOf(value)["_def"])["typeName"] !== undefined) throw oldZod("");
  // The AI SDK's `jsonSchema(…)`.
  const wrapped = isFields(value) && "validate" in value ? value["jsonSchema"] : undefined;
  return toJson(wrapped ?? value);
}

function oldZod(pointer: string): Refusal {
  const help = "write it with zod 4, or list its module without `evaluate`, to have it read";
  return new Refusal("SC7054", "is a schema of zod 3, which cannot be asked", help, pointer);
}

function named(key: string | null): Fields {
  return key === null ? {} : { name: key };
}

function described({ description }: Fields): Fields {
  return typeof description === "string" ? { description } : {};
}
