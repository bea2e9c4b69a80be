// Patterns, and parts of texts, that say more or less than they seem to.

import type { Finding } from "../finding.js";
import { isPlain, type SubjectTool } from "../subject.js";
import { crossedHosts } from "./crossed-hosts.js";
import { looseDots } from "./loose-dots.js";
import { needlessAnchors } from "./needless-anchors.js";
import { openEnds } from "./open-ends.js";
import { openNames } from "./open-names.js";
import { statedTexts } from "./stated-texts.js";

const analyses = {
  pattern: [looseDots, crossedHosts, needlessAnchors, openEnds],
  text: [openNames],
};

export function findLoosePatterns(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      statedTexts(stance, tool).flatMap((stated) =>
        analyses[stated.isPattern ? "pattern" : "text"].flatMap((find) => {
          const found = find(stated);
          return found === null ? [] : [{ ...found, isCertain: isPlain(tool) }];
        }),
      ),
    ),
  );
}
