// `safeclaw evaluate` with facts: as they are given, checked like any, and nothing looked up.

import { rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { folder, keptFolder, write } from "./folder.js";
import { type Ran, safeclaw } from "./safeclaw.js";

const files = {
  "package.json": "{}",
  "safeclaw.yaml": `version: 1
tools: ./tools.ts
facts: ./facts.ts
policies:
  - name: desk
    actions:
      - tool: refund_order
        effect: allow
        when: facts.order.open && now < timestamp("2026-06-01T00:00:00Z")
`,
  "tools.ts": "export declare function refund_order(args: { order_id: string }): void;\n",
  "facts.ts":
    "export function order(args: { order_id: string }): { open: boolean } {\n  throw new Error(args.order_id);\n}\n",
};

const call = ["--tool", "refund_order", "--args", '{"order_id":"ord_1"}'];

/** One for all, so that the modules are read once. */
const project = keptFolder();
write(project, files);
afterAll(() => rmSync(project, { recursive: true }));

const evaluate = (path: string, ...options: string[]): Promise<Ran> =>
  safeclaw(["evaluate", ...options], path);

it("a call is decided by the facts that are given", async () => {
  const lines = [
    { facts: { order: { open: true } }, now: "2026-01-01T00:00:00Z" },
    { facts: { order: { open: true } }, now: "2026-07-01T00:00:00+02:00" },
    { facts: { order: { open: false } } },
    { facts: { order: { open: 1 } } },
    { facts: {} },
    {},
  ].map((more) => JSON.stringify({ tool: "refund_order", args: { order_id: "ord_1" }, ...more }));
  const calls = folder({ "calls.jsonl": lines.join("\n") });
  const { stdout, exit } = await evaluate(project, "--calls", `${calls}/calls.jsonl`);
  const codes = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).code);
  expect({ exit, codes }).toEqual({
    exit: 0,
    codes: [null, "no-rule", "no-rule", "fact-failed", "fact-failed", "fact-failed"],
  });
});

it("a fact that is not given has failed, and the way out is said", async () => {
  const { stdout, stderr, exit } = await evaluate(project, ...call);
  expect(exit).toBe(1);
  expect(stdout).toContain("  code     fact-failed\n");
  expect(stderr).toBe(
    "  = help: nothing is looked up here; give facts with `--facts` (`order`: not given)\n",
  );
  const odd = await evaluate(project, ...call, "--facts", '{"order": {"open": "yes"}}');
  expect(odd.stderr).toContain("(`order`: open: Invalid input: expected boolean, received string)");
});

it.each(["[]", "null", "{", "5", ""])("`--facts %s` is no object of facts", async (facts) => {
  const { exit, stderr } = await evaluate(project, ...call, "--facts", facts);
  expect(exit).toBe(2);
  expect(stderr).toContain("`--facts` is no JSON object");
});

it.each([
  ['"facts": [1]', "`facts` is no object of facts by name"],
  ['"facts": "order"', "`facts` is no object of facts by name"],
  ['"now": "tomorrow"', "`now` is no time such as `2026-01-31T12:00:00Z`"],
  ['"now": "2026-02-31T00:00:00Z"', "`now` is no time"],
  ['"now": 5', "`now` is not a string"],
])("a line with %s is no call", async (more, says) => {
  const calls = folder({ "calls.jsonl": `{"tool": "refund_order", "args": {}, ${more}}` });
  const { exit, stderr } = await evaluate(project, "--calls", `${calls}/calls.jsonl`);
  expect(exit).toBe(1);
  expect(stderr).toContain(says);
});

it("a fact that the policy does not have is named, and those that it has", async () => {
  const misspelt = await evaluate(project, ...call, "--facts", '{"ordr": {"open": true}}');
  expect(misspelt).toMatchObject({ exit: 2, stdout: "" });
  expect(misspelt.stderr).toBe(
    "error: `--facts`: unknown fact `ordr`: did you mean `order`?\n  = help: the facts are `order`\n",
  );
  const lines = ['{"tool": "refund_order"}', '{"tool": "refund_order", "facts": {"toString": 1}}'];
  const calls = folder({ "calls.jsonl": lines.join("\n") });
  const inFile = await evaluate(project, "--calls", `${calls}/calls.jsonl`);
  expect(inFile).toMatchObject({ exit: 1, stdout: "" });
  expect(inFile.stderr).toContain(
    "calls.jsonl:2: unknown fact `toString`\n  = help: the facts are `order`\n",
  );
});

it("a policy without facts knows none", async () => {
  const yaml = files["safeclaw.yaml"].replace("facts: ./facts.ts\n", "").replace(/ +when.*\n/u, "");
  const { exit, stderr } = await evaluate(
    folder({ ...files, "safeclaw.yaml": yaml }),
    ...call,
    "--facts",
    '{"order": {}}',
  );
  expect(exit).toBe(2);
  expect(stderr).toContain("= help: the policy has no facts");
});
