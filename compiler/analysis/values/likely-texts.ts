// Where the texts are that kinds which no regular expression can say let through: some of them, to look there first.

import type { Constraint } from "../../constraints/constraint.js";
import { sourceOf } from "../../constraints/texts.js";
import type { RegularExpression } from "../../tools/argument-type.js";

type Likely = (source: string) => string;

const likely: ReadonlyMap<string, Likely> = new Map<string, Likely>([
  ["email_domain", (domains) => `^[\\w+-]+(?:\\.[\\w+-]+)*@${domains}$`],
  ["url_host", (hosts) => `^https?://${hosts}/[\\w/.?=&#~:+-]*$`],
  ["url_scheme", (schemes) => `^${schemes}://[a-z0-9.-]+/`],
  ["path_within", (folders) => `^${folders}/[a-zA-Z0-9/._ -]+$`],
]);

export function likelyTexts(constraints: readonly Constraint[]): readonly RegularExpression[] {
  return constraints.flatMap(({ kind, value }) => {
    const texts = [value].flat().filter((text) => typeof text === "string");
    // A host below another one stands for all of them.
    const some = texts.map((text) => text.replace(/^\*\./u, "a.").replace(/^\/$/u, ""));
    const source = likely.get(kind)?.(sourceOf(some));
    return source === undefined ? [] : [{ source, flags: "u" }];
  });
}
