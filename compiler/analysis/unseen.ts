// Conditions that the analyses do not look into, so that what else is said, or not said, is said without them.

import type { Condition } from "../conditions/expression.js";
import type { Range, SourceFile } from "../source/source-file.js";
import { sortsOfCalls } from "./conditions/sorts-of-calls.js";
import { type SubjectTool, type Written, writtenIn } from "./subject.js";

/** A condition, and where it stands. */
export interface Unseen {
  readonly text: string;
  readonly file: SourceFile;
  readonly range: Range;
}

/** Those that ask for too much, alone or together with the others that their callers meet. */
export function findUnseen(tools: readonly SubjectTool[]): readonly Unseen[] {
  return tools.flatMap((tool) => {
    const isSeen = (conditions: readonly Condition[]) => sortsOfCalls(conditions, tool) !== null;
    const alone = tool.stances.flatMap(writtenIn).filter(({ condition }) => !isSeen([condition]));
    const seen = ({ condition }: Written) => !alone.some((each) => each.condition === condition);
    const together = [...tool.deciders.values()]
      .map((order) => order.flatMap(writtenIn).filter(seen))
      .filter((written) => !isSeen(written.map(({ condition }) => condition)));
    const all = [...alone, ...together.flat()];
    return all.map(({ condition: { text, range }, file }) => ({ text, file, range }));
  });
}
