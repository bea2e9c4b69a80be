// Compares what a page shows with what there is: `…` stands for anything on a line, alone on a line for any lines.

const moments = [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/gu, /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu];

/** True where the whole output is as shown. */
export function isOutput(shown: string, actual: string): boolean {
  return new RegExp(`^${patternOf(shown)}$`, "u").test(linesOf(actual.trimEnd()));
}

/** True where what is shown stands somewhere in the text, on lines of its own. */
export function isExcerpt(shown: string, text: string): boolean {
  return new RegExp(`^${patternOf(shown)}`, "mu").test(linesOf(text));
}

function patternOf(shown: string): string {
  const lines = linesOf(shown).split("\n").slice(0, -1);
  return lines
    .map((line) =>
      line.trim() === "…" ? "(?:[^\n]*\n)*" : `${line.split("…").map(literally).join("[^\n]*")}\n`,
    )
    .join("");
}

/** Whole lines, without what differs from run to run. */
function linesOf(text: string): string {
  return `${moments.reduce((result, moment) => result.replaceAll(moment, "(a time)"), text)}\n`;
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
}
