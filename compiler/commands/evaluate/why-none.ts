// Why no call near a denied one is shown, in a few words.

import type { Decision } from "@authensor/safeclaw-runtime";
import type { Answered, ConsideredAction } from "./considered.js";

export function whyNone({ code, rule }: Decision, considered: readonly ConsideredAction[]): string {
  if (code === "malformed-arguments") return "the arguments cannot be read";
  if (code === "unknown-tool") return "there is no tool of this name";
  const enforced = considered.filter(({ shadow }) => !shadow);
  const deciding = enforced.find(({ part }) => part === "decides");
  const isPlain = deciding?.rule === rule && deciding?.when === null;
  if (deciding && isPlain && deciding.effect !== "allow") {
    const does = deciding.effect === "deny" ? "denies this tool" : "asks for approval";
    return `${deciding.rule} ${does} whatever the arguments`;
  }
  if (enforced.every(({ effect }) => effect === "deny")) {
    return "no action lets this caller use this tool";
  }
  if (code === "fact-failed") return "a fact is not known";
  const failed = deciding?.constraints.filter((each) => each.rule === rule) ?? [];
  const whens = (deciding ? [deciding] : enforced).flatMap(({ when }) => when ?? []);
  const asked = failed.length > 0 ? failed : whens;
  if (asked.length > 0 && asked.every(isBesideArguments)) {
    return "what decides is not in the arguments";
  }
  return "none was found by changing single arguments";
}

/** A condition that reads facts, the caller or the clock alone. */
function isBesideArguments({ read }: Answered): boolean {
  return read.length > 0 && read.every(({ name }) => !/^args\b/u.test(name));
}
