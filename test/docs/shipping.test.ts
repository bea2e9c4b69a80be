// docs/shipping.md: its tables against the code.

import type { OtlpTargetOptions } from "@authensor/safeclaw-runtime/otlp";
import {
  initDatabase,
  type ShipEvent,
  type ShipOptions,
} from "@authensor/safeclaw-runtime/postgres";
import { expect, test } from "vitest";
import { withDefaults } from "../../runtime/ship/ship-options.js";
import { codeIn, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

// An option or an event that is missing in one of these does not compile.
const shipping: Readonly<Record<keyof ShipOptions, true>> = {
  batchLines: true,
  batchBytes: true,
  interval: true,
  sendTimeout: true,
  closeTimeout: true,
  onEvent: true,
};
const otlp: Readonly<Record<keyof OtlpTargetOptions, true>> = {
  endpoint: true,
  headers: true,
  resource: true,
  semconv: true,
  content: true,
  name: true,
};
const events: Readonly<Record<ShipEvent["kind"], true>> = {
  "ship-failed": true,
  "ship-resumed": true,
  "ship-skipped": true,
  "ship-unfinished": true,
};

test.each([
  {
    what: "option of shipping",
    known: shipping,
    columns: ["option of shipping", "default", "meaning"],
  },
  { what: "option of OTLP", known: otlp, columns: ["option", "meaning"] },
  { what: "event", known: events, columns: ["event", "when"] },
])("every $what is in its table", ({ known, columns }) => {
  const rows = rowsOf(readPage("docs/shipping.md"), ...columns);
  expect(rows.flatMap(([cell = ""]) => codeIn(cell))).toEqual(Object.keys(known));
});

test("the defaults of shipping are in its table", () => {
  const { batchLines, batchBytes, interval, sendTimeout, closeTimeout } = withDefaults({});
  const rows = rowsOf(readPage("docs/shipping.md"), "option of shipping", "default", "meaning");
  expect(rows.map(([, cell]) => cell)).toEqual([
    `${batchLines}, ${batchBytes / 2 ** 20} MiB`,
    `${interval} ms`,
    `${sendTimeout / 1000} s`,
    `${closeTimeout / 1000} s`,
    "a warning of the process",
  ]);
});

test("every column is in its table", async () => {
  const statements: string[] = [];
  const answers = [[{ encoding: "UTF8" }], [{ table: null }], []];
  const query = async (text: string) => {
    statements.push(text);
    return { rows: answers.shift() ?? [] };
  };
  await initDatabase({ query });
  const [, definition = ""] =
    /create table if not exists safeclaw_audit \((.*?)\n {4}\)/su.exec(statements.join()) ?? [];
  const columns = Array.from(definition.matchAll(/^ +(\w+) .*$/gmu), ([, name]) => name);
  const rows = rowsOf(readPage("docs/shipping.md"), "column", "holds");
  expect(rows.flatMap(([cell = ""]) => codeIn(cell))).toEqual(columns.slice(0, -1));
});
