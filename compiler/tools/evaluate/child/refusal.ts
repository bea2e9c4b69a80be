// A part of a tool that cannot be handed over; whoever reads the tool catches it.

import type { ExportFault } from "../outcome.js";

export class Refusal extends Error {
  readonly code: ExportFault["code"];
  readonly help: string;
  /** JSON pointer from the tool's argument schema. */
  readonly pointer: string;

  constructor(code: ExportFault["code"], message: string, help: string, pointer: string) {
    super(message);
    this.code = code;
    this.help = help;
    this.pointer = pointer;
  }
}

/** The pointer one step further down. */
export function below(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
