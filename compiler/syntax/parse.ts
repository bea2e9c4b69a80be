// parse: the text of a policy file becomes a tree of values. The YAML is the plain 1.2 core, nothing else.

import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLError,
} from "yaml";
import type { Report } from "../diagnostics/report.js";
import { type Range, type SourceFile, wholeFile } from "../source/source-file.js";
import { deepestLevel, scan, tooDeep } from "./scan.js";
import type { EntrySyntax, KeySyntax, PolicySyntax, ScalarSyntax, ValueSyntax } from "./syntax.js";
import { tellingError, wordingOf } from "./yaml-errors.js";

/** Parses the file; undefined where anything in it is refused, with all of it reported. */
export function parse(file: SourceFile, report: Report): PolicySyntax | undefined {
  if (!scan(file, report)) return undefined;
  const document = parseYaml(file, report);
  if (document === undefined) return undefined;
  const error = tellingError([...document.errors, ...document.warnings]);
  if (error !== undefined) return refuse(error, file, report);
  const root = new Converter(file, report).value(document.contents, wholeFile, 1);
  return report.hasErrors ? undefined : { file, root };
}

function parseYaml(file: SourceFile, report: Report): Document.Parsed | undefined {
  const { stackTraceLimit } = Error;
  // A file of marks gives errors by the hundred thousand: to note where in the library each arose takes most of the time.
  Error.stackTraceLimit = 0;
  try {
    return parseDocument(file.text, {
      version: "1.2",
      schema: "core",
      merge: false,
      uniqueKeys: false,
      strict: true,
      prettyErrors: false,
      // Not "silent": it would pass over a second document.
      logLevel: "error",
    });
  } catch (error) {
    // SECURITY: what is nested so oddly that `scan` takes it for flat ends where the stack does.
    if (error instanceof RangeError) return tooDeep(file, 0, report);
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function refuse(error: YAMLError, file: SourceFile, report: Report): undefined {
  const [start, end] = error.pos;
  const range = { start, end: Math.max(start + 1, end) };
  if (error.code !== "MULTIPLE_DOCS") {
    return report.add({ code: "SC1101", ...wordingOf(error), file, range });
  }
  const message = "a policy file holds one document";
  const help = "remove all from here on, or give it a file of its own";
  return report.add({ code: "SC1104", message, file, range, help });
}

/** Turns the library's nodes into ours, and refuses what they may not hold. */
class Converter {
  readonly #file: SourceFile;
  readonly #report: Report;

  constructor(file: SourceFile, report: Report) {
    this.#file = file;
    this.#report = report;
  }

  value(node: Node | null, fallback: Range, depth: number): ValueSyntax {
    const range = rangeOf(node) ?? fallback;
    if (depth > deepestLevel) {
      tooDeep(this.#file, range.start, this.#report);
    } else if (isMap<Node, Node | null>(node)) {
      return { kind: "map", range, entries: this.#entries(node.items, depth) };
    } else if (isSeq<Node | null>(node)) {
      const items = node.items.map((item) => this.value(item, range, depth + 1));
      return { kind: "list", range, items };
    } else if (isScalar(node)) {
      return this.#scalar(node, range);
    }
    return { kind: "null", range, value: null };
  }

  #entries(pairs: readonly Pair<Node, Node | null>[], depth: number): readonly EntrySyntax[] {
    const seen = new Map<string, KeySyntax>();
    return pairs.flatMap((pair) => {
      const key = this.#key(pair.key);
      if (key === undefined) return [];
      const first = seen.get(key.text);
      if (first === undefined) {
        seen.set(key.text, key);
        return [{ key, value: this.value(pair.value, key.range, depth + 1) }];
      }
      this.#report.add({
        code: "SC1103",
        message: `the key \`${key.text}\` stands twice`,
        file: this.#file,
        range: key.range,
        help: "keep one of the two",
        related: [{ message: "the first one is here", file: this.#file, range: first.range }],
      });
      return [];
    });
  }

  #key(node: Node | null): KeySyntax | undefined {
    const range = rangeOf(node) ?? wholeFile;
    if (isScalar(node) && typeof node.value === "string" && node.value !== "<<") {
      return { text: node.value, range };
    }
    const merge = isScalar(node) && node.value === "<<";
    return this.#report.add({
      code: "SC1102",
      message: merge ? "a merge key may not stand in a policy file" : "a key must be a string",
      file: this.#file,
      range,
      help: merge
        ? "write the entries out where they are needed"
        : "write a plain name; put a key in quotes that looks like a number",
    });
  }

  #scalar({ value, source }: Scalar, range: Range): ScalarSyntax {
    if (typeof value === "string") return { kind: "string", range, value };
    if (typeof value === "boolean") return { kind: "boolean", range, value };
    if (typeof value !== "number") return { kind: "null", range, value: null };
    const unsafe = Number.isInteger(value) && !Number.isSafeInteger(value);
    if (!Number.isFinite(value) || unsafe || Object.is(value, -0)) {
      this.#report.add({
        code: "SC1107",
        message: `\`${source ?? String(value)}\` is not a number that can be compared exactly`,
        file: this.#file,
        range,
        help: "numbers are finite, integers at most 9007199254740991; quote it if it is meant as text",
      });
    }
    return { kind: "number", range, value };
  }
}

function rangeOf(node: Node | null): Range | undefined {
  const range = node?.range;
  return range ? { start: range[0], end: Math.max(range[0], range[1]) } : undefined;
}
