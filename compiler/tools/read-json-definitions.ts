// Tool definitions in a JSON file, in any of the shapes that APIs and SDKs give them.

import type { Report } from "../diagnostics/report.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Dialect } from "../policy/policy.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { EntrySyntax, KeySyntax, MapSyntax, ValueSyntax } from "../syntax/syntax.js";
import { noArguments, noDefinitions } from "./argument-type.js";
import { builtinTools } from "./builtin-tools.js";
import { definitionKeys, resultKey, schemaKeys } from "./definition-keys.js";
import { parseJson } from "./json/parse-json.js";
import { descriptionOf } from "./json-schema/objects.js";
import { type Parameters, readParameters } from "./json-schema/read-parameters.js";
import { SchemaPlace } from "./json-schema/schema.js";
import type { ToolLink, ToolSignature } from "./tool-signature.js";

/** Reads the definitions in a file. Whatever cannot be read is reported and left out. */
export function readJsonDefinitions(
  path: string,
  file: SourceFile,
  report: Report,
  dialect: Dialect = "strict",
): readonly ToolSignature[] {
  const root = parseJson(file, report);
  return root === undefined ? [] : new DefinitionReader(path, file, report, dialect).list(root);
}

/** What is known of definitions in a module beside their values. */
export interface Beside {
  /** The definitions that tsc sees, with the way to each. */
  readonly links: ReadonlyMap<ValueSyntax, ToolLink>;
  /** Argument schemas that are no JSON Schema, by what stands for them. */
  readonly schemas: ReadonlyMap<ValueSyntax, Parameters>;
}

const nothingBeside: Beside = { links: new Map(), schemas: new Map() };

/** Reads definitions as values with places. */
export class DefinitionReader {
  readonly #path: string;
  readonly #file: SourceFile;
  readonly #report: Report;
  readonly #dialect: Dialect;
  readonly #beside: Beside;

  constructor(
    path: string,
    file: SourceFile,
    report: Report,
    dialect: Dialect,
    beside = nothingBeside,
  ) {
    this.#dialect = dialect;
    this.#path = path;
    this.#file = file;
    this.#report = report;
    this.#beside = beside;
  }

  list(root: ValueSyntax): readonly ToolSignature[] {
    if (root.kind === "list") return root.items.flatMap((item) => this.#definition(item) ?? []);
    if (root.kind !== "map") {
      return this.#refuse("tool definitions stand in a list or an object", root.range) ?? [];
    }
    const result = get(root, "jsonrpc") && get(root, "result");
    if (result?.kind === "map") return this.list(result);
    const tools = get(root, "tools");
    if (tools?.kind === "list") return this.list(tools);
    if (isDefinition(root)) return this.#definition(root) ?? [];
    return root.entries.flatMap(({ key, value }) => this.#definition(value, key) ?? []);
  }

  /** One definition; `key` is the name it stands under in a map. Empty for a built-in tool. */
  #definition(
    value: ValueSyntax,
    key?: KeySyntax,
    link = this.#beside.links.get(value) ?? null,
  ): readonly ToolSignature[] | undefined {
    if (value.kind !== "map") {
      return this.#refuse("a tool definition is an object", value.range);
    }
    const inner = get(value, "function");
    if (inner?.kind === "map") return this.#definition(inner, key, link);
    const type = get(value, "type");
    if (type?.kind === "string" && builtinTools.has(type.value)) return [];
    if (type !== undefined && (type.kind !== "string" || type.value !== "function")) {
      const help = "list functions only; a schema stands under `parameters`";
      return this.#refuse("a tool's `type` must be `function`", type.range, help);
    }
    const slip = misspelt(value);
    if (slip !== undefined) {
      const { text, range } = slip.entry.key;
      return this.#refuse(`unknown key \`${text}\``, range, `did you mean \`${slip.meant}\`?`);
    }
    const name = this.#name(value, key);
    const signature = name && this.#signature(value, name.value, name.range, link);
    return signature && [signature];
  }

  #name(value: MapSyntax, key?: KeySyntax): { value: string; range: Range } | undefined {
    const written = get(value, "name");
    if (written === undefined && key !== undefined) return { value: key.text, range: key.range };
    if (written?.kind !== "string") {
      const range = written?.range ?? value.range;
      return this.#refuse("a tool definition needs a `name` that is a string", range);
    }
    if (key === undefined || key.text === written.value) return written;
    const message = `the tool \`${written.value}\` stands under the key \`${key.text}\``;
    return this.#refuse(message, key.range, "write the same name in both places");
  }

  #signature(
    value: MapSyntax,
    name: string,
    range: Range,
    link: ToolLink | null,
  ): ToolSignature | undefined {
    const strict = get(value, "strict");
    const parameters = this.#parameters(value, name);
    if (strict !== undefined && strict.kind !== "boolean" && strict.kind !== "null") {
      return this.#refuse("`strict` must be true or false", strict.range);
    }
    return (
      parameters && {
        name,
        description: descriptionOf(value),
        ...parameters,
        strict: strict?.value ?? null,
        origin: { file: this.#file, range, path: this.#path, link },
      }
    );
  }

  #parameters(value: MapSyntax, tool: string): Parameters | undefined {
    const entries = value.entries.filter(({ key }) => schemaKeys.includes(key.text));
    const [entry, second] = entries.filter((found) => found.value.kind !== "null");
    if (second !== undefined) {
      const message = `the tool \`${tool}\` has its arguments twice`;
      return this.#refuse(message, second.key.range, `keep one of ${quoted(entries)}`);
    }
    if (entry === undefined) return { parameters: noArguments, definitions: noDefinitions };
    const read = this.#beside.schemas.get(entry.value);
    if (read !== undefined) return read;
    const place = new SchemaPlace(tool, this.#file, this.#report);
    return readParameters(entry.value, this.#dialect, place);
  }

  #refuse(message: string, range: Range, help = "see `safeclaw explain SC7004`"): undefined {
    return this.#report.add({ code: "SC7004", message, file: this.#file, range, help });
  }
}

/** True for one definition, false for a map of definitions by name. */
export function isDefinition(map: MapSyntax): boolean {
  return get(map, "name")?.kind === "string" || get(map, "type")?.kind === "string";
}

/** A key that nearly is one of ours. Other keys are some other tool's business. */
function misspelt(map: MapSyntax): { entry: EntrySyntax; meant: string } | undefined {
  for (const entry of map.entries) {
    const { text } = entry.key;
    const meant = [...definitionKeys, resultKey].includes(text)
      ? undefined
      : suggest(text, definitionKeys);
    if (meant !== undefined) return { entry, meant };
  }
  return undefined;
}

function get(map: MapSyntax, text: string): ValueSyntax | undefined {
  return map.entries.find(({ key }) => key.text === text)?.value;
}

function quoted(entries: readonly EntrySyntax[]): string {
  return entries.map(({ key }) => `\`${key.text}\``).join(", ");
}
