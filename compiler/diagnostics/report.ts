// Collects diagnostics, so that one run reports everything it can see.

import { catalog } from "./catalog.js";
import type { Diagnostic } from "./diagnostic.js";

/** Nobody reads more, and a file of megabytes can give millions. */
export const mostDiagnostics = 500;

export class Report {
  readonly #diagnostics: Diagnostic[] = [];

  /** Adds a diagnostic, unless there are too many. Returns undefined, so that a reader can `return report.add(...)`. */
  add(diagnostic: Diagnostic): undefined {
    // A warning must not take the last place from an error.
    const isError = catalog[diagnostic.code].severity === "error";
    if (this.#diagnostics.length < mostDiagnostics || (isError && !this.hasErrors)) {
      this.#diagnostics.push(diagnostic);
    }
  }

  /** Whether one more error would not be kept: then nobody need work out what it would say. */
  get isFull(): boolean {
    return this.#diagnostics.length >= mostDiagnostics && this.hasErrors;
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
