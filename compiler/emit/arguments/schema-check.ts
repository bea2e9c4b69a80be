// A zod schema as the runtime asks it.

import { type Code, call, imported } from "../../code/code.js";
import { data } from "../../code/data.js";
import { runtimePolicy } from "../../code/runtime-modules.js";
import type { ArgumentType } from "../../tools/argument-type.js";

/** `argumentSchema(z, …)`. `types` are those that the schema checks. */
export function schemaCheck(schema: Code, types: readonly ArgumentType[]): Code {
  const options = types.some(namesInherited) ? [data({ inheritedNames: true })] : [];
  const check = imported(runtimePolicy, "argumentSchema");
  return call(check, [imported("zod", "z"), schema, ...options]);
}

/** True where an argument is called like something that every object inherits. Checks see to that by themselves. */
function namesInherited(type: ArgumentType): boolean {
  switch (type.kind) {
    case "object": {
      const inherited = [...type.properties.keys()].some((key) => key in Object.prototype);
      const parts = [...type.properties.values()].map((property) => property.type);
      return (
        inherited || [...parts, ...(type.additional ? [type.additional] : [])].some(namesInherited)
      );
    }
    case "array":
      return [...(type.prefix ?? []), type.items].some(namesInherited);
    case "union":
      return type.members.some(namesInherited);
    default:
      return false;
  }
}
