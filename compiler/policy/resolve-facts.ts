// What `facts` says of single facts is looked up in the facts module.

import { listNames } from "../diagnostics/list-names.js";
import { suggest } from "../diagnostics/suggest.js";
import type { FactSignature } from "../facts/fact-signature.js";
import type { Located, PolicyFile } from "./policy.js";
import type { ResolvedFacts } from "./resolved-policy.js";
import { fault, type Place } from "./shape.js";

/** Null where the file names no facts module. */
export function resolveFacts(
  { facts }: PolicyFile,
  signatures: readonly FactSignature[] | null,
  place: Place,
): ResolvedFacts | null {
  if (facts === null || signatures === null) return null;
  const { deadlineMs, perRun, log } = facts;
  const known = new Map(signatures.map((fact) => [fact.name, fact]));
  for (const fact of log) lookUp(fact, known, place);
  for (const fact of perRun) {
    const { value: name, range } = fact;
    if (lookUp(fact, known, place)?.parameters !== null) continue;
    const message = `\`${name}\` is given by the caller, so there is nothing to ask for once`;
    fault("SC8037", range, message, place, { help: `remove \`${name}\` from \`per_run\`` });
  }
  return { signatures: known, deadlineMs, perRun: namesOf(perRun), logged: namesOf(log) };
}

/** What is said of a name that is none of the module's facts. */
function lookUp(
  { value: name, range }: Located<string>,
  known: ReadonlyMap<string, FactSignature>,
  place: Place,
): FactSignature | undefined {
  const fact = known.get(name);
  if (fact !== undefined) return fact;
  const names = [...known.keys()];
  const near = suggest(name, names);
  return fault("SC8037", range, `unknown fact \`${name}\``, place, {
    ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
    help: `the facts are ${listNames(names)}`,
  });
}

function namesOf(facts: readonly Located<string>[]): ReadonlySet<string> {
  return new Set(facts.map(({ value }) => value));
}
