// The export for programs: the stored lines, and after them one that holds the verdict.

import { harmless } from "../../diagnostics/harmless.js";
import type { ExportFormat } from "./export-format.js";
import { storedLines } from "./stored-lines.js";

export const jsonl: ExportFormat = {
  before: () => "",
  row: storedLines,
  after: ({ verdict, log, made, asked, decisions, from, to, warnings }) =>
    `${harmless(JSON.stringify({ kind: "verdict", ...verdict, log, made, asked, decisions, from, to, warnings }))}\n`,
};
