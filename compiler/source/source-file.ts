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
  /** Found when a place is asked for: a file without faults needs none. */
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line, without its end. */
  line(number: number): string {
    const starts = this.#starts();
    const start = starts[number - 1] ?? this.text.length;
    return this.text.slice(start, starts[number]).replace(/[\r\n]+$/u, "");
  }

  #starts(): readonly number[] {
    this.#lineStarts ??= lineStartsOf(this.text);
    return this.#lineStarts;
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const ends =
      unit === lineFeed || (unit === carriageReturn && text.charCodeAt(at + 1) !== lineFeed);
    if (ends) starts.push(at + 1);
  }
  return starts;
}

const lineFeed = 10;
const carriageReturn = 13;
