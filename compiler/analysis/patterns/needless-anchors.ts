// Anchors that say nothing, since the pattern of a constraint is always about the whole text.

import type { AST } from "@eslint-community/regexpp";
import { edit, parseRegExp, visitRegExp } from "../../constraints/regexp-syntax.js";
import type { Finding } from "../finding.js";
import { wholeText } from "../values/whole-text.js";
import type { StatedText } from "./stated-texts.js";

export function needlessAnchors({
  written,
  place,
  where,
}: StatedText): Omit<Finding, "isCertain"> | null {
  if (where !== "whole") return null;
  const anchors: AST.Assertion[] = [];
  visitRegExp(parseRegExp(written), {
    onAssertionEnter: (node) => {
      if (node.kind === "start" || node.kind === "end") anchors.push(node);
    },
  });
  // Elsewhere an anchor matches nothing, or is one of several that are no edge.
  const isEdge = wholeText({ source: `^(?:${written})$`, flags: "u" }) !== null;
  if (anchors.length === 0 || !isEdge) return null;
  const bare = edit(
    written,
    anchors.map(({ start, end }) => ({ start, end, text: "" })),
  );
  const diagnostic = {
    code: "SC5015",
    message: `the anchors in \`${written}\` say nothing, since a pattern is always about the whole text`,
    ...place,
    help: `write \`${bare}\``,
  } as const;
  return { diagnostic, claims: [] };
}
