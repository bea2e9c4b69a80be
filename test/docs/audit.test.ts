// docs/audit.md: its table of fields against a record.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { fileAudit, readAudit } from "@authensor/safeclaw-runtime/node";
import { expect, test } from "vitest";
import { policies } from "../../generated/index.js";
import { codeIn, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

test("every field of a record is in the table", async () => {
  const folder = mkdtempSync(join(tmpdir(), "safeclaw-docs-"));
  const safeclaw = new SafeClaw(policies, { audit: fileAudit(folder) });
  await safeclaw.decide("get_customer", '{"pin":1}', { assistantId: "asst_abc123" });
  await safeclaw.close();
  const { entries } = await readAudit(folder);
  rmSync(folder, { recursive: true });
  const shown = rowsOf(readPage("docs/audit.md"), "field", "holds").flatMap(([names = ""]) =>
    codeIn(names),
  );
  expect(shown).toContain("facts");
  // No condition of the sample reads any.
  const always = shown.filter((name) => name !== "facts");
  expect(entries.map(({ record }) => Object.keys(record))).toEqual([always]);
});
