// Drift between a policy and tools that are defined twice, as functions and as what the model is told of them.

import { afterAll, beforeAll, expect, it } from "vitest";
import { typescripts } from "../support/typescripts.js";
import { strictest, typeCheck } from "../tools/support/type-check.js";
import { Application } from "./application.js";

const functions = `
  export function refund_order(args: { order_id: string; amount: number }) { return args; }
  export function ping() {}
`;

const definitions = `
  export const definitions = [
    {
      type: "function",
      name: "refund_order",
      parameters: {
        type: "object",
        properties: { order_id: { type: "string" }, amount: { type: "number" } },
        required: ["order_id", "amount"],
        additionalProperties: false,
      },
    },
    { type: "function", name: "ping" },
  ] as const;
`;

const tools = functions + definitions;

const policy = `version: 1
tools: ../tools.ts
out: ./generated
exhaustive: true
policies:
  - name: support
    actions:
      - { tool: refund_order, effect: allow, constraints: { max_amount: 100 } }
      - { tool: ping, effect: allow }
`;

/** What has changed, and what is said of it. */
const drifts: readonly (readonly [what: string, tools: string, says: string | null])[] = [
  ["nothing", tools, null],
  [
    "an argument of the definition",
    functions + definitions.replaceAll("order_id", "id"),
    "8 refund_order has no argument order_id",
  ],
  [
    "an argument of both",
    tools.replaceAll("order_id", "id"),
    "8 refund_order has no argument order_id",
  ],
  [
    "an argument of the function",
    functions.replace("order_id: string", "order_id: number") + definitions,
    "8 refund_order.order_id is a number now",
  ],
  [
    "a definition is gone",
    tools.replace('{ type: "function", name: "ping" },', ""),
    "9 tool ping is not in the tools module",
  ],
  [
    "a tool has another name",
    tools.replaceAll("ping", "pong"),
    "9 tool ping is not in the tools module",
  ],
  [
    "a definition is new",
    tools.replace("] as const;", '{ type: "function", name: "pong" }] as const;'),
    "2 no policy mentions the tool pong",
  ],
  [
    "a tool is new",
    `${tools.replace("] as const;", '{ type: "function", name: "pong" }] as const;')}\nexport function pong() {}\n`,
    "2 no policy mentions the tool pong",
  ],
];

const application = new Application({ "tools.ts": tools, "policies/safeclaw.yaml": policy });

beforeAll(async () => {
  const compilerOptions = { ...strictest, isolatedDeclarations: false, declaration: false };
  application.write({
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*/policies/generated"] }),
  });
  const files = await application.compile("policies/safeclaw.yaml");
  for (const [number, [, module]] of drifts.entries()) {
    application.write({ [`${number}/tools.ts`]: module });
    for (const { path, text } of files) {
      if (path === "tools.ts" || path === "checks.ts")
        application.write({ [`${number}/policies/generated/${path}`]: text });
    }
  }
});

afterAll(() => application.remove());

it.each(typescripts)("%s names each drift, once", { timeout: 60_000 }, (version) => {
  const said = typeCheck(version, application.folder);
  const faults = drifts.map(([what], number) => [
    what,
    [...said.matchAll(/(\d+)\/policies\/generated\/.*safeclaw\.yaml:(.*)"'/gu)]
      .filter(([, folder]) => folder === String(number))
      .map(([, , fault]) => fault),
  ]);
  expect(faults).toEqual(drifts.map(([what, , says]) => [what, says === null ? [] : [says]]));
});
