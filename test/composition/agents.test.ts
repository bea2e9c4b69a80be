// `agents`: one name of the application's own for the ids that an assistant has in each environment.

import { expect, it } from "vitest";
import { compiled, compileFiles } from "./ask.js";

const file = (agents: string, assistants = "support"): string => `version: 1
tools: ./tools.json
agents: ${agents}
policies:
  - name: support-desk
    assistant_id: ${assistants}
    actions: [{ tool: get_customer, effect: allow }]
`;

const call = { customer_id: "cus_1" };

it("the name and each of the ids may call", async () => {
  const { ask } = await compiled({
    "safeclaw.yaml": file("{ support: [asst_dev1, asst_prod1] }"),
  });
  const callers = ["support", "asst_dev1", "asst_prod1", "asst_other", ""];
  expect(callers.map((id) => ask("get_customer", call, id))).toEqual([
    "allow",
    "allow",
    "allow",
    "unknown-assistant",
    "unknown-assistant",
  ]);
});

it("an id by itself means itself alone, and may stand beside an agent", async () => {
  const yaml = file("{ support: asst_dev1, admin: asst_prod9 }", "[admin, asst_7]").replace(
    "policies:",
    "policies:\n  - name: a\n    assistant_id: support\n    actions: [{ tool: refund_order, effect: deny }]",
  );
  const { ask } = await compiled({ "safeclaw.yaml": yaml });
  expect(ask("get_customer", call, "asst_7")).toBe("allow");
  expect(ask("get_customer", call, "asst_prod9")).toBe("allow");
  expect(ask("get_customer", call, "asst_dev1")).toBe("no-rule");
});

it("stands for the same in files that are included", async () => {
  const { ask } = await compiled({
    "safeclaw.yaml": `${file("{ support: [asst_dev1] }")}include: ./org.yaml\n`,
    "org.yaml":
      "version: 1\npolicies:\n  - name: org\n    assistant_id: support\n    actions: [{ tool: refund_order, effect: deny }]\n",
  });
  expect(ask("refund_order", {}, "asst_dev1")).toBe("denied org/refund_order");
});

it.each<[what: string, code: string, agents: string, assistants: string, place: string]>([
  ["an id of two agents", "SC3013", "{ support: [a, b], admin: [b] }", "[support, admin]", "3:36"],
  [
    "a name that is an id of another",
    "SC3014",
    "{ support: [a], admin: [support] }",
    "admin",
    "3:33",
  ],
  ["a name that is an id of its own", "SC3014", "{ support: [support, a] }", "support", "3:21"],
  ["an id twice", "SC3005", "{ support: [a, a] }", "support", "3:24"],
  ["an agent and one of its ids", "SC3005", "{ support: [a] }", "[support, a]", "6:29"],
  ["an id that cannot be seen whole", "SC3007", '{ support: ["a "] }', "support", "3:21"],
  ["a name that cannot be seen whole", "SC3007", '{ "support ": [a] }', "a", "3:11"],
  ["no id", "SC2004", "{ support: [] }", "support", "3:20"],
  ["no agents", "SC2004", "{}", "support", "3:9"],
  ["a list of agents", "SC2003", "[support]", "support", "3:9"],
  ["an id that is a number", "SC2003", "{ support: 12 }", "support", "3:20"],
])("%s is refused: %s", async (_, code, agents, assistants, place) => {
  const { errors, text } = await compileFiles({ "safeclaw.yaml": file(agents, assistants) });
  expect(errors, text).toEqual([code]);
  expect(text).toContain(`--> safeclaw.yaml:${place}\n`);
});

it("an agent that no policy is for is warned of", async () => {
  const { errors, text } = await compileFiles({
    "safeclaw.yaml": file("{ support: [a], admin: [b] }"),
  });
  expect(errors).toEqual([]);
  expect(text).toContain(
    "warning[SC3015]: no policy is for the agent `admin`\n --> safeclaw.yaml:3:25\n",
  );
});
