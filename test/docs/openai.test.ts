// docs/openai.md: its tables name every code and option.

import type { DenialCode } from "@authensor/safeclaw-runtime";
import type {
  GuardedRunErrorCode,
  GuardedRunOptions,
  ToolErrorCode,
} from "@authensor/safeclaw-runtime/openai";
import { expect, test } from "vitest";
import { codeIn, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

// A code or an option that is missing in one of these does not compile.
const ownCodes: Readonly<Record<Exclude<ToolErrorCode, DenialCode> | "internal", true>> = {
  "no-handler": true,
  "tool-failed": true,
  "unsupported-call": true,
  "duplicate-call": true,
  internal: true,
};
const runCodes: Readonly<Record<GuardedRunErrorCode, true>> = {
  "not-waiting": true,
  "unknown-action": true,
  "malformed-run": true,
  "too-many-turns": true,
  "stream-cut": true,
  "unknown-client": true,
};
const options: Readonly<Record<keyof GuardedRunOptions, true>> = {
  onHandlerError: true,
  facts: true,
  signal: true,
  maxTurns: true,
  pollIntervalMs: true,
};

test.each([
  { what: "code that the model sees", known: ownCodes, columns: ["code", "when"] },
  { what: "code of a run's error", known: runCodes, columns: ["`guardedrunerror.code`", "when"] },
  { what: "option", known: options, columns: ["option", "for", "meaning"] },
])("every $what is in its table", ({ known, columns }) => {
  const rows = rowsOf(readPage("docs/openai.md"), ...columns);
  const shown = rows.map(([cell = ""]) => codeIn(cell)[0]?.replace(/\(.*/u, ""));
  expect(shown).toEqual(Object.keys(known));
});
