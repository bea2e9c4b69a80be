// Actions that never decide, by the reference interpreter on every call there is: the compiler finds these and no others.

import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../oracle/decide.js";
import type { Action, Evaluate, PolicyFile } from "../oracle/policy-file.js";
import { analysed } from "./analysed.js";

interface Order {
  readonly amount: number;
  readonly currency: string;
  readonly code: string;
  readonly gift?: boolean;
}

/** A condition, and what it means, said in another language. */
interface Condition {
  readonly cel: string;
  readonly holds: (order: Order) => boolean;
}

const currencies = ["EUR", "USD", "GBP"];
const amounts = [0, 1, 2, 3, 4, 5, 6];
const codes = ["", "a", "b", "aa", "ab", "ba", "bb"];
const everyOrder = amounts.flatMap((amount) =>
  currencies.flatMap((currency) =>
    codes.flatMap((code): readonly Order[] => [
      { amount, currency, code },
      { amount, currency, code, gift: true },
      { amount, currency, code, gift: false },
    ]),
  ),
);

const atom: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .constantFrom(...amounts)
    .chain((n) =>
      fc.constantFrom<Condition>(
        { cel: `args.amount < ${n}`, holds: ({ amount }) => amount < n },
        { cel: `args.amount >= ${n}`, holds: ({ amount }) => amount >= n },
        { cel: `${n} == args.amount`, holds: ({ amount }) => amount === n },
      ),
    ),
  fc
    .constantFrom(...currencies)
    .chain((name) =>
      fc.constantFrom<Condition>(
        { cel: `args.currency == '${name}'`, holds: ({ currency }) => currency === name },
        { cel: `args.currency != '${name}'`, holds: ({ currency }) => currency !== name },
      ),
    ),
  fc
    .constantFrom(...codes.slice(1))
    .chain((part) =>
      fc.constantFrom<Condition>(
        { cel: `args.code.startsWith('${part}')`, holds: ({ code }) => code.startsWith(part) },
        { cel: `args.code.endsWith('${part}')`, holds: ({ code }) => code.endsWith(part) },
        { cel: `args.code.contains('${part}')`, holds: ({ code }) => code.includes(part) },
        { cel: `args.code == '${part}'`, holds: ({ code }) => code === part },
      ),
    ),
  fc.constantFrom<Condition>(
    { cel: "args.code.matches('^a|b$')", holds: ({ code }) => /^a|b$/u.test(code) },
    { cel: "args.code.matches('^[ab]$')", holds: ({ code }) => code.length === 1 },
    { cel: "size(args.code) < 2", holds: ({ code }) => code.length < 2 },
    { cel: "args.code.size() != 1", holds: ({ code }) => code.length !== 1 },
    { cel: "has(args.gift)", holds: ({ gift }) => gift !== undefined },
    { cel: "has(args.gift) && args.gift", holds: ({ gift }) => gift === true },
    {
      cel: "(args.amount > 3 ? args.code == 'a' : size(args.code) > 0)",
      holds: ({ amount, code }) => (amount > 3 ? code === "a" : code !== ""),
    },
  ),
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  atom,
  fc.tuple(atom, atom).map(([a, b]) => ({
    cel: `${a.cel} && ${b.cel}`,
    holds: (order: Order) => a.holds(order) && b.holds(order),
  })),
  fc.tuple(atom, atom).map(([a, b]) => ({
    cel: `${a.cel} || !(${b.cel})`,
    holds: (order: Order) => a.holds(order) || !b.holds(order),
  })),
);

const actions = fc.array(
  fc.record({
    effect: fc.constantFrom("allow", "deny", "require_approval"),
    when: fc.option(condition, { nil: undefined, freq: 6 }),
  }),
  { minLength: 1, maxLength: 4 },
);

const tool = (name: string) => ({
  name,
  parameters: {
    type: "object",
    properties: {
      amount: { type: "integer", minimum: 0, maximum: 6 },
      currency: { type: "string", enum: currencies },
      code: { type: "string", pattern: "^[ab]{0,2}$" },
      gift: { type: "boolean" },
    },
    required: ["amount", "currency", "code"],
    additionalProperties: false,
  },
});

test("an action is reported where no call is decided by it, and only there", {
  timeout: 300_000,
}, async () => {
  const counts = { dead: 0, alive: 0 };
  const property = fc.asyncProperty(actions, async (written) => {
    const lines = written.map(
      ({ effect, when }) =>
        `      - { tool: pay, effect: ${effect}${when === undefined ? "" : `, when: "${when.cel}"`} }\n`,
    );
    const { codes, diagnostics, compilation } = await analysed(
      `  - name: all\n    actions:\n${lines.join("")}`,
      [tool("pay")],
    );
    expect(compilation.contradicted).toEqual([]);
    const dead = diagnostics
      .filter(({ code }) => code === "SC5001")
      .map(({ file, range }) => file.position(range.start).line - 6);
    expect(codes.filter((code) => !["SC5001", "SC5016"].includes(code))).toEqual([]);
    const known = new Map(written.map(({ when }) => [when?.cel, when?.holds]));
    const evaluate: Evaluate = (cel, { args }) => known.get(cel)?.(args as unknown as Order);
    const file: PolicyFile = {
      version: 1,
      policies: [
        {
          name: "all",
          actions: written.map(
            ({ effect, when }) =>
              ({ tool: "pay", effect, ...(when && { when: when.cel }) }) as Action,
          ),
        },
      ],
    };
    const reached = new Set(
      everyOrder.map(
        (order) => decide(file, null, { tool: "pay", args: order, assistant: null }, evaluate).rule,
      ),
    );
    const idle = written.flatMap((_, index) =>
      reached.has(index === 0 ? "all/pay" : `all/pay#${index + 1}`) ? [] : [index],
    );
    counts.dead += idle.length;
    counts.alive += written.length - idle.length;
    expect(dead.toSorted()).toEqual(idle);
  });
  await fc.assert(property, { numRuns: 150 });
  expect(Math.min(counts.dead, counts.alive)).toBeGreaterThan(50);
});
