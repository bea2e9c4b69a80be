// What a record holds of arguments: what the policy lets it, and no secrets where the policy says nothing.

import {
  type AuditSink,
  type DecidedCall,
  type Decision,
  SafeClaw,
} from "@authensor/safeclaw-runtime";
import { describe, expect, test } from "vitest";
import { memoryAudit } from "../runtime/memory-audit.js";
import { anyone, recordOf, refunding, shop, shopWithoutLog } from "./shop.js";

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

  test("arguments in other places than the tool's, or called a little differently", async () => {
    const wrong = {
      arguments: { card_number: "4111" },
      Customer: { E_mail: "a@b.c" },
      customerEmail: "a@b.c",
      input: '{"sku": "a"}',
      note: "lost {}",
    };
    expect(await kept("refund_order", wrong)).toEqual({
      args: {
        arguments: { card_number: "***" },
        Customer: { E_mail: "***" },
        customerEmail: "***",
        input: "***",
        note: "lost {}",
      },
      redacted: [
        "arguments.card_number:mask",
        "Customer.E_mail:mask",
        "customerEmail:mask",
        "input:mask",
      ],
    });
  });

  test("a tool that does not exist, whichever the model meant", async () => {
    const args = { order_id: "1", card_number: "4111", customer: { email: "a@b.c" }, tags: ["a"] };
    const { args: recorded, redacted } = await kept("Refund-Order", args);
    expect(recorded).toEqual({
      order_id: "1",
      card_number: "***",
      customer: { email: "***" },
      tags: "***",
    });
    expect(redacted).toEqual(["card_number:mask", "customer.email:mask", "tags:mask"]);
    const text = 'refund_order(order_id="1", customer.email="a@b.c")';
    expect(await kept("refundOrder", text)).toEqual({ args: null, redacted: [":drop"] });
    expect(await kept("refundOrder", "no JSON")).toEqual({ args: "no JSON", redacted: undefined });
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
    "secret clientSecret token access_token accesstoken X-Auth-Token api_key apiKey APIKey apikey x-api-key authorization Authorization cookie Set-Cookie private_key accessKey card_number creditCardNumber credit_card cvv CVV2 ssn pin credentials passphrase jwt pass\u200bword ｐａｓｓｗｏｒｄ";
  test.each([...secret.split(" "), ...others.split(" ")])("%s is masked", async (name) => {
    const args = { url: "x", body: [{ [name]: "hush" }] };
    expect(await kept("call_api", args)).toEqual({
      args: { url: "x", body: [{ [name]: "***" }] },
      redacted: [`body[].${name}:mask`],
    });
  });

  test.each(
    "max_tokens author passenger shipping spinning secretary bypass tokenizer compass cards key customer_id".split(
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
    expect(await kept("no_such_tool", { login: { password: "hush" } })).toEqual({
      args: { login: { password: "***" } },
      redacted: ["login.password:mask"],
    });
  });

  test.each([
    '{"password": "hush"',
    '{"p\\u0061ssword": "hush"',
    "{'api_key': 'hush'}",
    '{"body": "{\\"p\\\\u0061ssword\\": 1}',
    "POST /login Authorization: Bearer hush",
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

  test("many texts: the rest is left out", async () => {
    const list = Array.from({ length: 1000 }, () => "x".repeat(1000));
    const { args, redacted } = await kept("call_api", { list, url: "y", password: "hush" });
    expect(JSON.stringify(args).length).toBeLessThan(70_000);
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
    expect(await reasonOf(args)).toBe("invalid arguments: address.geo");
    expect(await reasonOf({ address: { geo: { "canary@example.org": 1n } } })).toBe(
      "malformed arguments",
    );
    expect(await reasonOf({ lines: [{ sku: { canary: 1 } }] })).toBe(
      "invalid arguments: lines[].sku",
    );
  });

  test("says as much as ever of all others", async () => {
    expect(await reasonOf({ card_number: "4", amount: "1" })).toMatch(
      /^invalid arguments: amount: ./u,
    );
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
