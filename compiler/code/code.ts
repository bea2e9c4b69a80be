// Code as a value. Text from a policy can become a literal in the output, never syntax.

import { allImports, type Imports, importsOf } from "./imports.js";
import { builders, type Doc, printer, utils } from "./layout.js";
import { deepest, nestingIn } from "./nesting.js";
import { quoted } from "./quotes.js";

const brand: unique symbol = Symbol("code");

/** A piece of TypeScript: how it is laid out, and what it imports. Only this file makes one. */
export interface Code {
  readonly [brand]: true;
  readonly doc: Doc;
  readonly imports: Imports;
  /** What the layout of a call or an array needs to know about what is in it. */
  readonly shape?: "array" | "numbers" | "object";
  /** How many items or entries an array or an object has. */
  readonly size?: number;
  /** How deep arguments and items are nested in it, which the layout of a chain of calls depends on. */
  readonly nesting?: number;
}

export type Literal = string | number | boolean | null;

/** What a template may hold: code is spliced in, anything else is written as a literal. */
export type Hole = Code | Literal;

/** Builds code from a template. The text between the holes is ours, and may not hold a line break. */
export function code(parts: TemplateStringsArray, ...holes: readonly Hole[]): Code {
  const pieces = holes.map((hole) => (isCode(hole) ? hole : literal(hole)));
  const docs: Doc[] = [parts[0] ?? ""];
  for (const [index, { doc }] of pieces.entries()) docs.push(doc, parts[index + 1] ?? "");
  return make(docs, pieces);
}

/** A literal in JSON's form, with the two line separators that JSON leaves bare escaped, in the quotes Prettier takes. */
export function literal(value: Literal): Code {
  // INVARIANT: the compiler refuses such numbers long before; a literal must mean what it says.
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error("a literal must be finite");
  }
  return make(quoted(value), []);
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** A name of our own making. Throws where it is no identifier, so that no policy text can pass for one. */
export function name(text: string): Code {
  if (!identifier.test(text)) throw new Error(`${JSON.stringify(text)} is not an identifier`);
  return make(text, []);
}

/** A value imported from a module. */
export function imported(from: string, text: string): Code {
  return { ...name(text), imports: importsOf({ from, name: text, typeOnly: false }) };
}

/** A type imported from a module, under another name where its own is taken. */
export function importedType(from: string, text: string, as?: string): Code {
  const own = { from, name: text, typeOnly: true, ...(as === undefined ? {} : { as }) };
  return { ...name(as ?? text), imports: importsOf(own) };
}

// The letters of the commonest scripts, which every version of TypeScript and Prettier takes for letters.
const plainKey =
  /^[A-Za-z_$À-ÖØ-öø-ɏΑ-ΡΣ-ϵЀ-ҁぁ-ゖァ-ヺ一-鿌가-힣][\w$À-ÖØ-öø-ɏΑ-ΡΣ-ϵЀ-ҁぁ-ゖァ-ヺ一-鿌가-힣]*$/u;

/** A property key as it stands in an object literal or an interface. */
export function key(text: string): Code {
  // SECURITY: `__proto__: x` in an object literal sets the prototype; a computed key is a plain property.
  if (text === "__proto__") return make('["__proto__"]', []);
  return plainKey.test(text) ? make(text, []) : literal(text);
}

/** A regular expression literal. `RegExp` itself escapes slashes and line ends in its source. */
export function regexp(source: string, flags = "u"): Code {
  const pattern = new RegExp(source, flags);
  // The longest that Prettier takes for simple.
  const nesting = pattern.source.length > 5 ? Number.POSITIVE_INFINITY : 0;
  return { ...make(String(pattern), []), nesting };
}

/** A line comment or a one-line doc comment. Policy text in it cannot end it. */
export function comment(style: "//" | "/**", text: string): Code {
  const oneLine = text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim();
  // SECURITY: the only way out of a block comment is its end mark.
  return make(style === "//" ? `// ${oneLine}` : `/** ${oneLine.replaceAll("*/", "*\\/")} */`, []);
}

/** `[a, b]`, on one line where it fits; several arrays or objects in it have a line each, as Prettier has it. */
export function array(items: readonly Code[]): Code {
  const [first] = items;
  const expand =
    items.length > 1 &&
    first?.shape !== undefined &&
    items.every(({ shape, size = 0 }) => shape === first.shape && size > 1);
  return {
    ...delimited("[", items, "]", { inside: "", expand }),
    shape: "array",
    size: items.length,
    nesting: nestingIn(items),
  };
}

/** `[1, 2]`: Prettier fills lines with numbers instead of giving each its own. */
export function numbers(values: readonly number[]): Code {
  const { fill, group, ifBreak, indent, line, softline } = builders;
  const docs = values.map((value) => literal(value).doc);
  const groupId = Symbol("numbers");
  const parts = docs.flatMap((doc, index) =>
    index === docs.length - 1 ? [[doc, ifBreak(",", "", { groupId })]] : [[doc, ","], line],
  );
  const doc = group(["[", indent([softline, fill(parts)]), softline, "]"], { id: groupId });
  const nesting = Math.sign(values.length);
  return {
    ...make(docs.length === 0 ? "[]" : doc, []),
    shape: "numbers",
    size: values.length,
    nesting,
  };
}

/** `f(a, b)`, on one line where it fits; a last array or object may open on the line of the call. */
export function call(callee: Code, args: readonly Code[]): Code {
  // The most arguments that Prettier takes for simple.
  const own = args.length > 2 ? Number.POSITIVE_INFINITY : nestingIn(args);
  const nesting = Math.max(callee.nesting ?? 0, own);
  return { ...callOf(callee, args), nesting };
}

function callOf(callee: Code, args: readonly Code[]): Code {
  const list = delimited("(", args, ")", { inside: "", expand: false });
  const last = args.at(-1);
  const before = args.slice(0, -1);
  const alike = before.at(-1)?.shape !== undefined && before.at(-1)?.shape === last?.shape;
  const opens =
    last?.shape === "object" || last?.shape === "array" || (last?.shape && args.length === 1);
  if (last === undefined || !opens || alike) return make([callee.doc, list.doc], [callee, list]);
  const { breakParent, conditionalGroup, group } = builders;
  const lead = before.map(({ doc }) => [doc, ", "]);
  const doc = conditionalGroup([
    [callee.doc, "(", ...lead, last.doc, ")"],
    [callee.doc, "(", ...lead, group(last.doc, { shouldBreak: true }), ")"],
    [callee.doc, group(list.doc, { shouldBreak: true })],
  ]);
  // A break within does not pass through a conditional group by itself.
  return make([utils.willBreak(last.doc) ? breakParent : "", doc], [callee, list]);
}

/** `export { a, b } from "./c.js"`, on one line where it fits. */
export function exportFrom(from: string, items: readonly Code[]): Code {
  return code`export ${delimited("{", items, "}", { inside: " ", expand: false })} from ${from};`;
}

/** `{ a: 1 }`, on one line where it fits; `expand` keeps one entry a line in any case. */
export function object(
  entries: readonly (readonly [key: string, value: Code])[],
  options: { readonly expand?: boolean } = {},
): Code {
  const items = entries.map(([text, value]) => entry(key(text), value));
  const doc = delimited("{", items, "}", { inside: " ", expand: options.expand === true });
  return { ...doc, shape: "object", size: entries.length, nesting: nestingIn(items) };
}

/** Prettier moves a text that is too long to a line of its own, unless its key is too short for that to gain much. */
function entry(left: Code, value: Code): Code {
  const isText = typeof value.doc === "string" && /^["']/u.test(value.doc);
  const isShort = typeof left.doc === "string" && left.doc.length < 5;
  if (!isText || isShort) return code`${left}: ${value}`;
  const { group, indent, line } = builders;
  return make([left.doc, ":", group(indent([line, value.doc]))], [left, value]);
}

/** `{ readonly a: string; }` in a type, one member a line. */
export function members(items: readonly Code[]): Code {
  if (items.length === 0) return make("{}", []);
  const lines = items.map((item) => [builders.hardline, item.doc, ";"]);
  return make(["{", builders.indent(lines), builders.hardline, "}"], items);
}

/** Statements or members, a line break between each; `blank` leaves an empty line between them. */
export function lines(items: readonly Code[], options: { readonly blank?: boolean } = {}): Code {
  const { hardline, join } = builders;
  const between = options.blank === true ? [hardline, hardline] : hardline;
  return make(
    join(
      between,
      items.map(({ doc }) => doc),
    ),
    items,
  );
}

/** Items one after the other, with fixed text of ours between them. */
export function joined(items: readonly Code[], separator: string): Code {
  return make(
    builders.join(
      separator,
      items.map(({ doc }) => doc),
    ),
    items,
  );
}

/** The code as text, at the width of Prettier's settings that generated code is stable under. */
export function print(piece: Code): string {
  return printer.printDocToString(piece.doc, { printWidth: 100, tabWidth: 2, useTabs: false })
    .formatted;
}

function delimited(
  open: string,
  items: readonly Code[],
  close: string,
  { inside, expand }: { readonly inside: "" | " "; readonly expand: boolean },
): Code {
  if (items.length === 0) return make(open + close, []);
  const { group, indent, line, softline, ifBreak, join } = builders;
  const edge = inside === " " ? line : softline;
  const body = join(
    [",", line],
    items.map(({ doc }) => doc),
  );
  return make(
    group([open, indent([edge, body]), ifBreak(","), edge, close], { shouldBreak: expand }),
    items,
  );
}

/** For the files of this folder only, each of which lays out a kind of code with fixed text of ours. */
export function make(doc: Doc, pieces: readonly Code[]): Code {
  return { [brand]: true, doc, imports: allImports(pieces), nesting: deepest(pieces) };
}

function isCode(value: Hole): value is Code {
  return typeof value === "object" && value !== null && brand in value;
}
