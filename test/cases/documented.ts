// Figures that the page of the cases gives.

import { expect } from "vitest";
import { readPage } from "../docs/pages.js";

/** Prints rows of a table, and holds the page to them. */
export function expectDocumented(rows: readonly string[]): void {
  console.info(rows.join("\n"));
  const page = readPage("docs/cases.md").split("\n");
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
}
