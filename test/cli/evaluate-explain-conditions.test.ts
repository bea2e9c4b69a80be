// `safeclaw evaluate --explain` of conditions: what each read of the call, the facts, the caller and the clock, and why it has no answer.

import { rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { folder, keptFolder, write } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const files = {
  "package.json": "{}",
  "tools.ts": `
export async function refund_order(args: {
  order_id: string;
  amount: number;
  note?: string;
  items: { sku: string }[];
}) {
  return args;
}
`,
  "facts.ts": `
interface Order {
  status: string;
  total: number;
}
export async function order(args: { order_id: string }): Promise<Order | null> {
  return args.order_id === "" ? null : { status: "open", total: 1 };
}
export interface CallerFacts {
  user: { id: string; roles: string[] };
}
`,
  "safeclaw.yaml": `version: 1
tools: ./tools.ts
facts: ./facts.ts
policies:
  - name: desk
    actions:
      - tool: refund_order
        effect: deny
        when: args.items.exists(item, item.sku == "bad")
      - tool: refund_order
        effect: require_approval
        when: args.amount > 100.0 && "clerk" in facts.user.roles
      - tool: refund_order
        effect: allow
        constraints:
          min_amount: 1
          require:
            - that: facts.order != null && args.amount <= facts.order.total
              otherwise: no more than the order
            - that: has(args.note) || args["order_id"].startsWith("ord_")
`,
};

const user = { id: "u1", roles: ["clerk"] };
const order = { status: "open", total: 20 };

/** One for all, so that the modules are read once. */
const project = keptFolder();
write(project, files);
afterAll(() => rmSync(project, { recursive: true }));

async function explain(args: object, facts: object): Promise<string> {
  const call = ["--tool", "refund_order", "--args", JSON.stringify(args)];
  const options = ["evaluate", "--explain", ...call, "--facts", JSON.stringify(facts)];
  const { stdout } = await safeclaw(options, project);
  return stdout.slice(stdout.indexOf("considered"), stdout.search(/fact {2}|nearest|$/u));
}

const refund = (more: object = {}) => ({ order_id: "ord_1", amount: 50, items: [], ...more });

it("each with the values that it read, and no more of an object than that", async () => {
  expect(await explain(refund({ items: [{ sku: "a" }] }), { user, order })).toBe(
    `considered, in the order of the guard
  desk/refund_order  deny  does not apply  safeclaw.yaml:7
    ✗ when args.items.exists(item, item.sku == "bad")
        args.items  [{"sku":"a"}]
  desk/refund_order#2  require_approval  does not apply  safeclaw.yaml:10
    ✗ when args.amount > 100.0 && "clerk" in facts.user.roles
        args.amount       50
        facts.user.roles  ["clerk"]
  desk/refund_order#3  allow  decides  safeclaw.yaml:13
    ✓ amount must be at least 1  saw 50
    ✗ facts.order != null && args.amount <= facts.order.total
        args.amount        50
        facts.order.total  20
    ✓ has(args.note) || args["order_id"].startsWith("ord_")
        args.note      absent
        args.order_id  "ord_1"
`,
  );
});

it("what is null or absent, and nothing within it", async () => {
  expect(await explain(refund({ amount: 5 }), { user, order: null })).toContain(
    `    ✗ facts.order != null && args.amount <= facts.order.total
        args.amount  5
        facts.order  null
`,
  );
});

it("a fact that the decision lacks, and those that nothing asked for", async () => {
  expect(await explain(refund(), {})).toBe(
    `considered, in the order of the guard
  desk/refund_order  deny  does not apply  safeclaw.yaml:7
    ✗ when args.items.exists(item, item.sku == "bad")
        args.items  []
  desk/refund_order#2  require_approval  decides  safeclaw.yaml:10
    ? when args.amount > 100.0 && "clerk" in facts.user.roles
        args.amount  50
        facts.user   not given
  desk/refund_order#3  allow  not reached  safeclaw.yaml:13
    ✓ amount must be at least 1  saw 50
    - facts.order != null && args.amount <= facts.order.total
        args.amount  50
        facts.order  not given
    ✓ has(args.note) || args["order_id"].startsWith("ord_")
        args.note      absent
        args.order_id  "ord_1"
`,
  );
});

it("a fact that was given, where the decision came before it was asked for", async () => {
  const text = await explain(refund({ items: [{ sku: "bad" }] }), { user, order: { total: "20" } });
  expect(text).toContain("deny  decides");
  expect(text).toContain(`not reached  safeclaw.yaml:10
    ✗ when args.amount > 100.0 && "clerk" in facts.user.roles
        args.amount       50
        facts.user.roles  ["clerk"]
`);
  expect(text).toMatch(
    / {4}- facts\.order != null .*\n.*\n {8}facts\.order {2}status: Invalid input: expected string, received undefined\n/u,
  );
});

it("nothing was asked where the arguments are no call", async () => {
  const text = await explain({ order_id: 7 }, { user, order });
  expect(text).toContain(`    - when args.items.exists(item, item.sku == "bad")\n  desk`);
});

it("values are cut where they are long", async () => {
  const items = Array.from({ length: 99 }, () => ({ sku: "a" }));
  const text = await explain(refund({ items }), { user, order });
  expect(text).toMatch(/args\.items {2}\[\{"sku":"a"\}.{100,200}…\n/u);
});

it("why there is no answer, and the same as data, with the caller and the time", async () => {
  const yaml = `version: 1
tools: ./tools.ts
policies:
  - name: desk
    actions:
      - tool: refund_order
        effect: allow
        when: now < timestamp(args.order_id) || assistant.id == assistant.policy
`;
  const path = folder({
    ...files,
    "safeclaw.yaml": yaml,
    "calls.jsonl": JSON.stringify({
      tool: "refund_order",
      args: refund({ order_id: "2026-01-31 10:00" }),
      assistant: "asst_1",
      now: "2026-01-31T12:00:00Z",
    }),
  });
  const text = await safeclaw(
    ["evaluate", "--explain", "--tool", "refund_order", "--args", JSON.stringify(refund())],
    path,
  );
  expect(text.stdout).toMatch(/\n {4}! when .*\n {8}no answer: a text is no timestamp\n/u);
  const { stdout } = await safeclaw(["evaluate", "--explain", "--calls", "calls.jsonl"], path);
  expect(JSON.parse(stdout).explanation.considered[0].when).toEqual({
    text: "now < timestamp(args.order_id) || assistant.id == assistant.policy",
    answer: "failed",
    why: "a text is no timestamp",
    read: [
      { name: "args.order_id", value: "2026-01-31 10:00" },
      { name: "assistant.id", value: "asst_1" },
      { name: "assistant.policy", value: "desk" },
      { name: "now", value: "2026-01-31T12:00:00.000Z" },
    ],
  });
});
