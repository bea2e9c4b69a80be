// Reads the application's facts, from the module that the policy names.

import { extname } from "node:path";
import { Report } from "../diagnostics/report.js";
import { readNamedFile } from "../source/read-named-file.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { ReadModulesOptions } from "../tools/read-tools.js";
import { isModule } from "../tools/typescript/module-extensions.js";
import { readCached } from "../tools/typescript/read-cached.js";
import type { FactSignature } from "./fact-signature.js";

/** The module of facts that a policy names. */
export interface FactsSource {
  /** Absolute path. */
  readonly path: string;
  /** How messages name the file. */
  readonly display: string;
  /** Where the policy names it. */
  readonly mention: { readonly file: SourceFile; readonly range: Range };
}

/** Reads all facts; undefined where anything in them is refused, with all of it reported. */
export async function readFacts(
  source: FactsSource,
  report: Report,
  options: ReadModulesOptions,
): Promise<readonly FactSignature[] | undefined> {
  // INVARIANT: the reader leaves out what it refuses; one error in here, and no fact leaves.
  const own = new Report();
  const facts = await readModule(source, own, options);
  if (facts.length === 0 && !own.hasErrors) {
    const message = `\`${source.display}\` has no facts`;
    const help = "export functions such as `order(args: { order_id: string }): Promise<Order>`";
    own.add({ code: "SC8035", message, ...source.mention, help });
  }
  for (const diagnostic of own.diagnostics) report.add(diagnostic);
  return own.hasErrors ? undefined : facts;
}

async function readModule(
  { path, display, mention }: FactsSource,
  report: Report,
  options: ReadModulesOptions,
): Promise<readonly FactSignature[]> {
  if (!isModule(extname(path).toLowerCase())) {
    const message = `\`${display}\` is no module`;
    const help = "facts are functions: name a `.ts`, `.mts`, `.cts`, `.js` or `.mjs` file";
    return report.add({ code: "SC8030", message, ...mention, help }) ?? [];
  }
  const text = await readNamedFile(path, "split the module", (reason, help) => {
    const message = `the facts file \`${display}\` ${reason}`;
    return report.add({ code: "SC8030", message, ...mention, help });
  });
  if (text === undefined) return [];
  const module = { of: "facts", path, dialect: "strict" } as const;
  return await readCached<FactSignature>(module, display, report, options, async (displayOf) => {
    const { readFactExports } = await import("./read-fact-exports.js");
    return readFactExports(path, displayOf, options.out, report);
  });
}
