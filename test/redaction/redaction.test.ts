// What a record holds of arguments: what the policy lets it, and no secrets where the policy says nothing.

import {
  type AuditSink,
  type DecidedCall,
  type Decision,
  SafeClaw,
} from "@authensor/safeclaw-runtime";
import { describe, expect, test } from "vitest";
import { memoryAudit } from "../runtime/memory-audit.js";
import { compileInMemory } from "../support/compile-in-memory.js";
import {
  anyone,
  log,
  policyWith,
  recordOf,
  refunding,
  shop,
  shopWithoutLog,
  toolsJson,
} from "./shop.js";

const kept = async (tool: string, args: unknown, policies = shop) => {
  const { args: recorded, redacted } = await recordOf(tool, args, policies);
  return { args: recorded, redacted };
};

describe("as the policy says", () => {
  test.each<[string, object, object, readonly string[]]>([
    ["mask", { card_number: "4111" }, { card_number: "***" }, ["card_number:mask"]],
    ["mask, a number", { card_number: 4111 }, { card_number: "***" }, ["card_number:mask"]],
    [
      "hash",
      { customer: { email: "a@b.c", name: "Ada" } },
      { customer: { email: "hmac:<a@b.c>", name: "Ada" } },
      ["customer.email:hash"],
    ],
    [
      "hash, an object",
      { address: { street: "x", geo: { lat: 1 } } },
      { address: { street: "x", geo: 'hmac:<{"lat":1}>' } },
      ["address.geo:hash"],
    ],
    [
      "drop, in every item",
      { lines: [{ sku: "a", pieces: 1 }, { pieces: 2 }, { sku: "b" }] },
      { lines: [{ pieces: 1 }, { pieces: 2 }, {}] },
      ["lines[].sku:drop"],
    ],
    ["drop, items", { tags: ["a", "b"] }, { tags: [] }, ["tags[]:drop"]],
    [
      "mask, items",
      { customer: { notes: ["a", "b"] } },
      { customer: { notes: ["***", "***"] } },
      ["customer.notes[]:mask"],
    ],
  ])("%s", async (_, args, recorded, redacted) => {
    expect(await kept("refund_order", args)).toEqual({ args: recorded, redacted });
    expect(await kept("refund_order", JSON.stringify(args))).toEqual({ args: recorded, redacted });
  });

  test("full, though its name is that of a secret", async () => {
    const args = { token: "x".repeat(10_000) };
    expect(await kept("refund_order", args)).toEqual({ args, redacted: undefined });
  });

  test("full, though there is more than would be kept of all else", async () => {
    const args = { tags: [], lines: Array(9000).fill({ pieces: 1 }), token: "x".repeat(80_000) };
    const { args: recorded, redacted } = await kept("refund_order", args);
    expect(JSON.stringify(recorded).length).toBeLessThan(200_000);
    expect(recorded).toMatchObject({ token: args.token });
    expect(redacted).toEqual(["lines[]:cut", "lines:cut"]);
  });

  test("in the order of the arguments, each place once", async () => {
    const args = { lines: [{ sku: "a" }, { sku: "b" }], order_id: "1", card_number: "4" };
    const { redacted } = await kept("refund_order", args);
    expect(redacted).toEqual(["lines[].sku:drop", "card_number:mask"]);
  });

  test("nothing where nothing is there to hide, and null is nothing", async () => {
    const args = { order_id: "1", customer: null, lines: [] };
    expect(await kept("refund_order", args)).toEqual({ args, redacted: undefined });
  });

  test("calls that are denied by the tool's name", async () => {
    expect(await kept("delete_order", { reason: "x" })).toEqual({
      args: {},
      redacted: ["reason:drop"],
    });
  });

  test("arguments that are of another shape than the tool's", async () => {
    const wrong = { customer: '{"email":"a@b.c"}', lines: { 0: { sku: "a" } }, tags: "a" };
    expect(await kept("refund_order", wrong)).toEqual({
      args: { customer: "***", lines: "***", tags: "***" },
      redacted: ["customer:mask", "lines:mask", "tags:mask"],
    });
  });

  test.each<[string, object, object, readonly string[]]>([
    [
      "of the tool's own names",
      { order_id: 1, amount: "4111", card_number: "4111" },
      { order_id: "***", amount: "***", card_number: "***" },
      ["order_id:mask", "amount:mask", "card_number:mask"],
    ],
    [
      "of names that are not the tool's, how many there are",
      { order_id: "1", Kreditkarte: "4111", "4111": true, input: { card: "4111" } },
      { order_id: "***" },
      ["order_id:mask", "[+3]:drop"],
    ],
    ["of a call that has but such names", { card: "4111" }, {}, ["[+1]:drop"]],
    [
      "not even what is kept in full of calls that fit",
      { token: "4111", amount: "1" },
      { token: "***", amount: "***" },
      ["token:mask", "amount:mask"],
    ],
  ])("arguments that do not fit the tool: %s", async (_, args, recorded, redacted) => {
    expect(await kept("refund_order", args)).toEqual({ args: recorded, redacted });
  });

  test("arguments that fit, though the tool's name was enough to deny the call", async () => {
    const args = { order_id: "1", card_number: "4111" };
    const policies = compileInMemory({
      yaml: policyWith(log).replace("effect: allow", "effect: deny"),
      toolsJson,
    });
    expect(await kept("refund_order", args, policies)).toEqual({
      args: { order_id: "1", card_number: "***" },
      redacted: ["card_number:mask"],
    });
  });

  test("a tool that does not exist, whichever the model meant", async () => {
    const args = { order_id: "1", card_number: "4111", customer: { email: "a@b.c" }, card: "4111" };
    expect(await kept("Refund-Order", args)).toEqual({
      args: { order_id: "***", card_number: "***", customer: "***" },
      redacted: ["order_id:mask", "card_number:mask", "customer:mask", "[+1]:drop"],
    });
    expect(await kept("refundOrder", "order 1, card 4111")).toEqual({
      args: null,
      redacted: [":drop"],
    });
    const plain = { args, redacted: ["card_number:mask"] };
    expect(await kept("Refund-Order", args, shopWithoutLog)).toEqual({
      ...plain,
      args: { ...args, card_number: "***" },
    });
  });

  test("text that is no JSON: nothing of it", async () => {
    expect(await kept("refund_order", '{"order_id":"1"')).toEqual({
      args: null,
      redacted: [":drop"],
    });
  });
});

describe("without a word of the policy", () => {
  const secret =
    "password Password new_password dbPassword userpassword password2 PASSWORD passwd pwd";
  const others =
    "secret clientSecret token access_token accesstoken X-Auth-Token api_key apiKey APIKey apikey x-api-key authorization Authorization cookie Set-Cookie PINCode userPIN passCode pass_key private_key accessKey card_number creditCardNumber credit_card cvv CVV2 ssn pin credentials passphrase jwt pass\u200bword ｐａｓｓｗｏｒｄ auth X-Auth Auth2 pass PASS bearer bearerValue pw db_pw session_id sessionId sessionid connection_string ConnectionString connectionstring mnemonic wallet_mnemonic seed_phrase seedPhrase";
  test.each([...secret.split(" "), ...others.split(" ")])("%s is masked", async (name) => {
    const args = { url: "x", body: [{ [name]: "hush" }] };
    expect(await kept("call_api", args)).toEqual({
      args: { url: "x", body: [{ [name]: "***" }] },
      redacted: [`body[].${name}:mask`],
    });
  });

  test.each(
    "max_tokens author passenger shipping spinning secretary bypass tokenizer compass cards key customer_id auth_method authority boarding_pass pass_count passed pwm session_idle session_name seed phrase connection".split(
      " ",
    ),
  )("%s is not", async (name) => {
    const args = { [name]: "open" };
    expect(await kept("call_api", args)).toEqual({ args, redacted: undefined });
  });

  test("whatever stands there, and tells neither length nor type", async () => {
    const args = { password: 7, token: null, secret: { a: [1] }, cookie: "", pin: true };
    const { args: recorded } = await kept("call_api", args);
    expect(new Set(Object.values(Object(recorded)))).toEqual(new Set(["***"]));
  });

  test("of unknown tools, too", async () => {
    const args = { login: { password: "hush" } };
    expect(await kept("no_such_tool", args, shopWithoutLog)).toEqual({
      args: { login: { password: "***" } },
      redacted: ["login.password:mask"],
    });
  });

  test.each([
    '{"password": "hush"',
    '{"p\\u0061ssword": "hush"',
    '{"\\x70assword": "hush"',
    '{"\\x7Aip": 1, "pass\\x57ord": "hush"',
    "{'api_key': 'hush'}",
    '{"body": "{\\"p\\\\u0061ssword\\": 1}',
    "POST /login Authorization: Bearer hush",
    '{"auth": "hush"',
    '{"name": "x", "pass": "hush"',
  ])("text that is no JSON and names a secret: nothing of %s", async (raw) => {
    expect(await kept("call_api", raw)).toEqual({ args: null, redacted: [":drop"] });
  });

  test("text that is no JSON and names none stays", async () => {
    expect(await kept("call_api", '{"url": ')).toEqual({ args: '{"url": ', redacted: undefined });
  });
});

describe("what is too much is cut, and said", () => {
  test("a long text", async () => {
    const { args, redacted } = await kept("call_api", { url: "x".repeat(10_000) });
    expect(args).toEqual({ url: `${"x".repeat(8192)} … (1808 more characters)` });
    expect(redacted).toEqual(["url:cut"]);
  });

  test("not a text of 8 Ki characters", async () => {
    const whole = { url: "x".repeat(8192) };
    expect(await kept("call_api", whole)).toEqual({ args: whole, redacted: undefined });
    const { args } = await kept("call_api", { url: `${whole.url}x` });
    expect(args).toEqual({ url: `${whole.url} … (1 more characters)` });
  });

  test("many texts: the rest is left out", async () => {
    const list = Array.from({ length: 1000 }, () => "x".repeat(1000));
    const { args, redacted } = await kept("call_api", { list, url: "y", password: "hush" });
    expect(Object(args).list).toHaveLength(65);
    expect(args).not.toHaveProperty("url");
    expect(redacted).toEqual(["list:cut", ":cut"]);
  });

  test("many keys, and one that is long", async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`pin${at}`, 1]));
    const { args, redacted } = await kept("call_api", { many });
    expect(JSON.stringify([args, redacted]).length).toBeLessThan(250_000);
    expect(redacted?.at(-1)).toBe("many:cut");
    expect(await kept("call_api", { ["x".repeat(70_000)]: 1 })).toEqual({
      args: {},
      redacted: [":cut"],
    });
  });

  test("endless escapes, in no time", async () => {
    const raw = "\\".repeat(60_000);
    expect(await kept("call_api", raw)).toEqual({ args: raw, redacted: undefined });
  });

  test("what lies deep", async () => {
    const deep = Array.from({ length: 60 }).reduce<object>((inner) => ({ inner }), {});
    const { args, redacted } = await kept("call_api", deep);
    expect(JSON.stringify(args)).toBe(`${'{"inner":'.repeat(32)}"…"${"}".repeat(32)}`);
    expect(redacted).toEqual([`${Array(32).fill("inner").join(".")}:cut`]);
  });
});

describe("the reason", () => {
  const reasonOf = async (args: unknown, policies = shop) =>
    (await recordOf("refund_order", args, policies)).reason;

  test("says nothing of what is in an argument that is hidden", async () => {
    const args = { address: { geo: { "canary@example.org": 1 } } };
    expect(await reasonOf(args, shopWithoutLog)).toContain("canary@example.org");
    expect(await reasonOf(args)).toBe('invalid arguments: address: Unrecognized key: "***"');
    expect(await reasonOf({ lines: [{ sku: { canary: 1 } }] })).toMatch(
      /^invalid arguments: lines: Invalid input: expected string, received object$/u,
    );
  });

  test("nor a name that the tool does not have", async () => {
    expect(await reasonOf({ order_id: "1", 'a"canary': 1, b: 2 })).toBe(
      'invalid arguments: Unrecognized keys: "***"',
    );
    expect(await reasonOf({ order_id: "1", canary: 1n })).toBe(
      "malformed arguments: a value of type bigint, which JSON does not have",
    );
    expect(await reasonOf('{"canary":1,"canary":2}')).toBe(
      "malformed arguments: a key that is given twice",
    );
  });

  test("nor one that the tool takes, whatever it is called", async () => {
    const numbers = {
      type: "object",
      properties: { card: {} },
      additionalProperties: { type: "number" },
    };
    const policies = compileInMemory({
      yaml: policyWith("log:\n  call_api:\n    card: mask\n"),
      toolsJson: JSON.stringify(
        ["refund_order", "call_api", "delete_order"].map((name) => ({ name, parameters: numbers })),
      ),
    });
    const record = await recordOf("call_api", { card: 1, canary: "x" }, policies);
    expect(record).toMatchObject({ args: { card: "***" }, redacted: ["card:mask", "[+1]:drop"] });
    expect(record.reason).toBe(
      "invalid arguments: Invalid input: expected number, received string",
    );
  });

  test("nor what is in a secret in a list, where the log says nothing", async () => {
    const rows = {
      type: "array",
      items: { type: "object", properties: { pin: { type: "string" } } },
    };
    const policies = compileInMemory({
      yaml: policyWith(""),
      toolsJson: JSON.stringify(
        ["refund_order", "call_api", "delete_order"].map((name) => ({
          name,
          parameters: { type: "object", properties: { rows } },
        })),
      ),
    });
    const record = await recordOf("call_api", { rows: [{ pin: "1" }, { pin: 2 }] }, policies);
    expect(record.redacted).toEqual(["rows[].pin:mask"]);
    expect(record.reason).toBe(
      "invalid arguments: rows[].pin: Invalid input: expected string, received number",
    );
  });

  test("says where, and what is wrong there", async () => {
    const wrong = await reasonOf({ card_number: "4", amount: "1" });
    expect(wrong).toMatch(/^invalid arguments: amount: .*expected number/u);
    expect(wrong).toBe(await reasonOf({ card_number: "4", amount: "1" }, shopWithoutLog));
  });
});

describe("onDecision", () => {
  const toldOf = async (tool: string, args: unknown) => {
    const told: [Decision, DecidedCall][] = [];
    const safeclaw = new SafeClaw(await shop, {
      audit: false,
      onDecision: (...what) => void told.push(what),
    });
    return { decision: safeclaw.evaluate(tool, args, anyone), told };
  };

  test("is told no more than the record holds", async () => {
    const args = { order_id: "1", card_number: "canary" };
    const { decision, told } = await toldOf("refund_order", args);
    expect(JSON.stringify(told)).not.toContain("canary");
    expect(told[0]?.[0]).toMatchObject({ allowed: true, args: { card_number: "***" } });
    expect(decision.args).toEqual(args);
  });

  test("a sink that keeps no key denies nothing for that", async () => {
    const audit = memoryAudit();
    const safeclaw = new SafeClaw(await shop, { audit });
    const { allowed } = safeclaw.evaluate(refunding, { customer: { email: "canary" } }, anyone);
    expect([allowed, audit.records[0]?.args]).toEqual([true, { customer: { email: "***" } }]);
  });

  test("is told that what would be hashed was masked, where nobody keeps a key", async () => {
    const { told } = await toldOf("refund_order", { customer: { email: "canary" } });
    expect(told[0]?.[1]).toMatchObject({
      args: { customer: { email: "***" } },
      redacted: ["customer.email:mask"],
    });
  });
});

test("a stand-in that cannot be made denies the call, and is no way around", async () => {
  for (const pseudonym of [() => fail(), () => 7]) {
    const audit = Object.assign(memoryAudit(), { pseudonym });
    // INVARIANT: a sink that answers with no text is one that TypeScript refuses, and JavaScript does not.
    const safeclaw = new SafeClaw(await shop, { audit: audit as AuditSink });
    const hashed = { customer: { email: "canary" } };
    expect(safeclaw.evaluate(refunding, hashed, anyone)).toMatchObject({
      allowed: false,
      code: "audit-failed",
    });
    expect(audit.records).toMatchObject([
      { code: "audit-failed", args: { customer: { email: "***" } } },
    ]);
    expect(safeclaw.evaluate(refunding, { order_id: "1" }, anyone).allowed).toBe(true);
  }
});

function fail(): never {
  throw new Error("no key");
}
