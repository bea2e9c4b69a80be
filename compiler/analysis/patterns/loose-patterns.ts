// Patterns that say more or less than they seem to.

import type { Finding } from "../finding.js";
import { isPlain, type SubjectTool } from "../subject.js";
import { looseDots } from "./loose-dots.js";
import { needlessAnchors } from "./needless-anchors.js";
import { openEnds } from "./open-ends.js";
import { patternsOf } from "./stated-patterns.js";

const analyses = [looseDots, needlessAnchors, openEnds];

export function findLoosePatterns(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      patternsOf(stance, tool).flatMap((pattern) =>
        analyses.flatMap((find) => {
          const found = find(pattern);
          return found === null ? [] : [{ ...found, isCertain: isPlain(tool) }];
        }),
      ),
    ),
  );
}
