// Every diagnostic the compiler can give. `safeclaw explain CODE` prints an entry.

import { analysisEntries } from "./catalog/analysis.js";
import { compositionEntries } from "./catalog/composition.js";
import { conditionEntries } from "./catalog/conditions.js";
import type { CatalogEntry } from "./catalog/entry.js";
import { factEntries } from "./catalog/facts.js";
import { languageEntries } from "./catalog/language.js";
import { loggingEntries } from "./catalog/logging.js";
import { outputEntries } from "./catalog/output.js";
import { readingEntries } from "./catalog/reading.js";
import { toolEntries } from "./catalog/tools.js";
import { toolsModuleEntries } from "./catalog/tools-modules.js";

const all = {
  ...readingEntries,
  ...languageEntries,
  ...analysisEntries,
  ...compositionEntries,
  ...factEntries,
  ...loggingEntries,
  ...outputEntries,
  ...toolEntries,
  ...toolsModuleEntries,
  ...conditionEntries,
};

export type DiagnosticCode = keyof typeof all;

export const catalog: Readonly<Record<DiagnosticCode, CatalogEntry>> = all;
