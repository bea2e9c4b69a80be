// The texts nearest to another one that pass some constraints.

import type { Constraint } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import type { StringType } from "../../tools/argument-type.js";
import { languageOf } from "../values/find-text.js";
import { isWanted } from "../values/found.js";
import { likelyTexts } from "../values/likely-texts.js";
import { narrowedBy } from "../values/narrowed-by.js";
import { nearestWord } from "./nearest-word.js";
import { rewritten } from "./rewritten.js";

/** Of longer ones no more is kept, where they are not right once they are cut. */
const longestText = 300;

/** Perhaps none where there are some. */
export function nearestTexts(
  value: unknown,
  type: StringType,
  passes: readonly Constraint[],
): readonly string[] {
  const base = narrowedBy(type, passes);
  const isRight = (text: string) =>
    fits(text, type) && hasForm(text, type) && isWanted(text, { passes, fails: null });
  if (base.kind === "literal") {
    return base.values.filter((each) => typeof each === "string").filter(isRight);
  }
  if (base.kind !== "string" || !["string", "number", "boolean"].includes(typeof value)) return [];
  const language = languageOf(base, passes);
  const likely = { ...language, matches: [...language.matches, ...likelyTexts(passes)] };
  return rewritten(String(value), passes)
    .flatMap((text) => {
      const cut = [...text].slice(0, base.maxLength).join("");
      if (isRight(cut)) return [cut];
      const starts = text.length <= longestText ? [text, cut] : [cut.slice(0, longestText)];
      const words = starts.map((each) => nearestWord(likely, each));
      return words.find((word) => word !== null) ?? [];
    })
    .filter(isRight);
}
