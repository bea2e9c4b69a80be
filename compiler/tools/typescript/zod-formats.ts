// The formats of strings in zod, behind `z.` and as methods of strings.

import type { ts as TypeScript } from "ts-morph";
import { regexes } from "zod/v4/core";
import type { StringType } from "../argument-type.js";
import type { StaticValue } from "./static-values.js";
import { oldPattern } from "./zod-3-formats.js";
import { optionsOf } from "./zod-options.js";
import { type Constructor, type Method, plain, type ZodCall } from "./zod-schema.js";
import { onString, readPattern, withPattern } from "./zod-strings.js";

/** The values of options, as far as they are written. */
export type Options = Readonly<Record<string, StaticValue | undefined>>;

/** What zod 4 has behind `z.`. */
const names =
  "base64 base64url cidrv4 cidrv6 creditCard cuid cuid2 currencyCode e164 email emoji guid hex hostname httpUrl iban ipv4 ipv6 iso.date iso.datetime iso.duration iso.time jwt ksuid mac nanoid ulid url uuid uuidv4 uuidv6 uuidv7 xid".split(
    " ",
  );

/** Strings have these as methods, in zod 4 or in zod 3. */
const methodNames =
  "base64 base64url cidr cidrv4 cidrv6 cuid cuid2 date datetime duration e164 email emoji guid ip ipv4 ipv6 jwt ksuid nanoid time ulid url uuid uuidv4 uuidv6 uuidv7 xid".split(
    " ",
  );

/** Options that choose another pattern, and in zod 4 which. */
const choices: ReadonlyMap<
  string,
  { readonly options: readonly string[]; readonly pattern?: (options: Options) => RegExp }
> = new Map([
  ["cidr", { options: ["version"] }],
  ["email", { options: ["pattern"] }],
  ["ip", { options: ["version"] }],
  ["iso.datetime", { options: ["precision", "offset", "local"], pattern: datetime }],
  ["iso.time", { options: ["precision"], pattern: time }],
  ["mac", { options: ["delimiter"], pattern: ({ delimiter }) => regexes.mac(String(delimiter)) }],
  [
    "nanoid",
    { options: ["length"], pattern: (given) => regexes.nanoidOfLength(Number(given["length"])) },
  ],
  [
    "uuid",
    {
      options: ["version"],
      pattern: ({ version }) => regexes.uuid(Number(String(version).slice(1))),
    },
  ],
]);

export const formatConstructors: readonly (readonly [string, Constructor])[] = names.map((name) => {
  const read: Constructor["read"] = (call) => {
    const type = withFormat({ kind: "string" }, name, call);
    return type && plain(call, type);
  };
  return [name, { takes: 0, options: choices.get(name)?.options ?? [], read }];
});

export const formatMethods: readonly (readonly [string, Method])[] = methodNames.map((method) => {
  const name = ["date", "datetime", "duration", "time"].includes(method) ? `iso.${method}` : method;
  const read: Method["read"] = (call) => onString(call, (type) => withFormat(type, name, call));
  return [method, { takes: 0, options: choices.get(name)?.options ?? [], read }];
});

function withFormat(type: StringType, name: string, call: ZodCall): StringType | undefined {
  const [first] = call.args;
  const written = optionsOf(first, call);
  if (written === undefined) return undefined;
  const pattern = written.get("pattern");
  if (pattern !== undefined) return withPattern(type, readPattern(call, pattern));
  const { options = [], pattern: chosen } = choices.get(name) ?? {};
  const given = valuesOf(written, options, call);
  if (given === undefined) {
    return call.reader.refuse(
      "has options that cannot be read",
      "write them out here",
      first ?? call.name,
    );
  }
  if (call.version === 3) return withOldFormat(type, name, given, call);
  if (Object.keys(given).length > 0 && chosen !== undefined)
    return withPattern(type, chosen(given));
  if (name === "url" || name === "httpUrl") return withUrl(type, name, untouched);
  return { ...type, formats: [...(type.formats ?? []), { of: "zod", name }] };
}

function withUrl(type: StringType, name: string, rule: RegExp): StringType | undefined {
  const format = { of: "zod", name } as const;
  return withPattern({ ...type, formats: [...(type.formats ?? []), format] }, rule);
}

/** Zod 4 trims a URL and takes line breaks out of it. What it would change is refused. */
const untouched = /^(?!\s)[^\t\n\r]*(?<!\s)$/;

/**
 * Zod 3 leaves the trimming to the URL's parser, which takes fewer blanks for such. The others are refused at the ends,
 * in a path too, which might end with one.
 */
const withoutBlanks = /^(?![^\S\t\n\v\f\r ])[\s\S]*(?<![^\S\t\n\v\f\r ])$/;

function withOldFormat(
  type: StringType,
  name: string,
  given: Options,
  { name: place, reader }: ZodCall,
): StringType | undefined {
  if (name === "url") return withUrl(type, name, withoutBlanks);
  const pattern = oldPattern(name, given);
  if (pattern !== undefined) return withPattern(type, pattern);
  const help = "leave it out here, and put a `pattern` into the policy";
  return reader.refuse(`has the format \`${name}\` of zod 3, which no pattern says`, help, place);
}

/** Undefined where one of them is not written out. */
function valuesOf(
  written: ReadonlyMap<string, TypeScript.Expression>,
  options: readonly string[],
  { reader }: ZodCall,
): Options | undefined {
  const given = [...written]
    .filter(([name]) => options.includes(name))
    .map(([name, node]) => [name, reader.values.one(node)] as const);
  return given.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(given);
}

function datetime({ precision, offset, local }: Options): RegExp {
  const parts = { offset: offset === true, local: local === true };
  return regexes.datetime({ ...parts, ...digits(precision) });
}

function time({ precision }: Options): RegExp {
  return regexes.time(digits(precision));
}

function digits(precision: StaticValue | undefined): { readonly precision?: number } {
  return typeof precision === "number" ? { precision } : {};
}
