// A file's text, and places in it.

/** Offsets into the text in UTF-16 code units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: both from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A whole file has no range of its own: its faults stand at 1:1. */
export const wholeFile: Range = { start: 0, end: 0 };

export class SourceFile {
  /** How the file is named in messages and in generated code: relative, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly #lineStarts: readonly number[];

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.#lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/gu), lineEnd)];
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  /** The text of a line, without its end. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1] ?? this.text.length;
    return this.text.slice(start, this.#lineStarts[number]).replace(/[\r\n]+$/u, "");
  }
}

function lineEnd(match: RegExpExecArray): number {
  return match.index + match[0].length;
}
