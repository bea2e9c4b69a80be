// definitions.ts: the tool definitions to pass to the model, an entry of its own, loaded only by who asks for it.

import { array, call, code, comment, data, imported, importedType, lines } from "../code/code.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import type { GuardIr, ToolIr } from "../ir/guard-ir.js";
import { jsonSchema } from "./arguments/json-schema.js";
import { type EmittedFile, emitModule } from "./module.js";

export function emitDefinitions({ scoped, tools }: GuardIr, source: string): EmittedFile {
  const type = code`${importedType(runtimePolicy, "ToolDefinitions")}<${scoped}>`;
  const define = imported(runtimePolicy, "defineToolDefinitions");
  const all = array(tools.map((tool) => data(definitionOf(tool))));
  const made = call(define, [imported("./index.js", "policies"), all]);
  const body = lines(
    [
      code`const definitions: ${type} = ${made};`,
      lines([
        comment(
          "/**",
          "The tools to pass to `assistants.create` and `runs.create`: what the assistant's policy could let through.",
        ),
        code`export const toolsFor: ${type}["toolsFor"] = definitions.toolsFor;`,
      ]),
      lines([
        comment(
          "/**",
          "Throws where these tools would enable something that the assistant's policy does not allow.",
        ),
        code`export const assertTools: ${type}["assertTools"] = definitions.assertTools;`,
      ]),
    ],
    { blank: true },
  );
  return emitModule("definitions.ts", source, body);
}

function definitionOf({ name, description, accepted, strict }: ToolIr): object {
  if (accepted === null) return { type: name };
  return {
    type: "function",
    function: {
      name,
      ...(description === null ? {} : { description }),
      parameters: jsonSchema(accepted),
      ...(strict === null ? {} : { strict }),
    },
  };
}
