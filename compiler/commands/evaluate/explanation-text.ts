// An explanation as lines below a decision.

import type { Decision } from "@authensor/safeclaw-runtime";
import { harmless } from "../../diagnostics/harmless.js";
import type { Palette } from "../../diagnostics/render.js";
import type { ReadValue } from "./condition-reads.js";
import type {
  Answer,
  Answered,
  ConsideredAction,
  ConsideredConstraint,
  Part,
} from "./considered.js";
import type { Explanation } from "./explanation.js";
import { whyNone } from "./why-none.js";

const marks: Readonly<Record<Answer, string>> = {
  holds: "✓",
  fails: "✗",
  failed: "!",
  unknown: "?",
  unasked: "-",
};

const parts: Readonly<Record<Part, string>> = {
  decides: "decides",
  "applies not": "does not apply",
  unreached: "not reached",
};

/** Of a value no more is shown. */
const longest = 160;

export function explanationText(
  { considered, facts, nearest }: Explanation,
  tool: string,
  decision: Decision,
  fileOf: ReadonlyMap<string, string>,
  { dim, bold, error }: Palette,
): string {
  const lines: string[] = [dim("considered, in the order of the guard")];
  if (considered.length === 0) lines.push("  no action that concerns this caller and this tool");
  for (const action of considered) lines.push(heading(action), ...actionLines(action));
  for (const [name, value] of Object.entries(facts)) {
    lines.push(`${dim("fact")}  ${harmless(name)} ${shown(value)}`);
  }
  if (nearest !== null) {
    const call = `${tool} ${JSON.stringify(nearest.args)}`;
    const changed = nearest.changed.map((path) => `\`${path}\``).join(", ");
    lines.push(
      `${dim("nearest call that passes")}  ${harmless(call)} ${dim(`(${harmless(changed)})`)}`,
    );
  } else if (!decision.allowed) {
    const why = harmless(whyNone(decision, considered));
    lines.push(`${dim("nearest call that passes")}  none: ${why}`);
  }
  return `${lines.join("\n")}\n`;

  function heading({ rule, effect, part, shadow, line }: ConsideredAction): string {
    const standing = part === "decides" ? bold(parts.decides) : dim(parts[part]);
    const place = dim(`${fileOf.get(rule)}:${line}`);
    return `  ${harmless(rule)}  ${effect}${shadow ? dim(" (shadow)") : ""}  ${standing}  ${place}`;
  }

  function actionLines({ when, constraints }: ConsideredAction): readonly string[] {
    const asked = when === null ? [] : answerLines(when, `when ${when.text}`);
    return [...asked, ...constraints.flatMap((each) => answerLines(each, each.text, sawOf(each)))];
  }

  function answerLines({ answer, why, read }: Answered, says: string, saw = ""): readonly string[] {
    const mark = isFine(answer) ? marks[answer] : error(marks[answer]);
    const reason = why === null ? [] : [error(`        no answer: ${harmless(why)}`)];
    return [`    ${mark} ${harmless(says)}${dim(saw)}`, ...reason, ...readLines(read).map(dim)];
  }
}

function isFine(answer: Answer): boolean {
  return answer === "holds" || answer === "unasked";
}

function sawOf({ path, saw }: ConsideredConstraint): string {
  return path === null ? "" : `  saw ${shown(saw)}`;
}

/** One below the other, so that the values can be compared. */
function readLines(read: readonly ReadValue[]): readonly string[] {
  const width = Math.max(...read.map(({ name }) => name.length));
  return read.map(({ name, value, failed }) => {
    const found = failed === undefined ? shown(value) : harmless(failed);
    return `        ${harmless(name).padEnd(width)}  ${found}`;
  });
}

function shown(value: unknown): string {
  const text = harmless(value === undefined ? "absent" : JSON.stringify(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
