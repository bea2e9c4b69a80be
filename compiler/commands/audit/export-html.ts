// The export for people: one page that needs nothing but itself, neither a network nor a script.

import { createHash } from "node:crypto";
import type { AuditEntry, AuditLine } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";
import type { ExportFormat, Summary } from "./export-format.js";
import { pageScript } from "./page-script.js";
import { pageStyle } from "./page-style.js";
import { eventText } from "./say.js";
import { verdictWord } from "./verdict.js";

/** Longer texts are folded. */
const mostShown = 160;

const headings = [
  "Time (UTC)",
  "Assistant",
  "Thread, run, call",
  "Tool",
  "Decision",
  "Outcome",
  "Rule (line)",
  "Reason",
  "Arguments",
  "Record",
];

export const html: ExportFormat = { before, row, after: () => `</tbody>\n</table>\n${script}` };

const script = `<script>${pageScript}</script>\n</body>\n</html>\n`;

const classes = { verified: "good", intact: "fair", "not verified": "bad" } as const;
const titles = {
  verified: "Verified",
  intact: "Intact, as far as can be known",
  "not verified": "Not verified",
} as const;

function before(summary: Summary): string {
  const { verdict, decisions } = summary;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>SafeClaw audit log</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>Audit log</h1>
<section class="verdict ${classes[verdictWord(verdict)]}">
<h2>${titles[verdictWord(verdict)]}</h2>
${list(verdict.lines)}
</section>
<dl>
${facts(summary)
  .map(([name, value]) => `<div><dt>${name}</dt><dd>${shown(value)}</dd></div>`)
  .join("\n")}
</dl>
${noted("Skipped or changed", summary.warnings)}${noted("What befell the log", summary.findings.events.map(eventText))}</header>
<h2>${decisions.toLocaleString("en")} ${decisions === 1 ? "decision" : "decisions"}, the oldest first</h2>
<form hidden>
<label>Find <input type="search" name="words" autocomplete="off"></label>
<label>Decision <select name="effect"><option value="">all</option><option>allow</option><option>deny</option><option value="require_approval">require approval</option></select></label>
<output name="count"></output>
</form>
<table>
<thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr></thead>
<tbody>
`;
}

/** SECURITY: whatever a record may smuggle in, the page loads nothing, sends nothing and runs no script but ours. */
function policy(): string {
  const digest = (text: string): string =>
    `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; style-src ${digest(pageStyle)}; script-src ${digest(pageScript)}; base-uri 'none'; form-action 'none'`;
}

function facts(summary: Summary): readonly (readonly [string, string])[] {
  const { verdict, log, made, asked, counts, from, to } = summary;
  const number = (name: string): string => (counts.get(name) ?? 0).toLocaleString("en");
  const range = from === null || to === null ? "no decision" : `${clock(from)} to ${clock(to)} UTC`;
  return [
    ["Key", verdict.keyId ?? "none: no signature was checked"],
    ["Time", range],
    ["Allowed", number("allow")],
    ["Denied", number("deny")],
    ["Left to a person", number("require_approval")],
    ["Calls that ended well", number("ok")],
    ["Calls with an error", number("error")],
    ["Selection", asked === "" ? "everything" : asked],
    ["Log", log],
    ["Exported", `${clock(made)} UTC`],
  ];
}

function noted(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<section><h2>${heading}</h2>\n${list(lines)}\n</section>\n`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${shown(line)}</li>`).join("")}</ul>`;
}

function row(entry: AuditEntry): string {
  const { record, outcome, intact, stream } = entry;
  const cells = [
    clock(record.time),
    cell(record.assistant),
    [record.thread, record.run, record.call].map((id) => `<div>${cell(id)}</div>`).join(""),
    cell(record.tool),
    `<b>${shown(record.effect)}</b> ${shown(record.code ?? "")}${intact ? "" : " <strong>altered</strong>"}${revocationOf(entry)}${shadowOf(record)}`,
    outcomeCell(outcome),
    cell(record.line === null ? record.rule : `${record.rule} (${record.line})`),
    folded(record.reason, "span"),
    argsCell(entry),
    `<span title="${shown(`${stream} ${record.hash}`)}">${shown(stream.slice(-8))} #${record.seq}</span>`,
  ];
  return `<tr data-effect="${record.effect}">${cells.map((text) => `<td>${text}</td>`).join("")}</tr>\n`;
}

function outcomeCell(outcome: AuditLine | undefined): string {
  const came = outcome?.record.outcome;
  if (came === undefined) return cell(null);
  const text = `${came.status} ${Math.round(came.ms)} ms${outcome?.intact === false ? " <strong>altered</strong>" : ""}`;
  return came.content === undefined ? text : `${text} ${folded(JSON.stringify(came.content))}`;
}

function revocationOf({ record: { revokes }, revoked }: AuditEntry): string {
  const instead =
    revokes === undefined ? "" : `<div>revokes #${revokes.of}: ${shown(revokes.effect)}</div>`;
  return `${revoked === true ? " <strong>revoked</strong>" : ""}${instead}`;
}

function shadowOf({ shadow }: AuditEntry["record"]): string {
  if (shadow === undefined) return "";
  const said = [shadow.effect, shadow.code, shadow.rule].filter(Boolean).join(" ");
  return `<div>on trial: ${shown(said)}</div>`;
}

function argsCell({ record: { args, redacted = [], facts: known } }: AuditEntry): string {
  const hidden = redacted.length === 0 ? "" : `<div>redacted: ${shown(redacted.join(", "))}</div>`;
  const used = known === undefined ? "" : `<div>facts: ${folded(JSON.stringify(known))}</div>`;
  return `${args === null ? cell(null) : folded(JSON.stringify(args))}${hidden}${used}`;
}

function folded(text: string, tag = "code"): string {
  const whole = `<${tag}>${shown(text)}</${tag}>`;
  if (text.length <= mostShown) return whole;
  const start = `<${tag}>${shown(text.slice(0, mostShown))}…</${tag}>`;
  return `<details><summary>${start}</summary>${whole}</details>`;
}

function cell(text: string | null): string {
  return text === null || text === "" ? '<span class="none">–</span>' : shown(text);
}

function clock(time: string): string {
  return shown(time.slice(0, 19).replace("T", " "));
}

/** SECURITY: what stands in a record is text, wherever on the page it stands, and hides or reorders nothing there. */
function shown(text: string): string {
  return harmless(text).replace(/[&<>"']/gu, (found) => `&#${found.charCodeAt(0)};`);
}
