// One JSON Schema object of a tool definition: its keywords, and where it stands in the definition.

import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Report } from "../../diagnostics/report.js";
import type { Range, SourceFile } from "../../source/source-file.js";
import type { MapSyntax, ValueSyntax } from "../../syntax/syntax.js";

/** Where in which tool we are. Every fault names the tool and the JSON pointer. */
export class SchemaPlace {
  readonly tool: string;
  readonly #pointer: string;
  readonly #file: SourceFile;
  readonly #report: Report;

  constructor(tool: string, file: SourceFile, report: Report, pointer = "") {
    this.tool = tool;
    this.#file = file;
    this.#report = report;
    this.#pointer = pointer;
  }

  /** A place below this one. */
  below(...steps: readonly (string | number)[]): SchemaPlace {
    const escaped = steps.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"));
    const pointer = [this.#pointer, ...escaped].join("/");
    return new SchemaPlace(this.tool, this.#file, this.#report, pointer);
  }

  refuse(code: DiagnosticCode, message: string, range: Range, help: string): undefined {
    const where = this.#pointer === "" ? "" : ` at \`${this.#pointer}\``;
    const sentence = `${message} (tool \`${this.tool}\`${where})`;
    return this.#report.add({ code, message: sentence, file: this.#file, range, help });
  }
}

export class Schema {
  readonly place: SchemaPlace;
  readonly range: Range;
  readonly #values: ReadonlyMap<string, ValueSyntax>;

  constructor(map: MapSyntax, place: SchemaPlace) {
    this.place = place;
    this.range = map.range;
    this.#values = new Map(map.entries.map(({ key, value }) => [key.text, value]));
  }

  get(keyword: string): ValueSyntax | undefined {
    return this.#values.get(keyword);
  }

  /** Those of the keywords that are present. */
  present(keywords: Iterable<string>): readonly string[] {
    return [...keywords].filter((keyword) => this.#values.has(keyword));
  }

  /** Numeric keywords by name, as far as they are there. */
  numbers<Keyword extends string>(
    keywords: readonly Keyword[],
    kind: "number" | "count",
  ): { readonly [K in Keyword]?: number } {
    const found: { [K in Keyword]?: number } = {};
    for (const keyword of keywords) {
      const value = this.get(keyword) && this.#number(keyword, kind);
      if (value !== undefined) found[keyword] = value;
    }
    return found;
  }

  #number(keyword: string, kind: "number" | "count"): number | undefined {
    const value = this.get(keyword);
    if (value?.kind === "number") {
      if (kind === "number" || (Number.isInteger(value.value) && value.value >= 0)) {
        return value.value;
      }
    }
    const needed = kind === "count" ? "a whole number from 0" : "a number";
    return this.malformed(keyword, needed);
  }

  /** A keyword whose value is not what JSON Schema asks for. */
  malformed(keyword: string, needed: string): undefined {
    const range = this.get(keyword)?.range ?? this.range;
    const message = `\`${keyword}\` must be ${needed}`;
    return this.place.below(keyword).refuse("SC7006", message, range, "correct the definition");
  }
}
