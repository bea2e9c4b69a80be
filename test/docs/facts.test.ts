// docs/facts.md: its table against the code.

import { expect, test } from "vitest";
import { factEntries } from "../../compiler/diagnostics/catalog/facts.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

test("every diagnostic of facts is in the table", () => {
  const shown = rowsOf(readPage("docs/facts.md"), "code", "what");
  expect(shown).toEqual(
    Object.entries(factEntries).map(([code, { severity, title }]) => [
      code,
      severity === "warning" ? `${title} (warning)` : title,
    ]),
  );
  expect(catalog).toMatchObject(factEntries);
});
