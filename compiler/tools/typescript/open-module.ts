// A module that the policy names, as TypeScript sees it, or what TypeScript says is wrong with it.

import type { ts as TypeScript } from "ts-morph";
import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Report } from "../../diagnostics/report.js";
import { type LoadedModule, loadModule } from "./load-module.js";
import { Places } from "./places.js";

/** TypeScript tends to say the same thing in several ways. */
const mostErrors = 5;

export interface OpenModule extends Omit<LoadedModule, "errors"> {
  readonly checker: TypeScript.TypeChecker;
  readonly places: Places;
}

/** Undefined where the module has errors, which are reported with this code. */
export function openModule(
  path: string,
  displayOf: (path: string) => string,
  out: string,
  code: DiagnosticCode,
  report: Report,
): OpenModule | undefined {
  const { errors, ...loaded } = loadModule(path, out);
  const places = new Places(displayOf, report);
  for (const { file: at, start, length, message } of errors.slice(0, mostErrors)) {
    const count = errors.length;
    const more = count > mostErrors ? `\`tsc\` shows all ${count} errors` : "`tsc` shows the same";
    const help = runtimeIsMissing(message) ? "run `npm install @authensor/safeclaw-runtime`" : more;
    const range = { start, end: start + length };
    report.add({ code, message, file: places.file(at), range, help });
  }
  if (errors.length > 0) return undefined;
  return { ...loaded, checker: loaded.program.getTypeChecker(), places };
}

function runtimeIsMissing(message: string): boolean {
  return /^cannot find module '@authensor\/safeclaw-runtime['/].* type declarations$/u.test(
    message,
  );
}
