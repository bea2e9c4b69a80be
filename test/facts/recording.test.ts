// What the record says of facts: a digest of each that was used, its value where the policy says so, or why there was none.

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DecidedCall, SafeClaw } from "@authensor/safeclaw-runtime";
import { fileAudit, readAudit, verifyAudit } from "@authensor/safeclaw-runtime/node";
import { argumentSchema, definePolicies } from "@authensor/safeclaw-runtime/policy";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { memoryAudit } from "../runtime/memory-audit.js";
import {
  counted,
  type DeskTools,
  delivered,
  deskOf,
  known,
  policiesOf,
  reads,
  refund,
  type Step,
  tablesOf,
} from "./facts-desk.js";

const both: readonly Step[] = [{ effect: "allow", when: reads(() => true, "order", "user") }];
const digestOf = (json: string) => `sha256:${createHash("sha256").update(json).digest("hex")}`;
const orderDigest = digestOf('{"status":"delivered","total":20}');

/** The record of a refund that is decided by these steps. */
async function recordOf(
  steps: readonly Step[],
  sources: Parameters<typeof deskOf>[1] = {},
  context: object = {},
  options: Parameters<typeof deskOf>[2] = {},
) {
  const { safeclaw, audit } = deskOf(steps, sources, options);
  await safeclaw.decide("refund_order", refund, context);
  const [record] = audit.records;
  return { facts: record?.facts, redacted: record?.redacted };
}

it("has a digest, or the value where the policy asks for that", async () => {
  expect(await recordOf(both)).toEqual({ facts: { order: orderDigest, user: { id: "u1" } } });
});

it("has the same digest in whatever order the keys come", async () => {
  const order = () => ({ total: 20, status: "delivered", at: new Date() });
  const { facts } = await recordOf([{ effect: "allow", when: delivered }], { order });
  expect(facts).toEqual({ order: orderDigest });
});

it("has those that a caller gave, too", async () => {
  const given = { facts: { order: { status: "delivered", total: 20 }, user: { id: "u9" } } };
  const { facts } = await recordOf(both, {}, given);
  expect(facts).toEqual({ order: orderDigest, user: { id: "u9" } });
});

it("has no facts where none was used", async () => {
  expect(await recordOf([{ effect: "allow" }])).toEqual({});
  expect(await recordOf([{ effect: "deny" }, ...both])).toEqual({});
  const { safeclaw, audit } = deskOf([{ effect: "allow" }, ...both]);
  safeclaw.evaluate("refund_order", refund, { facts: { order: 1 } });
  expect(audit.records[0]).not.toHaveProperty("facts");
});

it("has a digest in the place of a value that is too long, or that goes by a name that is hidden", async () => {
  const long = { id: "\u0000".repeat(300_000) };
  const { facts } = await recordOf([{ effect: "allow", when: known }], { user: () => long });
  expect(facts).toEqual({ user: digestOf(JSON.stringify(long)) });
  const policies = definePolicies<DeskTools, false>({
    ...tablesOf([{ effect: "allow", when: known }]),
    log: [{ tool: "refund_order", path: ["user"], mode: "drop" }],
  });
  const audit = memoryAudit();
  const safeclaw = new SafeClaw(policies, { audit, facts: counted({}).facts });
  await safeclaw.decide("refund_order", refund);
  expect(audit.records[0]?.facts).toEqual({ user: digestOf('{"id":"u1"}') });
});

it("has nothing of those that were given up because another one failed", async () => {
  const sources = {
    order: () => Promise.reject(new Error("no")),
    user: () => new Promise(() => undefined),
  };
  const { facts } = await recordOf(both, sources);
  expect(facts).toEqual({ order: { failed: "threw Error" } });
});

it("hides what names call secrets, at any depth", async () => {
  const user = () => ({ id: "u1", password: "hunter2", cards: [{ api_key: "sk-1" }] });
  expect(await recordOf([{ effect: "allow", when: known }], { user })).toEqual({
    facts: { user: { id: "u1", password: "***", cards: [{ api_key: "***" }] } },
    redacted: ["facts.user.password:mask", "facts.user.cards[].api_key:mask"],
  });
});

it("has a digest where the value is asked for and cannot be kept, and says so", async () => {
  // As JSON it is twice as long, and longer than a record may be.
  const id = '"'.repeat(700_000);
  expect(await recordOf([{ effect: "allow", when: known }], { user: () => ({ id }) })).toEqual({
    facts: { user: digestOf(JSON.stringify({ id })) },
    redacted: ["facts.user:digest"],
  });
});

it("has a value of null as it is", async () => {
  const facts = [
    {
      name: "user",
      arguments: null,
      result: argumentSchema(z, z.union([z.string(), z.null()])),
      log: "full" as const,
    },
  ];
  const policies = definePolicies<DeskTools, false>({
    ...tablesOf([{ effect: "allow", when: reads(() => true, "user") }]),
    facts,
  });
  const audit = memoryAudit();
  const safeclaw = new SafeClaw(policies, { audit });
  await safeclaw.decide("refund_order", refund, { facts: { user: null } });
  expect(audit.records.map((record) => record.facts)).toEqual([{ user: null }]);
});

it("hides in values what the policy hides of the arguments", async () => {
  const policies = definePolicies<DeskTools, false>({
    ...tablesOf([{ effect: "allow", when: known }]),
    log: [{ tool: "refund_order", path: ["order_id"], mode: "mask" }],
  });
  const audit = memoryAudit();
  const user = () => ({ id: "u1", note: "asked for ord_1", order_id: "ord_2" });
  const safeclaw = new SafeClaw(policies, { audit, facts: counted({ user }).facts });
  await safeclaw.decide("refund_order", refund);
  expect(JSON.stringify(audit.records)).not.toMatch(/ord_[12]/u);
  expect(audit.records[0]?.facts).toMatchObject({ user: { id: "u1" } });
});

const named = (name: unknown) => Object.assign(new Error("hunter2"), { name });
const trap = (): never => {
  throw new Error("hunter2");
};

it("says why there was none, without a word of what an error said", async () => {
  const failures: readonly (readonly [source: () => unknown, why: string])[] = [
    [() => Promise.reject(new TypeError("password hunter2")), "threw TypeError"],
    [() => Promise.reject("hunter2"), "threw string"],
    [() => ({ status: 1, total: 1 }), "status: Invalid input: expected string, received number"],
    [() => [], "Invalid input: expected object, received array"],
    [() => undefined, "nothing"],
    [() => new (class Row {})(), "an object that is not plain data"],
    [() => JSON.parse('{"__proto__":1}'), "__proto__: a key that is not allowed"],
    [() => "x".repeat(2 ** 20 + 1), "longer than 1 MiB"],
    [() => ({ status: "x".repeat(2 ** 20), total: 1 }), "longer than 1 MiB"],
    [() => new Proxy({}, { ownKeys: trap }), "an object that cannot be read"],
    [() => Promise.reject(named("hunter2 TypeError")), "threw an error"],
    [() => Promise.reject(named("TypeError hunter2")), "threw an error"],
    [() => Promise.reject(named("E".repeat(64))), `threw ${"E".repeat(64)}`],
    [() => Promise.reject(named("E".repeat(65))), "threw an error"],
    [() => Promise.reject(named(7)), "threw an error"],
    [() => Promise.reject(new Proxy(new Error("no"), { get: trap })), "threw an error"],
  ];
  for (const [order, failed] of failures) {
    const { facts } = await recordOf([{ effect: "allow", when: delivered }], { order });
    expect(facts).toEqual({ order: { failed } });
  }
  const never = { order: () => new Promise(() => undefined) };
  const late = await recordOf(
    [{ effect: "allow", when: delivered }],
    never,
    {},
    { deadlineMs: 10 },
  );
  expect(late.facts).toEqual({ order: { failed: "late" } });
});

it("does not say which keys a fact had that is of another type", async () => {
  const counts = z.record(z.string(), z.number());
  const facts: readonly (readonly [result: z.ZodType, told: unknown, failed: string])[] = [
    [counts, { hunter2: "x" }, "…: Invalid input: expected number, received string"],
    [z.looseObject({ counts }), "hunter2", "Invalid input: expected object, received string"],
    [
      z.looseObject({ counts }),
      { counts: { hunter2: "x" } },
      "counts.…: Invalid input: expected number, received string",
    ],
    [counts.or(z.null()), { hunter2: "x" }, "…: Invalid input: expected number, received string"],
    [
      z.looseObject({ total: z.number() }).or(z.null()),
      { total: "hunter2" },
      "total: Invalid input: expected number, received string",
    ],
  ];
  for (const [result, told, failed] of facts) {
    const fact = { name: "user", arguments: null, result: argumentSchema(z, result) };
    const policies = definePolicies<DeskTools, false>({
      ...tablesOf([{ effect: "allow", when: reads(() => true, "user") }]),
      facts: [fact],
    });
    const audit = memoryAudit();
    const safeclaw = new SafeClaw(policies, { audit });
    await safeclaw.decide("refund_order", refund, { facts: { user: told } });
    expect(audit.records.map((record) => record.facts)).toEqual([{ user: { failed } }]);
  }
});

it.each<[readonly string[] | undefined, string, string]>([
  [undefined, "hunter2", "…"],
  [["id"], "hunter2", "…"],
  [["id"], "id", "id"],
  [["id"], "id.hunter2", "id.…"],
  [["id"], "idhunter2", "…"],
  [["id"], "hunter2.id", "…"],
])("says of the keys of a type with the names %j, at %s: %s", async (names, path, shown) => {
  const explain = () => ({ path, message: "wrong" });
  const result = { accepts: () => false, explain, ...(names && { names }) };
  const policies = definePolicies<DeskTools, false>({
    ...tablesOf([{ effect: "allow", when: reads(() => true, "user") }]),
    facts: [{ name: "user", arguments: null, result }],
  });
  const audit = memoryAudit();
  const safeclaw = new SafeClaw(policies, { audit });
  await safeclaw.decide("refund_order", refund, { facts: { user: { hunter2: 1 } } });
  expect(audit.records[0]?.facts).toEqual({ user: { failed: `${shown}: wrong` } });
});

it("says of one that a caller gives and that cannot be looked at that it cannot", async () => {
  const facts = Object.defineProperty({}, "order", { enumerable: true, get: trap });
  const record = await recordOf([{ effect: "allow", when: delivered }], {}, { facts });
  expect(record.facts).toEqual({ order: { failed: "an object that cannot be read" } });
});

it("has all that were asked for where none failed, and not those that nobody lacked", async () => {
  const steps: Step[] = [
    { effect: "allow", when: known },
    { effect: "allow", when: delivered },
  ];
  const order = async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { status: "delivered", total: 20 };
  };
  const given = { facts: { staff: true } };
  expect((await recordOf(steps, { order }, given)).facts).toEqual({
    order: orderDigest,
    user: { id: "u1" },
  });
});

it("is told to onDecision, and not to who asked for the decision", async () => {
  const calls: DecidedCall[] = [];
  const safeclaw = new SafeClaw(policiesOf(both), {
    audit: false,
    facts: counted({}).facts,
    onDecision: (_, call) => void calls.push(call),
  });
  const decision = await safeclaw.decide("refund_order", refund);
  expect(calls.map(({ facts }) => facts)).toEqual([{ order: orderDigest, user: { id: "u1" } }]);
  expect(JSON.stringify(decision)).not.toContain("u1");
});

it("stands in the log's files, whose chain holds, and not with the outcome", async () => {
  const folder = mkdtempSync(join(tmpdir(), "safeclaw-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { facts } = counted({});
  const safeclaw = new SafeClaw(policiesOf(both), { audit: fileAudit(folder), facts });
  const decision = await safeclaw.decide("refund_order", refund);
  if (decision.allowed) await safeclaw.run(decision, () => "done");
  await safeclaw.close();
  const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
  const used = lines.map((line) => JSON.parse(line).facts);
  expect(used).toEqual([{ order: orderDigest, user: { id: "u1" } }, undefined]);
  const { entries } = await readAudit(folder);
  expect(entries[0]?.record.facts).toEqual(used[0]);
  expect((await verifyAudit(folder)).intact).toBe(true);
});
