// One JSON Schema object of a tool definition: its keywords, and where it stands in the definition.

import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Report } from "../../diagnostics/report.js";
import type { Range, SourceFile } from "../../source/source-file.js";
import type { EntrySyntax, MapSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { unknown } from "../algebra/kinds.js";
import type { ArgumentType } from "../argument-type.js";
import type { SchemaReader } from "./read-schema.js";

/** Where in which tool we are. Every fault names the tool and the JSON pointer. */
export class SchemaPlace {
  readonly tool: string;
  readonly pointer: string;
  /** How many values lie around the one that is described here. */
  readonly level: number;
  /** Whether the schema is one of several, so that it may well describe no value at all. */
  readonly isAlternative: boolean;
  readonly #file: SourceFile;
  readonly #report: Report;

  constructor(
    tool: string,
    file: SourceFile,
    report: Report,
    { pointer = "", level = 0, isAlternative = false } = {},
  ) {
    this.tool = tool;
    this.#file = file;
    this.#report = report;
    this.pointer = pointer;
    this.level = level;
    this.isAlternative = isAlternative;
  }

  /** A place below this one, about the same value. */
  below(...steps: readonly (string | number)[]): SchemaPlace {
    return this.#at([this.pointer, ...steps.map(asToken)].join("/"), this);
  }

  /** A place below this one, about a value within the value that is described here. */
  inside(...steps: readonly (string | number)[]): SchemaPlace {
    const { pointer } = this.below(...steps);
    return this.#at(pointer, { level: this.level + 1, isAlternative: false });
  }

  /** A place below this one, about the same value, which may have another schema instead. */
  alternative(...steps: readonly (string | number)[]): SchemaPlace {
    return this.#at(this.below(...steps).pointer, { level: this.level, isAlternative: true });
  }

  /** Another schema about the same value. */
  elsewhere(pointer: string): SchemaPlace {
    return this.#at(pointer, this);
  }

  refuse(code: DiagnosticCode, message: string, range: Range, help: string): undefined {
    const where = this.pointer === "" ? "" : ` at \`${this.pointer}\``;
    const sentence = `${message} (tool \`${this.tool}\`${where})`;
    return this.#report.add({ code, message: sentence, file: this.#file, range, help });
  }

  #at(pointer: string, rest: { level: number; isAlternative: boolean }): SchemaPlace {
    const { level, isAlternative } = rest;
    return new SchemaPlace(this.tool, this.#file, this.#report, { pointer, level, isAlternative });
  }
}

function asToken(step: string | number): string {
  return String(step).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** What stands under a key. */
export function get(map: MapSyntax, text: string): ValueSyntax | undefined {
  return map.entries.find(({ key }) => key.text === text)?.value;
}

export class Schema {
  readonly map: MapSyntax;
  readonly place: SchemaPlace;
  readonly reader: SchemaReader;
  readonly #values: ReadonlyMap<string, ValueSyntax>;

  constructor(map: MapSyntax, place: SchemaPlace, reader: SchemaReader) {
    this.map = map;
    this.place = place;
    this.reader = reader;
    this.#values = new Map(map.entries.map(({ key, value }) => [key.text, value]));
  }

  get(keyword: string): ValueSyntax | undefined {
    return this.#values.get(keyword);
  }

  /** Those of the keywords that are present. */
  present(keywords: Iterable<string>): readonly string[] {
    return [...keywords].filter((keyword) => this.#values.has(keyword));
  }

  /** The schema under a keyword about a value inside. */
  inner(keyword: string): ArgumentType | undefined {
    const value = this.get(keyword);
    return value && this.reader.read(value, this.place.inside(keyword));
  }

  /** The schema under a keyword about the same value. */
  alternative(keyword: string): ArgumentType | undefined {
    const value = this.get(keyword);
    return value && this.reader.read(value, this.place.alternative(keyword));
  }

  /** The schemas under a keyword that lists them, each read at its place. */
  list(keyword: string, at: (index: number) => SchemaPlace): readonly ArgumentType[] | undefined {
    const value = this.get(keyword);
    if (value === undefined) return undefined;
    if (value.kind !== "list") return this.malformed(keyword, "a list of schemas");
    return value.items.map((item, index) => this.reader.read(item, at(index)));
  }

  /** The schemas under a keyword that holds them by name. */
  entries(keyword: string): readonly EntrySyntax[] {
    const value = this.get(keyword);
    if (value === undefined || value.kind === "map") return value?.entries ?? [];
    return this.malformed(keyword, "an object of schemas by name") ?? [];
  }

  number(keyword: string): number | undefined {
    const value = this.get(keyword);
    if (value === undefined) return undefined;
    return value.kind === "number" ? value.value : this.malformed(keyword, "a number");
  }

  /** Numeric keywords by name, as far as they are there. */
  counts<Keyword extends string>(
    keywords: readonly Keyword[],
  ): { readonly [K in Keyword]?: number } {
    const found: { [K in Keyword]?: number } = {};
    for (const keyword of keywords) {
      const value = this.number(keyword);
      if (value === undefined) continue;
      if (Number.isInteger(value) && value >= 0) found[keyword] = value;
      else this.malformed(keyword, "a whole number from 0");
    }
    return found;
  }

  flag(keyword: string): boolean {
    const value = this.get(keyword);
    if (value === undefined) return false;
    return value.kind === "boolean"
      ? value.value
      : (this.malformed(keyword, "true or false") ?? false);
  }

  names(keyword: string, value = this.get(keyword)): readonly string[] {
    if (value === undefined) return [];
    const items = value.kind === "list" ? value.items : [value];
    const names = items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
    if (value.kind === "list" && names.length === items.length) return names;
    return this.malformed(keyword, "a list of property names") ?? [];
  }

  /** A keyword whose value is not what JSON Schema asks for. */
  malformed(keyword: string, needed: string, help = "correct the definition"): undefined {
    return this.refuse("SC7006", keyword, `\`${keyword}\` must be ${needed}`, help);
  }

  refuse(code: DiagnosticCode, keyword: string, message: string, help: string): undefined {
    const range = this.get(keyword)?.range ?? this.map.range;
    return this.place.below(keyword).refuse(code, message, range, help);
  }
}

/** Stands where a schema is refused. INVARIANT: the refusal is reported, so the tool is left out. */
export const refused: ArgumentType = unknown;
