// Tools in a module that builds them when it runs: it is run, and asked for them.

import { readFileSync } from "node:fs";
import { dirname, posix, relative, sep } from "node:path";
import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import { Report } from "../../diagnostics/report.js";
import { type Range, SourceFile, wholeFile } from "../../source/source-file.js";
import { readJsonDefinitions } from "../read-json-definitions.js";
import type { ToolsSource } from "../read-tools.js";
import type { ToolSignature } from "../tool-signature.js";
import { bundle, type Place } from "./bundle.js";
import { explain } from "./explain.js";
import type { HandedOver } from "./outcome.js";
import { run } from "./run.js";

interface Options {
  readonly projectRoot: string;
  readonly deadlineSeconds?: number;
}

type Read = Extract<HandedOver, { kind: "read" }>;

/** Nothing is kept for the next time: what a module does when it runs may hang on anything. */
export async function readEvaluatedModule(
  source: ToolsSource,
  text: string,
  report: Report,
  { projectRoot, ...options }: Options,
): Promise<readonly ToolSignature[]> {
  const { path, display } = source;
  const refuse = (code: DiagnosticCode, message: string, help: string, place: Place | null) =>
    report.add({ code, message, help, ...placeIn(source, place) }) ?? [];
  const bundled = await bundle(path);
  if (bundled.kind === "failed") {
    const message = `\`${display}\` cannot be bundled: ${bundled.message}`;
    const help = "correct the module, or install what it imports; native packages cannot be used";
    return refuse("SC7050", message, help, bundled.place);
  }
  const folder = dirname(path);
  const outcome = await run(bundled.code, { folder, readable: projectRoot, ...options });
  if (outcome.kind === "read") return readExports(outcome, source, text, report);
  const { code, message, help, place } = explain(outcome, display, projectRoot);
  return refuse(code, message, help, place);
}

function readExports(
  { exports, faults }: Read,
  { path, display, dialect }: ToolsSource,
  text: string,
  report: Report,
): readonly ToolSignature[] {
  const file = new SourceFile(display, text);
  for (const { export: name, ...fault } of faults) {
    report.add({ ...fault, file, range: rangeOf(name, text) });
  }
  return exports.flatMap(({ name, json }) => {
    // Nobody has the JSON before their eyes: what is found in it is said of the export.
    const range = rangeOf(name, text);
    const own = new Report();
    const tools = readJsonDefinitions(path, new SourceFile(display, json), own, dialect);
    for (const { code, message, help = "" } of own.diagnostics) {
      report.add({ code, message, help, file, range });
    }
    return tools.map((tool) => ({ ...tool, origin: { file, range, path, link: null } }));
  });
}

/** Where the module names an export, as far as the text tells. */
function rangeOf(name: string, text: string): Range {
  const word = name.replaceAll("$", "\\$");
  const signs = [
    `(?<=\\b(?:const|let|var|class) )${word}(?![\\w$])`,
    `(?<![\\w$.])${word}(?![\\w$])`,
  ];
  const starts = signs.map((sign) => text.search(new RegExp(sign, "u")));
  const start = starts.find((found) => found >= 0);
  return start === undefined ? wholeFile : { start, end: start + name.length };
}

/** The place in its file; where the policy names the module, if nobody knows it. */
function placeIn(
  { path, display, mention }: ToolsSource,
  place: Place | null,
): { readonly file: SourceFile; readonly range: Range } {
  if (place === null) return mention;
  const way = relative(dirname(path), place.path).split(sep).join("/");
  let text: string;
  try {
    text = readFileSync(place.path, "utf8");
  } catch {
    return mention;
  }
  const before = text.split("\n").slice(0, place.line - 1);
  const start = before.reduce((sum, line) => sum + line.length + 1, place.column - 1);
  const file = new SourceFile(posix.join(posix.dirname(display), way), text);
  return { file, range: { start, end: start + 1 } };
}
