// Names of tools: legal, and not a built-in's.

import type { Report } from "../diagnostics/report.js";
import { faultOfName, hostileInToolNames } from "../source/fault-of-name.js";
import { builtinTools } from "./builtin-tools.js";
import type { ToolSignature } from "./tool-signature.js";

const longestName = 128;

export function checkNames(tools: readonly ToolSignature[], report: Report): void {
  for (const { name, origin } of tools) {
    const { file, range } = origin;
    const fault = faultOf(name);
    if (fault !== undefined) {
      const help = `rename the tool: letters, digits, \`_\` and \`-\` are accepted everywhere`;
      report.add({ code: "SC7010", message: fault, file, range, help });
    }
    if (builtinTools.has(name)) {
      const message = `\`${name}\` is a built-in tool`;
      report.add({ code: "SC7012", message, file, range, help: "rename the tool" });
    }
  }
}

function faultOf(name: string): string | undefined {
  if (name === "") return "a tool needs a name";
  if (name === "__proto__") return "no tool can be named `__proto__`";
  if ([...name].length > longestName) {
    return `the name of a tool has at most ${longestName} characters`;
  }
  const fault = faultOfName(name, hostileInToolNames);
  return fault && `the name of a tool ${fault}`;
}
