// Reads `--filter KEY=VALUE`.

import {
  type AuditFilter,
  type AuditFilterKey,
  auditFilterKeys,
} from "@authensor/safeclaw-runtime/node";
import { suggest } from "../../diagnostics/suggest.js";
import { UsageError } from "../usage-error.js";

export function parseFilter(text: string): AuditFilter {
  const middle = text.indexOf("=");
  if (middle === -1) {
    throw new UsageError(`\`--filter ${text}\` has no \`=\``, "write KEY=VALUE");
  }
  const key = text.slice(0, middle);
  const value = text.slice(middle + 1);
  if (!isKey(key)) throw unknown("filter key", key, Object.keys(auditFilterKeys));
  if (value === "") {
    throw new UsageError(
      `\`--filter ${key}=\` has no value`,
      `\`${key}=*\` finds the records that have one`,
    );
  }
  const words = auditFilterKeys[key];
  if (words !== undefined && !words.some((word) => fits(word, value))) {
    throw unknown(key, value, words);
  }
  return { key, value };
}

function isKey(key: string): key is AuditFilterKey {
  return Object.hasOwn(auditFilterKeys, key);
}

function fits(word: string, value: string): boolean {
  return value.endsWith("*") ? word.startsWith(value.slice(0, -1)) : word === value;
}

function unknown(what: string, written: string, known: readonly string[]): UsageError {
  const near = suggest(written, known);
  const question = near === undefined ? "" : `did you mean \`${near}\`? `;
  return new UsageError(
    `unknown ${what} \`${written}\``,
    `${question}there are: ${known.join(", ")}`,
  );
}
