// `mode: shadow`: a policy that is evaluated beside the others and changes nothing.

import { expect, it } from "vitest";
import { type Asked, compiled, compileFiles } from "./ask.js";

const enforced = `  - name: live
    actions:
      - { tool: refund_order, effect: allow, constraints: { max_amount: 100 } }
`;
const trial = (action: string, keys = ""): string =>
  `  - name: trial\n    mode: shadow\n${keys}    actions: [{ ${action} }]\n`;
const file = (policies: string): { "safeclaw.yaml": string } => ({
  "safeclaw.yaml": `version: 1\ntools: ./tools.json\npolicies:\n${policies}`,
});

const refund = (amount: number): object => ({ order_id: "ord_1", amount });

function both({ policies }: Asked, amount: number, assistant?: string) {
  const tool: string = "refund_order";
  const { effect, shadow } = policies.guard(assistant).decide(tool, refund(amount));
  return [effect, shadow?.effect ?? null, shadow?.rule ?? null];
}

it("stands beside the decision", async () => {
  const asked = await compiled(
    file(enforced + trial("tool: refund_order, effect: allow, constraints: { max_amount: 50 }")),
  );
  expect(both(asked, 50)).toEqual(["allow", "allow", "trial/refund_order"]);
  expect(both(asked, 51)).toEqual(["allow", "deny", "trial/refund_order/max_amount"]);
  expect(both(asked, 101)).toEqual(["deny", "deny", "trial/refund_order/max_amount"]);
});

it("says nothing of tools and callers that it is not about", async () => {
  const asked = await compiled(
    file(enforced + trial("tool: refund_order, effect: deny", "    assistant_id: asst_1\n")),
  );
  expect(both(asked, 50, "asst_1")).toEqual(["allow", "deny", "trial/refund_order"]);
  expect(both(asked, 50, "asst_2")).toEqual(["allow", null, null]);
});

it("makes nobody say who calls, and is for nobody's handler or definition", async () => {
  const alone = trial(
    "tool: refund_order, effect: allow, constraints: { max_amount: 5 }",
    "    assistant_id: asst_1\n",
  );
  const { output, ask, policies } = await compiled(
    file(`  - name: live\n    actions: [{ tool: get_customer, effect: allow }]\n${alone}`),
  );
  expect([policies.scoped, output.ir.scoped]).toEqual([false, false]);
  expect(ask("get_customer", { customer_id: "c" })).toBe("allow");
  expect(ask("refund_order", refund(1), "asst_1")).toBe("no-rule");
  const callable = output.ir.tools.filter((tool) => tool.callable).map(({ name }) => name);
  expect(callable).toEqual(["get_customer"]);
  const definitions = output.files.find(({ path }) => path === "definitions.ts")?.text ?? "";
  expect(definitions).not.toContain("trial/");
});

it("generated files are the same but for the policy's own", async () => {
  const texts = async (policies: string): Promise<ReadonlyMap<string, string>> => {
    const { output } = await compiled(file(policies));
    return new Map(output.files.map(({ path, text }) => [path, text]));
  };
  const [before, after] = [
    await texts(enforced),
    await texts(enforced + trial("tool: refund_order, effect: deny")),
  ];
  const changed = [...after].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]));
  expect(changed.toSorted()).toEqual(["README.md", "index.ts", "trial.ts"]);
});

it("neither makes an action idle nor is made idle by one", async () => {
  const { errors, text } = await compileFiles(
    file(trial("tool: refund_order, effect: deny") + enforced),
  );
  expect(errors, text).toEqual([]);
});

it("two shadow policies of one standing are idle like others", async () => {
  const two = trial("tool: refund_order, effect: deny");
  const { errors } = await compileFiles(file(two + two.replace("trial", "other")));
  expect(errors).toEqual(["SC5001"]);
});

it("does not mention a tool that has to be mentioned", async () => {
  const exhaustive = file(
    `${enforced}${trial("tool: get_customer, effect: deny")}exhaustive: true\n`,
  );
  expect((await compileFiles(exhaustive)).errors).toEqual(["SC5006"]);
});

it("gives arguments no type where no tools module says what they are", async () => {
  const untyped = (mode: string): { "safeclaw.yaml": string } => ({
    "safeclaw.yaml": `version: 1
policies:
  - name: live
    actions: [{ tool: refund_order, effect: allow }]
  - name: trial
    mode: ${mode}
    assistant_id: asst_1
    actions: [{ tool: refund_order, effect: allow, constraints: { max_amount: 5 } }]
`,
  });
  const call = { amount: "much" };
  const shadow = await compiled(untyped("shadow"));
  expect(shadow.ask("refund_order", call, "asst_1")).toBe("allow");
  const enforce = await compiled(untyped("enforce"));
  expect(enforce.ask("refund_order", call, "asst_2")).toBe("invalid-arguments");
});

it.each(["audit", "Shadow", "true"])("a mode `%s` is unknown", async (mode) => {
  const { errors, text } = await compileFiles(
    file(trial("tool: refund_order, effect: deny").replace("shadow", mode)),
  );
  expect(errors, text).toEqual(["SC4009"]);
});

it("says that nothing decides where all policies are on trial", async () => {
  const only = `version: 1\npolicies:\n${trial("tool: refund_order, effect: allow")}`;
  const { text } = await compileFiles({ "safeclaw.yaml": only });
  expect(text).toContain(
    "warning[SC5004]: all policies are on trial, so every tool call is denied",
  );
});
