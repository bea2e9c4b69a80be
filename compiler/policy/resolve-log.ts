// What `log` says is looked up among the application's tools and their arguments.

import { builtinTools } from "../tools/builtin-tools.js";
import type { ToolSignature } from "../tools/tool-signature.js";
import { findLogged, isNameable, type LogPath, logPaths, readLogPath } from "./log-paths.js";
import type { LogEntry, PolicyFile } from "./policy.js";
import type { ResolvedLogEntry } from "./resolved-policy.js";
import { fault, type Place } from "./shape.js";
import { reportUnknownArgument, reportUnknownTool } from "./unknown-names.js";

type Tools = ReadonlyMap<string, ToolSignature>;

/** `tools` is null where the file names no tools module. */
export function resolveLog(
  { log, policies }: PolicyFile,
  tools: Tools | null,
  place: Place,
): readonly ResolvedLogEntry[] {
  const mentioned = policies.flatMap(({ actions }) => actions.map(({ tool }) => tool.value));
  const known = [...new Set(tools?.keys() ?? mentioned)];
  const reported = new Set<string>();
  return log.flatMap((entry) => {
    const { tool, argument, mode } = entry;
    if (!known.includes(tool.value) && !builtinTools.has(tool.value)) {
      if (!reported.has(tool.value)) reportUnknownTool(tool, known, place);
      reported.add(tool.value);
      return [];
    }
    const path = resolvePath(entry, tools, place);
    return path === undefined ? [] : [{ tool: tool.value, path, mode, range: argument.range }];
  });
}

function resolvePath(
  { tool, argument }: LogEntry,
  tools: Tools | null,
  place: Place,
): LogPath | undefined {
  const { value: name, range } = argument;
  if (builtinTools.has(tool.value)) {
    const message = `\`${name}\` names no argument of \`${tool.value}\``;
    const help = "remove it: the provider runs the tool, and nobody here sees its arguments";
    return fault("SC3002", range, message, place, { help });
  }
  if (!isNameable(name)) {
    return fault("SC3002", range, `an argument cannot be called \`${name}\``, place, {
      help: "name an argument of the tool, such as `customer.email` or `lines[].sku`",
    });
  }
  const signature = tools?.get(tool.value);
  if (signature === undefined) return readLogPath(name);
  const [path, other] = findLogged(name, signature);
  if (path === undefined) {
    const names = logPaths(signature) ?? [...signature.parameters.properties.keys()];
    reportUnknownArgument(argument, tool.value, names, names, place);
    return undefined;
  }
  if (other === undefined) return path;
  const help = "rename one of the two arguments";
  return fault("SC3003", range, `\`${name}\` can mean two arguments`, place, { help });
}
