// What the reference does not have of lists, sums and places, means here what the oracle makes of it.

import { expect, test } from "vitest";
import { evaluate } from "../oracle/cel.js";
import { answerOf, conditionOf } from "./condition-of.js";

test.each([
  "[1, 2, 3].sum() == 6",
  "[1.5, 2.5].sum() == 4.0",
  "[1, 2].map(x, x * x).sum() > 4",
  "[[1, 2], [3]].map(row, row.sum()).sum() == 6",
  "[1].filter(x, x > 1).sum() == 0",
  "[9007199254740991, 1].sum() > 0",
  "[9007199254740991, 1, -1].sum() > 0",
  "[1e308, 1e308].sum() > 0.0",
  "[5, 6].all(i, x, x == i + 5)",
  "[5, 6].all(i, x, i > 0)",
  "[5, 6].exists(i, x, i == 1 && x == 6)",
  "[5, 6].exists(i, x, i == 2)",
  "[5, 6].exists(i, x, [true, false][i + x])",
  "[[1, 2], [3, 4]].all(i, row, row.all(j, cell, cell == 2 * i + j + 1))",
  "[[1, 2], [3, 4]].exists(i, row, row.exists(j, cell, i == j && cell == 4))",
])("%s", (text) => {
  const answer = answerOf(conditionOf(text));
  expect(["error", true, false]).toContain(answer);
  expect(answer).toBe(reference(text));
});

function reference(text: string): unknown {
  try {
    return evaluate(text, {});
  } catch {
    return "error";
  }
}

test.each([
  ["['a'].sum() == 1", "what `sum` adds up must be numbers of one kind"],
  ["[1, 2.5].sum() == 1", "what `sum` adds up must be numbers of one kind"],
  ["[1].all(i, i, true)", "`i` means something already"],
  ["[1].all(now, x, true)", "`now` means something already"],
  ["[1].all(i + 1, x, true)", "`all` takes a name for the items and what is asked of each"],
  [
    "[1].filter(i, x, true).size() == 0",
    "`filter` takes a name for the items and what is asked of each",
  ],
])("%s is refused", (text, message) => {
  expect(conditionOf(text).findings.join("\n")).toContain(message);
});
