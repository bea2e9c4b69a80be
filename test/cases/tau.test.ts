// The policies of tau-bench's shop and airline: on calls written here, and on the benchmark's own where they are.

import { readFileSync } from "node:fs";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { beforeAll, describe, expect, it } from "vitest";
import { isMissing, rows } from "../tools/support/corpora.js";
import { cases as airlineCases } from "./airline/calls.js";
import * as airlineFacts from "./airline/facts.js";
import { toolguard } from "./airline/toolguard.js";
import { unseen as airlineUnseen } from "./airline/unseen.js";
import type { Case } from "./case.js";
import { compiledCase, folderOf } from "./compiled-case.js";
import { expectDocumented } from "./documented.js";
import { evaluated, type Verdict } from "./evaluated.js";
import { cases as retailCases } from "./retail/calls.js";
import * as retailFacts from "./retail/facts.js";
import { unseen as retailUnseen } from "./retail/unseen.js";
import { labelledWrites, rulesOf, type TauCall, type Violation, violations } from "./tau.js";

interface Domain {
  readonly domain: "retail" | "airline";
  /** The agent whose user is not known; `signed-in-…` is the one whose user is. */
  readonly agent: string;
  readonly facts: object;
  readonly cases: readonly Case[];
  readonly unseen: Readonly<Record<string, string>>;
}

const domains: readonly Domain[] = [
  {
    domain: "retail",
    agent: "shop-agent",
    facts: retailFacts,
    cases: retailCases,
    unseen: retailUnseen,
  },
  {
    domain: "airline",
    agent: "airline-agent",
    facts: airlineFacts,
    cases: airlineCases,
    unseen: airlineUnseen,
  },
];

describe.each(domains)("the rules of $domain, on calls of our own", (one) => {
  const { domain, agent, facts, cases } = one;
  const lines = policyOf(domain).split("\n");
  let safeclaw: SafeClaw;
  beforeAll(async () => {
    safeclaw = new SafeClaw(await compiledCase(domain), { audit: false, facts });
  });

  it.each(cases.map((each) => [each.breaks ?? "allowed", each.call[0], each.says, each] as const))(
    "%s: %s: %s",
    async (_breaks, _tool, _says, { breaks, call: [tool, args], signedIn }) => {
      const context =
        signedIn === undefined
          ? { assistantId: agent }
          : { assistantId: `signed-in-${agent}`, facts: { session: { user_id: signedIn } } };
      const { allowed, code, line, reason } = await safeclaw.decide(tool, args, context);
      expect({ allowed, reason }).toMatchObject({ allowed: breaks === undefined });
      // Not for another rule than it breaks.
      if (code === "constraint" || code === "condition-failed") {
        expect(rulesAbove(lines, line ?? 0)).toContain(breaks);
      }
    },
  );
});

describe.skipIf(isMissing).each(domains)(
  "the rules of $domain, on the benchmark's calls",
  (one) => {
    const { domain, cases, unseen } = one;
    const writes = isMissing ? [] : labelledWrites(domain);
    const broken = isMissing ? [] : violations(domain);
    const right = writes.filter((each) => each.violations.length === 0);
    let verdicts: Verdicts;
    beforeAll(async () => {
      verdicts = await verdictsOn([...writes, ...broken], one);
    });

    it("allows all right writes, and denies those that break what the call or the data show", () => {
      const seen = writes.filter((each) => each.violations.some((rule) => /:[CD]$/u.test(rule)));
      const wrong = writes.filter((each) => isAllowed(verdicts.of(each)) === seen.includes(each));
      expect(wrong.map(({ id }) => id)).toEqual([]);
      expectDocumented([
        `| ${domain} | ${right.length} | ${right.length} | ${seen.length} | ${seen.length} |`,
      ]);
    });

    it("allows all right writes of who is signed in", () => {
      const theirs = right.filter(({ session }) => session.user_id !== undefined);
      expect(theirs.filter((each) => !isAllowed(verdicts.ofSignedIn(each)))).toEqual([]);
    });

    it("denies what the call or the data show, and says what only the conversation shows", () => {
      const table = tableOf(broken, verdicts);
      expect(table.filter((row) => row.class !== "S" && row.denied < row.calls)).toEqual([]);
      const missed = table.filter(({ calls, signedIn }) => signedIn < calls);
      expect(missed.filter(({ rule }) => !Object.hasOwn(unseen, rule))).toEqual([]);
      expectDocumented(
        table.map(
          ({ rule, class: by, calls, denied, signedIn }) =>
            `| ${rule} | ${by} | ${calls} | ${denied} | ${signedIn} |`,
        ),
      );
    });

    it("has each rule in the policy, tried above, or in the list of those that it cannot have", () => {
      const named = new Set(policyOf(domain).match(ruleName));
      const tried = new Set(cases.map(({ breaks }) => breaks));
      const isHad = (rule: string) => named.has(rule) && !Object.hasOwn(unseen, rule);
      const had = rulesOf(domain).filter(isHad);
      const others = rulesOf(domain).filter((rule) => !isHad(rule));
      expect(had.filter((rule) => !tried.has(rule))).toEqual([]);
      expect(others.filter((rule) => !Object.hasOwn(unseen, rule))).toEqual([]);
      expect(Object.keys(unseen).filter((rule) => !others.includes(rule))).toEqual([]);
    });
  },
);

it.skipIf(isMissing)("knows each of ToolGuard's items, and tries it or says who can", () => {
  const items = isMissing ? [] : rows<{ name: string; tool: string }>("toolguard_specs.jsonl");
  expect(Object.keys(toolguard)).toEqual(items.map(({ name, tool }) => `${name}, ${tool}`));
  const tried = new Set(airlineCases.map(({ breaks }) => breaks));
  const others = Object.values(toolguard)
    .flat()
    .filter((rule) => !tried.has(rule) && !Object.hasOwn(airlineUnseen, rule));
  expect(others).toEqual([]);
  expectDocumented(
    Object.entries(toolguard).map(([item, rules]) => {
      const [unseen, seen] = [true, false].map((is) =>
        rules.filter((rule) => Object.hasOwn(airlineUnseen, rule) === is).join(" "),
      );
      return `| ${item} | ${seen} | ${unseen} |`;
    }),
  );
});

const ruleName = /\b[AR]-[A-Z]+\d+[a-z]?\b/gu;

function policyOf(domain: string): string {
  return readFileSync(`${folderOf(domain)}safeclaw.yaml`, "utf8");
}

/** The names in brackets on a line of the policy, or on the nearest line above it that has some. */
function rulesAbove(lines: readonly string[], line: number): readonly string[] {
  const above = lines.slice(0, line).reverse();
  const named = above.find((text) => /#.*\[[AR]-/u.test(text)) ?? "";
  return named.match(ruleName) ?? [];
}

/** What is said of calls, by an agent whose user is not known and by one whose user is. */
interface Verdicts {
  readonly of: (call: TauCall) => Verdict | undefined;
  readonly ofSignedIn: (call: TauCall) => Verdict | undefined;
}

const isAllowed = (verdict: Verdict | undefined): boolean => verdict?.allowed === true;

/** As somebody would ask who has the benchmark's data: every fact by its name. */
async function verdictsOn(calls: readonly TauCall[], { domain, agent }: Domain): Promise<Verdicts> {
  const lines = calls.map(({ tool, args, facts, session }) => {
    const { now, ...known } = facts;
    // The benchmark's times have no zone: all of them are of one.
    const time = typeof now === "string" ? { now: `${now}Z` } : {};
    return [
      { tool, args, assistant: agent, facts: known, ...time },
      { tool, args, assistant: `signed-in-${agent}`, facts: { ...known, session }, ...time },
    ];
  });
  const verdicts = await evaluated(domain, lines.flat());
  const places = new Map(calls.map((call, index) => [call, 2 * index]));
  const at = (call: TauCall, agents: 0 | 1) => verdicts[(places.get(call) ?? -2) + agents];
  return { of: (call) => at(call, 0), ofSignedIn: (call) => at(call, 1) };
}

interface Row {
  readonly rule: string;
  readonly class: string;
  readonly calls: number;
  /** And how many of them where it is known who is signed in. */
  readonly denied: number;
  readonly signedIn: number;
}

function tableOf(rows: readonly Violation[], verdicts: Verdicts): readonly Row[] {
  const keys = [...new Set(rows.map((row) => `${row.rule} ${row.class}`))].sort();
  return keys.map((key) => {
    const [rule = "", by = ""] = key.split(" ");
    const calls = rows.filter((row) => row.rule === rule && row.class === by);
    return {
      rule,
      class: by,
      calls: calls.length,
      denied: calls.filter((call) => verdicts.of(call)?.allowed === false).length,
      signedIn: calls.filter((call) => verdicts.ofSignedIn(call)?.allowed === false).length,
    };
  });
}
