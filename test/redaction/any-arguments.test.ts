// Whatever arguments are like and whatever a policy hides of them: what it hides is not recorded, and all else is.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import {
  argumentSchema,
  type CompiledLog,
  definePolicies,
} from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { memoryAudit } from "../runtime/memory-audit.js";
import { SEED } from "../support/seed.js";

type Path = CompiledLog["path"];

const { args: anyArgs } = fc.letrec<{ args: object; value: unknown }>((tie) => ({
  args: fc.dictionary(fc.constantFrom(..."abcd"), tie("value"), { noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant("leaf"),
    tie("args"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));

const scenario = anyArgs.map(labelled).chain(({ args, leaves }) => {
  const paths = leaves.flatMap(({ path }) => path.map((_, index) => path.slice(0, index + 1)));
  const mode = fc.constantFrom("full" as const, "hash" as const, "mask" as const, "drop" as const);
  const entry = fc.record({ path: fc.constantFrom<Path>(["a"], ["z", "y"], ...paths), mode });
  return fc.record({
    args: fc.constant(args),
    leaves: fc.constant(leaves),
    log: fc
      .uniqueArray(entry, { selector: ({ path }) => JSON.stringify(path), maxLength: 4 })
      .map((entries) => entries.map((each) => ({ tool: "anything", ...each })))
      .map((entries) => entries.filter(({ path }) => !entries.some((by) => isMoot(path, by)))),
    raw: fc.boolean(),
  });
});

test(`hidden is hidden, and the rest is not (seed ${SEED})`, () => {
  const counts = { hidden: 0, kept: 0 };
  fc.assert(
    fc.property(scenario, ({ args, leaves, log, raw }) => {
      const recorded = recordOf(raw ? JSON.stringify(args) : args, log);
      for (const { text, path } of leaves) {
        const said = log.filter((entry) => isWithin(path, entry.path));
        const closest = said.toSorted((a, b) => b.path.length - a.path.length)[0];
        const isThere = recorded.includes(`"${text}"`);
        if (closest !== undefined && closest.mode !== "full") {
          expect(isThere, text).toBe(false);
          counts.hidden += 1;
        } else if (!log.some((entry) => entry.mode !== "full" && isNear(path, entry.path))) {
          expect(isThere, text).toBe(true);
          counts.kept += 1;
        }
      }
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(counts.hidden, counts.kept)).toBeGreaterThan(500);
});

function recordOf(args: unknown, log: readonly CompiledLog[]): string {
  const tools = [{ name: "anything", arguments: argumentSchema(z, z.looseObject({})) }];
  const action = { rule: "p/anything", line: 1, tool: "anything", effect: "allow" as const };
  const policies = [{ name: "p", digest: "sha256:p", assistants: [], actions: [action] }];
  const audit = memoryAudit({ pseudonym: (text) => `hmac:${text.length}` });
  const compiled = definePolicies<{ anything: object }, false>({ tools, policies, log });
  const decision = new SafeClaw(compiled, { audit }).evaluate("anything", args);
  expect(decision.allowed).toBe(true);
  return JSON.stringify(audit.records);
}

interface Leaf {
  readonly text: string;
  readonly path: Path;
}

/** The same arguments, each text in them another one. */
function labelled(args: object): { readonly args: object; readonly leaves: readonly Leaf[] } {
  const leaves: Leaf[] = [];
  const label = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item) => label(item, [...path, null]));
    if (typeof value === "object" && value !== null) return labelEntries(value, path);
    const text = `leaf-${leaves.length}`;
    leaves.push({ text, path });
    return text;
  };
  const labelEntries = (value: object, path: Path): object =>
    Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, label(part, [...path, key])]),
    );
  return { args: labelEntries(args, []), leaves };
}

function isWithin(path: Path, around: Path): boolean {
  return around.length <= path.length && around.every((step, index) => step === path[index]);
}

function isMoot(path: Path, by: CompiledLog): boolean {
  return by.mode !== "full" && by.path.length < path.length && isWithin(path, by.path);
}

/** Whether the entry may be about what the leaf is in: there, a leaf or a list may stand where it has an object. */
function isNear(path: Path, entry: Path): boolean {
  const apart = path.findIndex((step, index) => index < entry.length && step !== entry[index]);
  return apart === -1 || path[apart] === null || entry[apart] === null;
}
