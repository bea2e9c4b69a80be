// Whatever a call is like that does not fit a tool of which something is hidden: no word of its arguments is recorded or told.

import { type DecidedCall, type Decision, SafeClaw } from "@authensor/safeclaw-runtime";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryAudit } from "../runtime/memory-audit.js";
import { SEED } from "../support/seed.js";
import { anyone, shop } from "./shop.js";

const policies = await shop;
const word = "zzqcanary";
const text = fc.constantFrom(word, `${word}"`, `"${word}`, `{"a":"${word}"}`, `${word}.${word}`);
const ownName = fc.constantFrom(
  ..."order_id amount card_number customer lines address token".split(" "),
  ..."email name notes sku pieces street geo lat".split(" "),
);
const { args: anyArgs } = fc.letrec<{ args: object; value: unknown }>((tie) => ({
  args: fc.dictionary(fc.oneof(ownName, text), tie("value"), { maxKeys: 4 }),
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constantFrom<unknown>(1, null, true, 10n, Number.NaN),
    tie("args"),
    fc.array(tie("value"), { maxLength: 2 }),
  ),
}));
const anyTool: fc.Arbitrary<string> = fc.constantFrom("refund_order", "refundOrder");
const given = fc.oneof(
  anyArgs,
  anyArgs.map((args) => JSON.stringify(args, (_, value) => (value === 10n ? 2 ** 60 : value))),
  text,
);

test(`what does not fit leaves no word (seed ${SEED})`, () => {
  const codes = new Map<unknown, number>();
  const told: [Decision, DecidedCall][] = [];
  fc.assert(
    fc.property(anyTool, given, (tool, args) => {
      const audit = memoryAudit({ pseudonym: () => "hmac:" });
      told.length = 0;
      const onDecision = (...what: [Decision, DecidedCall]) => void told.push(what);
      const safeclaw = new SafeClaw(policies, { audit, onDecision });
      const { code } = safeclaw.evaluate(tool, args, anyone);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (code === null) return;
      expect(JSON.stringify([audit.records, told])).not.toContain(word);
    }),
    { numRuns: 2000 },
  );
  for (const code of ["unknown-tool", "invalid-arguments", "malformed-arguments"]) {
    expect(codes.get(code), code).toBeGreaterThan(100);
  }
});
