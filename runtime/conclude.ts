// What came of a call that was let through: a record of its own, after that of the decision.

import { auditFailed, endCall } from "./answers.js";
import type { Allowed } from "./decision.js";
import { refuseLater } from "./late-answers.js";
import { outcomeOf } from "./record.js";
import type { KeptAnswer, Redactor } from "./redaction/redactor.js";
import type { SafeClawOptions } from "./safeclaw-types.js";

interface Ran {
  readonly status: "ok" | "error";
  /** How long it took. */
  readonly ms: number;
  /** What the tool answered. */
  readonly result?: unknown;
}

/** To be told once for a decision; never throws. */
export type Conclude = (decision: object, ran: Ran) => void;

export function concluding({ audit, keepResults }: SafeClawOptions, redactor: Redactor): Conclude {
  return (decision, { status, ms, result }) => {
    const running = endCall(decision);
    if (running === null || audit === false) return;
    try {
      // INVARIANT: only decisions that SafeClaw has recorded are among those that run.
      const allowed = decision as Allowed<object>;
      const kept =
        keepResults === true ? keptAnswer(redactor, running.call.tool, allowed, result) : null;
      const content = kept === null ? {} : { content: kept.content };
      const outcome = { of: running.of, status, ms: Math.round(ms * 1000) / 1000, ...content };
      const record = outcomeOf(allowed, running.call, outcome, kept?.redacted ?? []);
      refuseLater(audit.write(record), auditFailed);
    } catch {
      // The tool has run: there is nothing left to deny.
    }
  };
}

/** What a tool answered, without what is hidden of its arguments, and what names call secrets; null where it is no JSON. */
function keptAnswer(
  redactor: Redactor,
  tool: string,
  { args }: Allowed<object>,
  answer: unknown,
): KeptAnswer | null {
  try {
    return redactor.keptOfAnswer(tool, args, answer);
  } catch {
    return null;
  }
}
