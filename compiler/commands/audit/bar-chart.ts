// A small bar chart of text: a name, a number, its part of the whole, and a bar.

import { cutTo, widthOf } from "../terminal-text.js";

export interface Bar {
  readonly name: string;
  readonly size: number;
}

const usualWidth = 80;
const widestName = 40;
const longestBar = 30;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** The longest bar is that of the greatest number. */
export function barChart(bars: readonly Bar[], whole: number, width = usualWidth): string[] {
  const most = Math.max(1, ...bars.map(({ size }) => size));
  const digits = Math.max(0, ...bars.map(({ size }) => written(size).length));
  const room = width - digits - " 100%".length - 4;
  const widest = Math.max(0, ...bars.map(({ name }) => widthOf(name)));
  const names = Math.max(1, Math.min(widest, widestName, room - 8));
  const length = Math.max(0, Math.min(longestBar, room - names));
  return bars.map(({ name, size }) => {
    const shown = cutTo(name, names, "end");
    const label = shown + " ".repeat(Math.max(0, names - widthOf(shown)));
    const share = `${Math.round((100 * size) / Math.max(1, whole))}%`.padStart(4);
    return `${label}  ${written(size).padStart(digits)} ${share}  ${bar((length * size) / most)}`.trimEnd();
  });
}

function bar(length: number): string {
  if (length === 0) return "";
  const units = Math.max(1, Math.round(8 * length));
  return "█".repeat(units >> 3) + (eighths[units & 7] ?? "");
}

function written(size: number): string {
  return size.toLocaleString("en");
}
