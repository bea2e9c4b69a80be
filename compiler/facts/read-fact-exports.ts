// What a module exports, as facts. The heavy half of reading them: it loads TypeScript.

import type { Report } from "../diagnostics/report.js";
import { type OpenModule, openModule } from "../tools/typescript/open-module.js";
import { nameOf } from "../tools/typescript/places.js";
import { type Export, exportsOf } from "../tools/typescript/read-exports.js";
import type { FactSignature } from "./fact-signature.js";
import { faultOfName } from "./fault-of-name.js";
import { locateFact } from "./locate-fact.js";
import { readCallerFacts } from "./read-caller-facts.js";
import { readFactFunction } from "./read-fact-function.js";

export interface ReadFactExports {
  readonly signatures: readonly FactSignature[];
  /** All files that had a say: texts by absolute path. */
  readonly read: ReadonlyMap<string, string>;
}

/** Each function is a fact, and each member of `CallerFacts`; anything else that is exported is none. */
export function readFactExports(
  path: string,
  displayOf: (path: string) => string,
  out: string,
  report: Report,
): ReadFactExports {
  const module = openModule(path, displayOf, out, "SC8031", report);
  if (module === undefined) return { signatures: [], read: new Map() };
  const functions = exportsOf(module.file, module.checker)
    .filter(({ type }) => type.getCallSignatures().length > 0)
    .flatMap((found) => readFunction(found, module));
  const given = readCallerFacts(module);
  for (const { name, origin } of given) {
    const twin = functions.find((fact) => fact.name === name);
    if (twin === undefined) continue;
    report.add({
      code: "SC8036",
      message: `\`${name}\` is a function and one of \`CallerFacts\` as well`,
      file: origin.file,
      range: origin.range,
      help: "keep the function: a caller may give any fact, those that have a function too",
      related: [
        { message: "the function is here", file: twin.origin.file, range: twin.origin.range },
      ],
    });
  }
  return { signatures: [...functions, ...given], read: module.read };
}

function readFunction(exported: Export, module: OpenModule): readonly FactSignature[] {
  const { name, symbol, declaration } = exported;
  const fault = faultOfName(name);
  if (fault !== undefined) {
    const help = "export it by a name that conditions can say, such as `order`";
    return module.places.refuse("SC8032", fault, nameOf(declaration), help) ?? [];
  }
  const read = readFactFunction(exported, module);
  return read === undefined ? [] : [locateFact(name, symbol, declaration, read, module)];
}
