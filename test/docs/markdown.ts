// The parts of a Markdown page that say something which can be checked: fenced blocks and tables.

/** A fenced block. */
export interface Block {
  readonly kind: "block";
  /** The line of its opening fence, from 1. */
  readonly line: number;
  /** What stands after the fence; empty for plain output. */
  readonly language: string;
  readonly text: string;
  /** The line of prose before it. */
  readonly lead: string;
}

export interface Table {
  readonly kind: "table";
  readonly line: number;
  /** In lower case. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Part = Block | Table;

/** The parts of a page, in order. */
export function partsOf(page: string): readonly Part[] {
  const lines = page.split("\n");
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^```(\S*)$/u.exec(lines[at] ?? "");
    const end =
      fence === null
        ? lines.findIndex((line, index) => index >= at && !line.startsWith("|"))
        : lines.indexOf("```", at + 1);
    if (end === -1) throw new Error(`line ${at + 1}: this block has no end`);
    if (fence !== null) {
      const lead = lines.slice(0, at).findLast((line) => line.trim() !== "") ?? "";
      const text = lines.slice(at + 1, end).join("\n");
      parts.push({ kind: "block", line: at + 1, language: fence[1] ?? "", text, lead });
      at = end;
    } else if (end > at) {
      parts.push(tableOf(lines.slice(at, end), at + 1));
      at = end - 1;
    }
  }
  return parts;
}

/** The rows of the table with these columns. */
export function rowsOf(page: string, ...columns: readonly string[]): Table["rows"] {
  const table = partsOf(page).find(
    (part) => part.kind === "table" && part.columns.join() === columns.join(),
  );
  if (table?.kind !== "table") throw new Error(`there is no table of ${columns.join(", ")}`);
  return table.rows;
}

/** All that stands in backticks in a cell. */
export function codeIn(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/gu), ([, code = ""]) => code);
}

function tableOf(lines: readonly string[], line: number): Table {
  const [head = [], , ...rows] = lines.map((row) =>
    row
      .split(/(?<!\\)\|/u)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("\\|", "|")),
  );
  return { kind: "table", line, columns: head.map((cell) => cell.toLowerCase()), rows };
}
