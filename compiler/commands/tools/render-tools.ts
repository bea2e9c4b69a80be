// The tools for a person: a paragraph for each.

import { harmless } from "../../diagnostics/harmless.js";
import { describeType, nameOf } from "../describe-arguments.js";
import { counted, paletteOf, type Terminal } from "../terminal.js";
import { cutTo } from "../terminal-text.js";
import type { ListedTool, Mention } from "./list-tools.js";

/** A line below a tool's name. */
interface Row {
  readonly label: string;
  readonly text: string;
  readonly isAlarming?: boolean;
}

const indentation = "  ";
const labelWidth = 11;

export function renderTools(tools: readonly ListedTool[], terminal: Terminal): string {
  const { bold, dim, error } = paletteOf(terminal);
  const line = ({ label, text, isAlarming = false }: Row): string => {
    const shown = cutToLine(text, terminal.columns);
    return `${indentation}${dim(label.padEnd(labelWidth))}${isAlarming ? error(shown) : shown}\n`;
  };
  const paragraphs = tools.map(
    (tool) => `${bold(harmless(tool.name))}\n${rowsOf(tool).map(line).join("")}\n`,
  );
  return `${paragraphs.join("")}${summaryOf(tools)}\n`;
}

function cutToLine(text: string, columns: number | undefined): string {
  const shown = harmless(text);
  return columns
    ? cutTo(shown, Math.max(1, columns - indentation.length - labelWidth), "start")
    : shown;
}

function rowsOf(tool: ListedTool): readonly Row[] {
  const { policies } = tool;
  return [
    { label: "source", text: sourceOf(tool) },
    ...labelled("arguments", argumentsOf(tool)),
    ...(policies.length === 0
      ? [{ label: "policies", text: "none, so every call is denied", isAlarming: true }]
      : labelled("policies", policies.map(mentionOf))),
  ];
}

/** Several texts under one label. */
function labelled(label: string, texts: readonly string[]): readonly Row[] {
  return texts.map((text, index) => ({ label: index === 0 ? label : "", text }));
}

function sourceOf({ kind, source, checkedByTsc }: ListedTool): string {
  if (kind === "builtin") return "built in: the provider runs it";
  if (source === null) return "unknown: the policy names no `tools`";
  const place = `${source.file}:${source.line}`;
  if (checkedByTsc) return `${place}, checked by tsc`;
  const why = kind === "evaluated" ? "evaluated, so " : "";
  return `${place}, ${why}out of tsc's sight`;
}

function argumentsOf({ signature }: ListedTool): readonly string[] {
  if (signature === null) return [];
  const { properties, additional } = signature.parameters;
  const named = [...properties].map(
    ([name, { type, required }]) => `${nameOf(name)}${required ? "" : "?"}: ${describeType(type)}`,
  );
  const others = additional && additional.kind !== "unknown" ? `: ${describeType(additional)}` : "";
  const all = additional === null ? named : [...named, `… and any others${others}`];
  return all.length === 0 ? ["none"] : all;
}

function mentionOf({ policy, assistants, effect, mode, file, line }: Mention): string {
  const whom = assistants.length === 0 ? "" : ` for ${assistants.join(", ")}`;
  const shadow = mode === "shadow" ? ", in shadow" : "";
  return `${effect} in ${policy}${whom}${shadow} (${file}:${line})`;
}

function summaryOf(tools: readonly ListedTool[]): string {
  const own = tools.filter(({ kind }) => kind !== "builtin");
  const left = own.filter(({ policies }) => policies.length === 0).length;
  return `${counted(own.length, "tool")}${left === 0 ? "" : `, ${left} of them in no policy`}`;
}
