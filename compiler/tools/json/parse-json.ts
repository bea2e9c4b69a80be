// JSON text becomes a tree with places. Strict: what JSON.parse refuses is refused, and duplicate keys too.

import type { Report } from "../../diagnostics/report.js";
import type { SourceFile } from "../../source/source-file.js";
import type {
  EntrySyntax,
  KeySyntax,
  ListSyntax,
  MapSyntax,
  ValueSyntax,
} from "../../syntax/syntax.js";

/** Recursion ends here, long before the stack does. */
const deepestLevel = 256;

/** Reads the text of a JSON file; undefined where it is not valid, with the first fault reported. */
export function parseJson(file: SourceFile, report: Report): ValueSyntax | undefined {
  try {
    return new Reader(file.text).document();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const range = { start: error.at, end: error.at + 1 };
    return report.add({ code: "SC7003", message: error.message, file, range, help: error.help });
  }
}

class Fault extends Error {
  readonly at: number;
  readonly help: string;

  constructor(message: string, at: number, help = "correct the JSON here") {
    super(message);
    this.at = at;
    this.help = help;
  }
}

const blank = /[ \t\n\r]*/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const word = /true|false|null/uy;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): ValueSyntax {
    const value = this.#value(1);
    if (this.#at < this.#text.length) this.#fail("nothing may follow the JSON value");
    return value;
  }

  #value(depth: number): ValueSyntax {
    if (depth > deepestLevel)
      this.#fail(`the JSON is nested more than ${deepestLevel} levels deep`);
    this.#take(blank);
    const value = this.#scalar() ?? this.#collection(depth);
    this.#take(blank);
    return value;
  }

  #scalar(): ValueSyntax | undefined {
    const start = this.#at;
    const text = this.#take(string) ?? this.#take(number) ?? this.#take(word);
    if (text === undefined) return undefined;
    const range = { start, end: this.#at };
    const value: unknown = JSON.parse(text);
    if (typeof value === "string") return { kind: "string", range, value };
    if (typeof value === "boolean") return { kind: "boolean", range, value };
    if (typeof value !== "number") return { kind: "null", range, value: null };
    if (!Number.isFinite(value)) throw new Fault(`\`${text}\` is too large a number`, start);
    return { kind: "number", range, value };
  }

  #collection(depth: number): MapSyntax | ListSyntax {
    const start = this.#at;
    if (this.#skip("[")) {
      const items = this.#list("]", () => this.#value(depth + 1));
      return { kind: "list", range: { start, end: this.#at }, items };
    }
    if (this.#skip("{")) {
      const seen = new Set<string>();
      const entries = this.#list("}", () => this.#entry(seen, depth));
      return { kind: "map", range: { start, end: this.#at }, entries };
    }
    this.#fail("a JSON value is expected here");
  }

  #list<Item>(close: string, item: () => Item): readonly Item[] {
    const items: Item[] = [];
    this.#take(blank);
    if (this.#skip(close)) return items;
    do items.push(item());
    while (this.#skip(","));
    if (!this.#skip(close)) this.#fail(`\`,\` or \`${close}\` is expected here`);
    return items;
  }

  #entry(seen: Set<string>, depth: number): EntrySyntax {
    const key = this.#key();
    if (seen.has(key.text)) {
      const message = `the key \`${key.text}\` stands twice`;
      throw new Fault(message, key.range.start, "keep one of the two");
    }
    seen.add(key.text);
    if (!this.#skip(":")) this.#fail("`:` is expected here");
    return { key, value: this.#value(depth + 1) };
  }

  #key(): KeySyntax {
    this.#take(blank);
    const start = this.#at;
    const key = this.#scalar();
    if (key?.kind !== "string") throw new Fault("a key in double quotes is expected here", start);
    this.#take(blank);
    return { text: key.value, range: key.range };
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#text)?.[0];
    this.#at += text?.length ?? 0;
    return text;
  }

  #skip(mark: string): boolean {
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #fail(message: string): never {
    const reason = this.#at < this.#text.length ? message : "the JSON ends too early";
    throw new Fault(reason, this.#at);
  }
}
