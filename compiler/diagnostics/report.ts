// Collects diagnostics, so that one run reports everything it can see.

import { catalog } from "./catalog.js";
import type { Diagnostic } from "./diagnostic.js";

export class Report {
  readonly #diagnostics: Diagnostic[] = [];

  /** Adds a diagnostic. Returns undefined, so that a reader can `return report.add(...)`. */
  add(diagnostic: Diagnostic): undefined {
    this.#diagnostics.push(diagnostic);
  }

  get hasErrors(): boolean {
    return this.#diagnostics.some(({ code }) => catalog[code].severity === "error");
  }

  /** In the order of their places, file by file; files in the order in which they came up. */
  get diagnostics(): readonly Diagnostic[] {
    const files = [...new Set(this.#diagnostics.map(({ file }) => file))];
    return this.#diagnostics.toSorted(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.range.start - b.range.start,
    );
  }
}
