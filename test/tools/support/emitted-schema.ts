// The zod schema that the text emitted for an argument type makes.

import * as checks from "@authensor/safeclaw-runtime/schema";
import { z } from "zod";
import { print } from "../../../compiler/code/code.js";
import { zodSchema } from "../../../compiler/emit/arguments/zod-schema.js";
import type { ArgumentType } from "../../../compiler/tools/argument-type.js";

export function emittedSchema(type: ArgumentType): z.ZodType {
  const make: (...checks: readonly unknown[]) => z.ZodType = Object(
    new Function("z", ...Object.keys(checks), `return ${print(zodSchema(type))};`),
  );
  return make(z, ...Object.values(checks));
}
