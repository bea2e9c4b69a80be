// Reads CSV the way RFC 4180 describes it, and nothing else.

/** The rows after the heading, by its names. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const rows: string[][] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/uy;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, quoted, end] = cell.exec(text) ?? [];
    if (quoted === undefined)
      throw new Error(`no cell begins at ${at}: ${text.slice(at, at + 40)}`);
    row.push(quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  const [names = [], ...rest] = rows;
  for (const { length } of rest) if (length !== names.length) throw new Error("a row is too short");
  return rest.map((cells) => Object.fromEntries(cells.map((text, index) => [names[index], text])));
}
