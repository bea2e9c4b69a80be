// What is said of names that are not known: of tools and of their arguments.

import { listNames } from "../diagnostics/list-names.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Located } from "./policy.js";
import { fault, type Place } from "./shape.js";

export function reportUnknownTool(
  tool: Located<string>,
  known: readonly string[],
  place: Place,
): void {
  if (place.report.isFull) return;
  const help =
    known.length === 0 ? "no policy mentions a tool" : `the tools are ${listNames(known)}`;
  fault("SC3001", tool.range, `unknown tool \`${tool.value}\``, place, {
    ...suggestion(tool.value, known),
    help,
  });
}

/** `understood` is all that could have been written; without a way out the known ones are named. */
export function reportUnknownArgument(
  argument: Located<string>,
  tool: string,
  known: readonly string[],
  understood: readonly string[],
  place: Place,
  wayOut?: string,
): void {
  const message = `\`${argument.value}\` names no argument of \`${tool}\``;
  const help =
    wayOut ??
    (known.length === 0
      ? `\`${tool}\` takes no arguments`
      : `its arguments are ${listNames(known)}`);
  fault("SC3002", argument.range, message, place, {
    ...suggestion(argument.value, understood),
    help,
  });
}

function suggestion(written: string, candidates: readonly string[]): { readonly label?: string } {
  const near = suggest(written, candidates);
  return near === undefined ? {} : { label: `did you mean \`${near}\`?` };
}
