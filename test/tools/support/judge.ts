// What generated code says of values: the zod schema that is emitted for a type, asked as guards ask it.

import { argumentSchema } from "@authensor/safeclaw-runtime/policy";
import * as checks from "@authensor/safeclaw-runtime/schema";
import { z } from "zod";
import { print } from "../../../compiler/code/code.js";
import { zodSchema } from "../../../compiler/emit/arguments/zod-schema.js";
import type { ArgumentType, Definitions } from "../../../compiler/tools/argument-type.js";
import { Malformed } from "../../../runtime/malformed.js";
import { parseArguments } from "../../../runtime/parse-arguments.js";

/** Undefined for a value that no guard would ask about: an integer that JavaScript cannot hold exactly, `__proto__`. */
export type Judge = (value: unknown) => boolean | undefined;

export function judge(type: ArgumentType, definitions: Definitions): Judge {
  const names = new Map([...definitions.keys()].map((name, index) => [name, `Definition${index}`]));
  const declared = [...definitions].map(
    ([name, body]) => `const ${names.get(name)} = z.lazy(() => ${print(zodSchema(body, names))});`,
  );
  const body = [...declared, `return z.strictObject({ value: ${print(zodSchema(type, names))} });`];
  const make: (...modules: readonly unknown[]) => z.ZodType = Object(
    new Function("z", ...Object.keys(checks), body.join("\n")),
  );
  const schema = argumentSchema(z, make(z, ...Object.values(checks)), { inheritedNames: true });
  return (value) => {
    const args = parseArguments({ value });
    return args instanceof Malformed ? undefined : schema.accepts(args);
  };
}
