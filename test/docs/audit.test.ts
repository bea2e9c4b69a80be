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
  // No condition of the sample reads a fact, and none of its policies is on trial.
  const rare = ["facts", "shadow"];
  expect(shown).toEqual(expect.arrayContaining(rare));
  const always = shown.filter((name) => !rare.includes(name));
  expect(entries.map(({ record }) => Object.keys(record))).toEqual([always]);
});
