// What an editor marks red in generated policy files, good ones and spoilt ones, is what the compiler refuses.

import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { constraintKinds } from "../../compiler/constraints/index.js";
import type { Files } from "../cli/folder.js";
import { compiled, editorOf } from "../editor/verdict.js";
import type { PolicyFile } from "../oracle/policy-file.js";
import { SEED } from "../support/seed.js";
import { conditioned } from "./conditioned.js";
import { type Scenario, scenarioArbitrary, toToolsJson } from "./scenario.js";
import { POLICIES } from "./settings.js";

const HOUR = 3_600_000;
const SLIPS = 8;

/** Errors that JSON Schema can tell, as their codes and messages begin, and those among them that it cannot. */
const SEEN = /^SC(?:200[1-6]|300[123]|400[123468])/u;
const UNSEEN = /names `.*` twice$|is an? \w+ here and an? \w+ elsewhere$/u;

const RUNS = Math.max(50, POLICIES / 20);

test(
  `what compiles is never red, and what does not is (seed ${SEED})`,
  async () => {
    const counts = { accepted: 0, refused: 0, unseen: 0 };
    await fc.assert(
      fc.asyncProperty(
        scenarioArbitrary(1).chain(conditioned),
        fc.array(slipArbitrary, { minLength: SLIPS, maxLength: SLIPS }),
        (scenario, slips) => compare(scenario, slips, counts),
      ),
      { numRuns: RUNS, includeErrorInReport: true },
    );
    // Either kind of file is common enough to prove something.
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(RUNS);
  },
  HOUR,
);

async function compare(
  { file, tools }: Scenario,
  slips: readonly Slip[],
  counts: Record<"accepted" | "refused" | "unseen", number>,
): Promise<void> {
  const toolsJson: Files = tools === null ? {} : { "tools.json": toToolsJson(tools) };
  const verdictOn = (content: unknown) =>
    compiled({ ...toolsJson, "safeclaw.yaml": stringify(content, { lineWidth: 0 }) });
  const { schema, errors } = await verdictOn(file);
  // A generated condition may leave an action nothing to decide.
  fc.pre(schema !== undefined || !errors.every((error) => /^SC500[12]/u.test(error)));
  if (schema === undefined) throw new Error(errors.join("\n"));
  const red = editorOf(schema);
  const wrong = (content: unknown, more: string): Error =>
    new Error(`${more}\n${stringify(content)}---\n${toolsJson["tools.json"] ?? ""}`);
  const redInFile = red(file);
  if (redInFile !== null) throw wrong(file, redInFile);
  for (const slip of slips) {
    const content = spoilt(file, slip);
    // Without its tools the file means other arguments by the same names, and has another schema.
    if (tools !== null && !Object.hasOwn(Object(content), "tools")) continue;
    const verdict = await verdictOn(content);
    const seen = verdict.errors.filter((error) => SEEN.test(error) && !UNSEEN.test(error));
    const redHere = red(content);
    if (verdict.errors.length === 0 && redHere !== null) throw wrong(content, redHere);
    if (seen.length > 0 && redHere === null) throw wrong(content, seen.join("\n"));
    counts[verdict.errors.length === 0 ? "accepted" : seen.length > 0 ? "refused" : "unseen"] += 1;
  }
}

/** Something done to one entry of the file, wherever it is. */
interface Slip {
  /** Which entry, of as many as there are. */
  readonly at: number;
  readonly change:
    | { readonly does: "rename"; readonly to: string }
    | { readonly does: "replace"; readonly by: unknown }
    | { readonly does: "remove" }
    | { readonly does: "add"; readonly key: string; readonly value: unknown };
}

const ARGUMENT_NAMES =
  "amount amounts quantity priority currency status statuses note notes tag tags score website address city zip from to".split(
    " ",
  );
const FORMS =
  "* max_* min_* max_*_length min_*_length allowed_* denied_* *_pattern *_prefix max_*_items min_*_items *_max_days".split(
    " ",
  );
const WORDS = [
  ..."tool effect reason constraints name actions assistant_id optional bogus each".split(" "),
  ..."address.city address.geo.lat date_range_max_days".split(" "),
  ...constraintKinds.map((kind) => kind.key),
];

const key = fc.oneof(
  fc.constantFrom(...WORDS),
  fc
    .tuple(fc.constantFrom(...FORMS), fc.constantFrom(...ARGUMENT_NAMES))
    .map(([form, name]) => form.replace("*", name)),
);

const scalar = fc.constantFrom<unknown[]>(
  ...[1, 2, 2.5, 100, "open", "closed", "open|closed", "Rome", "EUR", "EUR|USD", "a |b", " ", ""],
  ...["example.com", "*.example.com", "*.com", "https", "/srv", "/srv/", "2026-01-31", "2026-1-1"],
  ...[true, false, null, "allow", "deny", "refund_order", "lookup", "file_search", "[a-z]+"],
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 2 }),
  mapOf(scalar),
  mapOf(fc.oneof(scalar, mapOf(scalar))),
);

function mapOf(inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const keys = ["equals", "in", "max", "min_length", "contains", "each", "optional", "bogus"];
  return fc.dictionary(fc.constantFrom(...keys), inner, { maxKeys: 2, noNullPrototype: true });
}

const slipArbitrary: fc.Arbitrary<Slip> = fc.record({
  at: fc.nat(),
  change: fc.oneof(
    fc.record({ does: fc.constant("rename" as const), to: key }),
    fc.record({ does: fc.constant("replace" as const), by: value }),
    fc.record({ does: fc.constant("remove" as const) }),
    fc.record({ does: fc.constant("add" as const), key, value }),
  ),
});

type Holder = Record<string, unknown>;

function spoilt(file: PolicyFile, { at, change }: Slip): unknown {
  const copy = structuredClone(file);
  const entries = entriesOf(copy);
  const [holder, name] = entries[at % entries.length] ?? [{}, ""];
  switch (change.does) {
    case "replace":
      holder[name] = change.by;
      break;
    case "add":
      if (Array.isArray(holder)) holder.push(change.value);
      else holder[change.key] = change.value;
      break;
    default: {
      const kept = holder[name];
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
      if (change.does === "rename" && !Array.isArray(holder)) holder[change.to] = kept;
    }
  }
  return copy;
}

/** Every entry of every map and list, with where it stands. */
function entriesOf(holder: object): readonly (readonly [Holder, string])[] {
  // INVARIANT: what YAML holds are maps, lists and scalars.
  return Object.entries(holder).flatMap(([name, inner]) => [
    [holder as Holder, name] as const,
    ...(typeof inner === "object" && inner !== null ? entriesOf(inner) : []),
  ]);
}
