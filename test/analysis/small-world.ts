// Orders so few that all of them can be tried, and conditions on them, each said in two languages.

import fc from "fast-check";

export interface Order {
  readonly amount: number;
  readonly currency: string;
  readonly code: string;
  readonly gift?: boolean;
}

/** A condition, and what it means, said in another language. */
export interface Condition {
  readonly cel: string;
  readonly holds: (order: Order) => boolean;
}

const currencies = ["EUR", "USD", "GBP"];
export const amounts = [0, 1, 2, 3, 4, 5, 6];
const codes = ["", "a", "b", "aa", "ab", "ba", "bb"];
export const everyOrder = amounts.flatMap((amount) =>
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

export const condition: fc.Arbitrary<Condition> = fc.oneof(
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

export const tool = (name: string) => ({
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
