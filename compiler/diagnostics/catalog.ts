// Every diagnostic the compiler can give. `safeclaw explain CODE` prints an entry.

import type { CatalogEntry } from "./catalog/entry.js";
import { toolEntries } from "./catalog/tools.js";

export type DiagnosticCode = keyof typeof toolEntries;

export const catalog: Readonly<Record<DiagnosticCode, CatalogEntry>> = {
  ...toolEntries,
};
