// Names of tools: legal, not a built-in's, and each only once.

import type { Report } from "../diagnostics/report.js";
import { builtinTools } from "./builtin-tools.js";
import type { ToolSignature } from "./tool-signature.js";

const longestName = 128;

// Such names are no names in any API, and invite injection wherever they are shown.
const illegal = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}"'`\\]|\$\{|\*\/|^\s|\s$/u;

export function checkNames(tools: readonly ToolSignature[], report: Report): void {
  const first = new Map<string, ToolSignature>();
  for (const tool of tools) {
    const { file, range } = tool.origin;
    const fault = nameFault(tool.name);
    if (fault !== undefined) {
      const help = `rename the tool: letters, digits, \`_\` and \`-\` are accepted everywhere`;
      report.add({ code: "SC7010", message: fault, file, range, help });
    }
    if (builtinTools.has(tool.name)) {
      const message = `\`${tool.name}\` is a built-in tool`;
      report.add({ code: "SC7012", message, file, range, help: "rename the tool" });
    }
    const other = first.get(tool.name);
    if (other === undefined) {
      first.set(tool.name, tool);
      continue;
    }
    report.add({
      code: "SC7011",
      message: `the tool \`${tool.name}\` is defined twice`,
      file,
      range,
      help: "rename one of the two, or remove it",
      related: [
        { message: "the first one is here", file: other.origin.file, range: other.origin.range },
      ],
    });
  }
}

function nameFault(name: string): string | undefined {
  if (name === "") return "a tool needs a name";
  if (name === "__proto__") return "no tool can be named `__proto__`";
  if ([...name].length > longestName) {
    return `the name of a tool has at most ${longestName} characters`;
  }
  const found = illegal.exec(name)?.[0];
  if (found === undefined) return undefined;
  return `the name of a tool may not hold ${describe(found)}`;
}

function describe(found: string): string {
  if (/^\s$/u.test(found) && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(found))
    return "a space at its end or start";
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(found)) {
    return `the invisible character U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return found === "`" ? "a backtick" : `\`${found}\``;
}
