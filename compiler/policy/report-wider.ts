// What is said of policies that would allow more than the files that they include.

import type { RelatedPlace } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { CheckedAction, CheckedPolicy } from "./checked-policy.js";
import type { Above, Entry } from "./narrow-to-included.js";
import { fault, type Place } from "./shape.js";

/** An action that could never let a call through, or only one that the file above would not let through. */
export function reportWider(
  { effect, tool, file }: CheckedAction,
  above: Exclude<Above, { readonly says: "nothing" }>,
  included: SourceFile,
  { report }: Place,
): void {
  const entry = above.says === "not allowed" ? above.to : above.by;
  const says = {
    denied: `denies \`${tool.value}\``,
    "not allowed": `speaks of \`${tool.value}\` and does not allow it to these callers`,
    granted: `lets \`${tool.value}\` run with an approval only`,
    several: `lets \`${tool.value}\` run in several ways, each under a condition`,
  };
  report.add({
    code: "SC5050",
    message: `this \`${effect.value}\` is more than \`${included.path}\` allows, which ${says[above.says]}`,
    file,
    range: tool.range,
    help:
      above.says === "granted"
        ? "write `effect: require_approval`; or give the policy `widen: true` and a `reason`"
        : "remove it; or give the policy `widen: true` and a `reason`",
    related: [{ message: "what it says is here", ...placeOf(entry) }],
  });
}

/** One action for callers whom the file above treats differently. */
export function reportDifferent(
  { tool, file }: CheckedAction,
  { name }: CheckedPolicy,
  [one, other]: readonly [string, string],
  included: SourceFile,
  place: Place,
): void {
  const message = `\`${included.path}\` does not say the same of \`${tool.value}\` to \`${one}\` and to \`${other}\``;
  fault(
    "SC5051",
    tool.range,
    message,
    { ...place, file },
    {
      help: `give each a policy of its own instead of \`${name.value}\``,
    },
  );
}

export function reportMootWidening({ widens, file }: CheckedPolicy, place: Place): void {
  if (widens === null) return;
  const message =
    "no included file speaks of a tool that this policy grants, so there is nothing to widen";
  fault(
    "SC5052",
    widens.range,
    message,
    { ...place, file },
    {
      help: "remove `widen` and `reason`",
    },
  );
}

/** An exception that would take a denial away also where it does not apply. */
export function reportConditional(
  { tool, file, when }: CheckedAction,
  denial: Entry,
  { report }: Place,
): void {
  report.add({
    code: "SC5053",
    message: `an action under a condition cannot lift the denial of \`${tool.value}\``,
    file,
    range: when?.range ?? tool.range,
    help: "write the condition under `require` among the constraints instead",
    related: [{ message: "the denial is here", ...placeOf(denial) }],
  });
}

/** An action that a denial would stand before, were it not lifted for another. */
export function reportOutrun(
  { tool, file }: CheckedAction,
  policy: CheckedPolicy,
  by: CheckedPolicy,
  denial: Entry,
  { report }: Place,
): void {
  report.add({
    code: "SC5053",
    message: `\`${policy.name.value}\` decides on \`${tool.value}\` before \`${by.name.value}\`, for which a denial is lifted`,
    file,
    range: tool.range,
    help: `say in \`${by.name.value}\` alone what its assistants may do with \`${tool.value}\``,
    related: [
      { message: "the denial is here", ...placeOf(denial) },
      { message: "the policy that widens is here", file: by.file, range: by.name.range },
    ],
  });
}

function placeOf({ action }: Entry): Pick<RelatedPlace, "file" | "range"> {
  return { file: action.file, range: action.tool.range };
}
