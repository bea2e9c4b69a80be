// Text cut to a width as a terminal counts it.

const ascii = /^[\x20-\x7e]*$/u;
/** East Asian wide forms and emoji: what takes two cells. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** More code units than any cell of a terminal shows for one; the rest is not even looked at. */
const unitsPerCell = 16;

export function widthOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += cellsOf(segment);
  return width;
}

/** The text itself where it fits, else its start or its end with a mark where it was cut. */
export function cutTo(text: string, width: number, keep: "start" | "end"): string {
  const units = unitsPerCell * width;
  const near = keep === "start" ? text.slice(0, units) : text.slice(-units);
  if (near.length === text.length && widthOf(text) <= width) return text;
  const parts = Array.from(graphemes.segment(near), ({ segment }) => segment);
  if (keep === "end") parts.reverse();
  const kept: string[] = [];
  let room = width - 1;
  for (const part of parts) {
    room -= cellsOf(part);
    if (room < 0) break;
    kept.push(part);
  }
  return keep === "start" ? `${kept.join("")}…` : `…${kept.reverse().join("")}`;
}

function cellsOf(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return /^\p{M}*$/u.test(grapheme) ? 0 : 1;
}
