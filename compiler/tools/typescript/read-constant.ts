// An expression in a module's source becomes the value that it has when it runs, without running it.

import type { ts as TypeScript } from "ts-morph";
import type { Range } from "../../source/source-file.js";
import type { EntrySyntax, KeySyntax, ScalarSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { Constants, type RefuseValue, unwrapped } from "./constants.js";
import { type StaticValue, StaticValues } from "./static-values.js";
import { ts } from "./ts-morph.js";

type Expression = TypeScript.Expression;

/** Reads what is no plain value, and has a value that stands for it. */
export interface Embedded {
  /** `none` for what it has nothing to do with; undefined for a fault that is reported. */
  readonly read: (node: Expression, reader: ConstantReader) => ValueSyntax | "none" | undefined;
}

export class ConstantReader {
  readonly #checker: TypeScript.TypeChecker;
  readonly #home: TypeScript.SourceFile;
  readonly #refuse: RefuseValue;
  readonly #embedded: Embedded;
  readonly #values: StaticValues;
  readonly #constants: Constants;
  /** The expressions that we are inside of. */
  readonly #open: Expression[] = [];
  /** Where we left the home file: all that stands elsewhere has this place. */
  #exit: Range | null = null;

  /** Places are those in the file `home`. */
  constructor(
    checker: TypeScript.TypeChecker,
    home: TypeScript.SourceFile,
    refuse: RefuseValue,
    embedded: Embedded,
  ) {
    this.#checker = checker;
    this.#home = home;
    this.#refuse = refuse;
    this.#embedded = embedded;
    this.#values = new StaticValues(checker);
    this.#constants = new Constants(checker, refuse);
  }

  /** The value; undefined where it is not known before it runs, with the reason reported. */
  read(node: Expression): ValueSyntax | undefined {
    const embedded = this.#embedded.read(node, this);
    if (embedded !== "none") return embedded;
    const value = this.#scalar(node);
    if (value !== undefined) return scalar(value, this.range(node));
    return this.#inside(node, (source) => {
      if (ts.isObjectLiteralExpression(source)) return this.#map(source);
      if (ts.isArrayLiteralExpression(source)) return this.#list(source);
      const made = source === node ? "none" : this.#embedded.read(source, this);
      if (made !== "none") return made;
      const found = this.#scalar(source);
      return found === undefined ? this.#unread(source) : scalar(found, this.range(node));
    });
  }

  /** The entries of an object that have one of these keys. The others need not be known. */
  entries(
    node: Expression,
    wanted: ReadonlySet<string>,
  ): ReadonlyMap<string, EntrySyntax> | undefined {
    return this.#inside(node, (source) =>
      ts.isObjectLiteralExpression(source) ? this.#entries(source, wanted) : this.#unread(source),
    );
  }

  /** Goes to where a value is written, and comes back. */
  #inside<Read>(
    node: Expression,
    read: (source: Expression) => Read | undefined,
  ): Read | undefined {
    const source = this.#constants.source(node);
    if (source === undefined) return undefined;
    if (this.#open.includes(source)) return this.#refuse("contains itself", node);
    const exit = this.#exit;
    if (source.getSourceFile() !== this.#home) this.#exit ??= this.range(node);
    this.#open.push(source);
    const found = read(source);
    this.#open.pop();
    this.#exit = exit;
    return found;
  }

  range(node: TypeScript.Node): Range {
    return this.#exit ?? { start: node.getStart(), end: node.getEnd() };
  }

  #unread(node: TypeScript.Node): undefined {
    return this.#refuse(`has \`${brief(node)}\`, whose value is not known before it runs`, node);
  }

  #scalar(node: Expression): StaticValue | undefined {
    const literal = this.#values.one(node);
    const value = literal === undefined ? this.#text(unwrapped(node)) : literal;
    return typeof value === "number" && !Number.isFinite(value) ? undefined : value;
  }

  /** Texts that are put together from texts. */
  #text(node: Expression): string | undefined {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      const parts = [this.#scalar(node.left), this.#scalar(node.right)];
      const isText = parts.some((part) => typeof part === "string") && !parts.includes(undefined);
      return isText ? parts.map(String).join("") : undefined;
    }
    if (!ts.isTemplateExpression(node)) return undefined;
    const parts = node.templateSpans.map(({ expression, literal }) => {
      const value = this.#scalar(expression);
      return value === undefined ? undefined : `${value}${literal.text}`;
    });
    return parts.includes(undefined) ? undefined : node.head.text + parts.join("");
  }

  #list(node: TypeScript.ArrayLiteralExpression): ValueSyntax | undefined {
    const items = this.#items(node);
    return items && { kind: "list", range: this.range(node), items };
  }

  #items(node: TypeScript.ArrayLiteralExpression): readonly ValueSyntax[] | undefined {
    const read = node.elements.map((element) =>
      ts.isSpreadElement(element)
        ? this.#inside(element.expression, (source) =>
            ts.isArrayLiteralExpression(source) ? this.#items(source) : this.#unread(source),
          )
        : one(this.read(element)),
    );
    const items = read.filter((found) => found !== undefined);
    return items.length === read.length ? items.flat() : undefined;
  }

  #map(node: TypeScript.ObjectLiteralExpression): ValueSyntax | undefined {
    const entries = this.#entries(node);
    return entries && { kind: "map", range: this.range(node), entries: [...entries.values()] };
  }

  /** A key that stands twice, which only a spread can bring about, has its last value. */
  #entries(
    node: TypeScript.ObjectLiteralExpression,
    wanted?: ReadonlySet<string>,
  ): ReadonlyMap<string, EntrySyntax> | undefined {
    const read = node.properties.map((property) => this.#property(property, wanted));
    const entries = read.filter((found) => found !== undefined);
    return entries.length === read.length
      ? new Map(entries.flat().map((entry) => [entry.key.text, entry]))
      : undefined;
  }

  #property(
    node: TypeScript.ObjectLiteralElementLike,
    wanted?: ReadonlySet<string>,
  ): readonly EntrySyntax[] | undefined {
    if (ts.isSpreadAssignment(node)) {
      const spread = this.#inside(node.expression, (source) =>
        ts.isObjectLiteralExpression(source) ? this.#entries(source, wanted) : this.#unread(source),
      );
      return spread && [...spread.values()];
    }
    const name = node.name && "text" in node.name ? node.name.text : undefined;
    const isWanted = wanted === undefined || name === undefined || wanted.has(name);
    if (ts.isMethodDeclaration(node) || !isWanted) return [];
    const written = ts.isPropertyAssignment(node) ? node.initializer : undefined;
    const value = ts.isShorthandPropertyAssignment(node) ? node.name : written;
    const key = this.#key(node);
    if (value === undefined || key === undefined) return this.#unread(node);
    if (key.text === "__proto__" && !ts.isComputedPropertyName(node.name)) {
      return this.#refuse("sets a prototype, which is no property", node.name);
    }
    if (this.#isAbsent(value)) return [];
    const found = this.read(value);
    return found && [{ key, value: found }];
  }

  #key({ name }: TypeScript.ObjectLiteralElementLike): KeySyntax | undefined {
    if (name === undefined) return undefined;
    const value = ts.isComputedPropertyName(name)
      ? this.#scalar(name.expression)
      : "text" in name
        ? name.text
        : undefined;
    return value === undefined ? undefined : { text: String(value), range: this.range(name) };
  }

  /** What JSON leaves out: functions, and properties that are `undefined`. */
  #isAbsent(value: Expression): boolean {
    const type = this.#checker.getTypeAtLocation(value);
    return type.getCallSignatures().length > 0 || (type.flags & ts.TypeFlags.Undefined) !== 0;
  }
}

function one<Item>(item: Item | undefined): readonly Item[] | undefined {
  return item === undefined ? undefined : [item];
}

function scalar(value: StaticValue, range: Range): ScalarSyntax {
  if (typeof value === "string") return { kind: "string", range, value };
  if (typeof value === "number") return { kind: "number", range, value };
  if (typeof value === "boolean") return { kind: "boolean", range, value };
  return { kind: "null", range, value };
}

/** The beginning of an expression, for a message. */
function brief(node: TypeScript.Node): string {
  const text = node.getText().replaceAll(/\s+/gu, " ").replaceAll("`", "'");
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
