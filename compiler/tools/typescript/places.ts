// Places in TypeScript's files as places in ours.

import type { ts as TypeScript } from "ts-morph";
import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Report } from "../../diagnostics/report.js";
import { type Range, SourceFile } from "../../source/source-file.js";
import { ts } from "./ts-morph.js";

export class Places {
  readonly report: Report;
  readonly #displayOf: (path: string) => string;
  readonly #files = new Map<string, SourceFile>();

  constructor(displayOf: (path: string) => string, report: Report) {
    this.#displayOf = displayOf;
    this.report = report;
  }

  file({ fileName, text }: TypeScript.SourceFile): SourceFile {
    const known = this.#files.get(fileName);
    if (known !== undefined) return known;
    const file = new SourceFile(this.#displayOf(fileName), text);
    this.#files.set(fileName, file);
    return file;
  }

  range(node: TypeScript.Node): Range {
    return { start: node.getStart(), end: node.getEnd() };
  }

  refuse(code: DiagnosticCode, message: string, node: TypeScript.Node, help: string): undefined {
    const file = this.file(node.getSourceFile());
    return this.report.add({ code, message, file, range: this.range(node), help });
  }
}

/** Where messages about a declaration point. */
export function nameOf(declaration: TypeScript.Declaration): TypeScript.Node {
  return ts.getNameOfDeclaration(declaration) ?? declaration;
}
