// `safeclaw evaluate`: the compiled guard's answer, from a folder that has nothing but a policy.

import { describe, expect, it } from "vitest";
import { folder, snapshot } from "./folder.js";
import { type Ran, safeclaw } from "./safeclaw.js";
import { policy, project, scoped } from "./samples.js";

const files = {
  ...project,
  "safeclaw.yaml": `${policy}      - tool: get_customer
        effect: deny
        reason: Ask a person
  - name: later
    assistant_id: asst_1
    actions:
      - tool: file_search
        effect: require_approval
`,
};

const evaluate = (path: string, ...options: string[]): Promise<Ran> =>
  safeclaw(["evaluate", ...options], path);

const refund = (amount: unknown): string[] => [
  "--tool",
  "refund_order",
  "--args",
  JSON.stringify({ order_id: "ord_1", amount }),
];

describe("one call", () => {
  it.each<[string, string[], number, string]>([
    [
      "is allowed",
      [...refund(100), "--assistant", "asst_1"],
      0,
      "allowed  refund_order\n  reason   allowed\n  rule     support/refund_order\n  at       safeclaw.yaml:7\n",
    ],
    [
      "fails a constraint",
      [...refund(101), "--assistant", "asst_1"],
      1,
      "denied  refund_order\n  reason   amount must be at most 100\n  code     constraint\n  argument amount\n  rule     support/refund_order/max_amount\n  at       safeclaw.yaml:10\n",
    ],
    [
      "is denied by name, whatever its arguments",
      ["--tool", "get_customer", "--args", "{nonsense", "--assistant", "asst_1"],
      1,
      "denied  get_customer\n  reason   Ask a person\n  code     denied\n  rule     support/get_customer\n  at       safeclaw.yaml:11\n",
    ],
    [
      "needs an approval",
      ["--tool", "file_search", "--assistant", "asst_1"],
      1,
      "needs approval  file_search\n",
    ],
    [
      "has arguments that are no JSON",
      ["--tool", "refund_order", "--args", "{", "--assistant", "asst_1"],
      1,
      "malformed-arguments",
    ],
    ["has none", ["--tool", "refund_order", "--assistant", "asst_1"], 1, "invalid-arguments"],
    [
      "has a key twice",
      ["--tool", "refund_order", "--args", '{"amount":1,"amount":2}', "--assistant", "asst_1"],
      1,
      "malformed-arguments",
    ],
    ["has a number in quotes", [...refund("50"), "--assistant", "asst_1"], 1, "invalid-arguments"],
    ["does not say who calls", refund(1), 1, "unknown-assistant"],
  ])("that %s", async (_, options, exit, says) => {
    const ran = await evaluate(folder(files), ...options);
    expect(ran).toMatchObject({ exit, stderr: "", stdout: expect.stringContaining(says) });
  });

  it.each([
    ["refund_ordr", "did you mean `refund_order`?"],
    ["launch", "the tools are `get_customer`, `refund_order`, `code_interpreter`, `file_search`"],
  ])("that is of no tool: %s, with help beside the decision", async (tool, help) => {
    const options = ["--tool", tool, "--assistant", "asst_1"];
    const stderr = `  = help: ${help}\n`;
    const path = folder(files);
    const stdout = expect.stringContaining("unknown-tool");
    expect(await evaluate(path, ...options)).toEqual({ exit: 1, stdout, stderr });
    const asData = await evaluate(path, ...options, "--json");
    expect(asData).toEqual({ exit: 1, stdout, stderr });
    expect(JSON.parse(asData.stdout)).toMatchObject({ code: "unknown-tool", shadow: null });
  });

  it("is one decision as JSON, with nothing left out", async () => {
    const path = folder({ ...project, "safeclaw.yaml": scoped });
    const denied = await evaluate(path, ...refund(101), "--assistant", "asst_1", "--json");
    expect(denied).toMatchObject({ exit: 1, stderr: "" });
    expect(JSON.parse(denied.stdout)).toEqual({
      allowed: false,
      effect: "deny",
      code: "constraint",
      rule: "support/refund_order/max_amount",
      line: 11,
      reason: "amount must be at most 100",
      path: "amount",
      shadow: null,
    });
    const allowed = await evaluate(path, ...refund(100), "--assistant", "asst_1", "--json");
    expect(allowed).toMatchObject({ exit: 0, stderr: "" });
    expect(JSON.parse(allowed.stdout)).toMatchObject({
      allowed: true,
      effect: "allow",
      code: null,
      rule: "support/refund_order",
      line: 8,
      path: null,
      shadow: null,
    });
  });
});

describe("a file of calls", () => {
  const lines = [
    '{"tool": "refund_order", "args": {"order_id": "o", "amount": 1}, "assistant": "asst_1"}',
    '{"tool": "refund_order", "arguments": "{\\"order_id\\": \\"o\\", \\"amount\\": 101}", "assistant": "asst_1", "thread": "t", "run": "r", "call": "c"}',
    "",
    '{"tool": "refund_order", "arguments": "{\\"amount\\": 1, \\"amount\\": 1}", "assistant": "asst_1"}',
    '{"tool": "refund_order", "args": {"order_id": "o", "amount": 1}, "assistant": null}',
    '{"tool": "nothing", "assistant": "asst_1"}',
  ];
  const codes = [null, "constraint", "malformed-arguments", "unknown-assistant", "unknown-tool"];

  it.each([["\n"], ["\r\n"]])(
    "gives a decision a line, in order, and is content with denials (%j)",
    async (lineEnd) => {
      const path = folder({ ...files, "calls.jsonl": lines.join(lineEnd) });
      const ran = await evaluate(path, "--calls", "calls.jsonl");
      expect(ran).toMatchObject({ exit: 0, stderr: "" });
      const decisions = ran.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(decisions.map(({ code }) => code)).toEqual(codes);
      for (const decision of decisions) {
        expect(Object.keys(decision)).toEqual([
          "allowed",
          "effect",
          "code",
          "rule",
          "line",
          "reason",
          "path",
          "shadow",
        ]);
      }
      expect(await evaluate(path, "--calls", "calls.jsonl", "--json")).toEqual(ran);
    },
  );

  it.each([
    ["is no JSON", "{", "this is not JSON"],
    ["is no object", "[]", "a call is a JSON object"],
    ["has no tool", "{}", "`tool` is missing"],
    ["has a tool that is a number", '{"tool": 1}', "`tool` is not a string"],
    ["has an unknown key", '{"tool": "t", "argumens": "{}"}', "unknown key `argumens`"],
    ["has its arguments twice", '{"tool": "t", "args": {}, "arguments": "{}"}', "not both"],
    [
      "has raw arguments that are no text",
      '{"tool": "t", "arguments": {}}',
      "`arguments` is not a string",
    ],
  ])("decides nothing where a line %s, and names the line", async (_, line, says) => {
    const path = folder({ ...files, "calls.jsonl": `${lines[0]}\n\n${line}\n` });
    const ran = await evaluate(path, "--calls", "calls.jsonl");
    expect(ran).toMatchObject({ exit: 1, stdout: "" });
    expect(ran.stderr).toContain("calls.jsonl:3: ");
    expect(ran.stderr).toContain(says);
  });
});

it("needs no compile, no node_modules and no zod of the project's, and leaves no trace", async () => {
  const path = folder({ ...files, "package.json": "{}" });
  const before = snapshot(path);
  expect(await evaluate(path, ...refund(1), "--assistant", "asst_1")).toMatchObject({ exit: 0 });
  expect(snapshot(path)).toEqual(before);
});

it("says what is wrong where the policy does not compile, in either form", async () => {
  const path = folder({ ...files, "safeclaw.yaml": policy.replace("allow", "alow") });
  const text = await evaluate(path, ...refund(1));
  expect(text).toMatchObject({ exit: 1, stdout: "" });
  expect(text.stderr).toContain("error[SC4004]");
  expect(text.stderr).toMatch(/the policy does not compile: 1 error\n$/u);
  const json = await evaluate(path, ...refund(1), "--json");
  expect(json).toMatchObject({ exit: 1, stderr: "" });
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, diagnostics: [{ code: "SC4004" }] });
});
