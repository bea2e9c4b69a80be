// docs/tools.md: its lists against the code.

import { expect, test } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { jsonSchemaFormats } from "../../compiler/tools/argument-type.js";
import { codeIn, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

const page = readPage("docs/tools.md");

test("every diagnostic of tools is in the table", () => {
  const shown = Object.fromEntries(rowsOf(page, "code", "what"));
  const known = Object.entries(catalog)
    .filter(([code]) => code.startsWith("SC7"))
    .map(([code, { title, severity }]) => [
      code,
      severity === "warning" ? `${title} (warning)` : title,
    ]);
  expect(shown).toEqual(Object.fromEntries(known));
});

test("every format that is checked is listed", () => {
  const quoted = page.split("\n").filter((line) => line.startsWith(">"));
  expect(codeIn(quoted.join("\n")).toSorted()).toEqual([...jsonSchemaFormats].toSorted());
});
