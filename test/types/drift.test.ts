// Drift between the policy and the tools, found by tsc alone: one error for each fault, which says the line and the fault.

import { afterAll, beforeAll, expect, it } from "vitest";
import { typescripts } from "../support/typescripts.js";
import { linkSdks, sdkParts } from "../tools/support/sdks.js";
import { strictest, typeCheck } from "../tools/support/type-check.js";
import { Application } from "./application.js";
import { type Style, styles, type Tools } from "./tool-styles.js";

const policy = `version: 1
tools: ./tools.ts
out: ../generated
exhaustive: true
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          max_amount: 100
          shipping.days: { max: 5 }
      - tool: update_order_status
        effect: allow
        constraints:
          allowed_statuses: processing|shipped
      - tool: ping
        effect: deny
`;

const tools: Tools = {
  refund_order: {
    order_id: "string",
    amount: "number",
    "reason?": "string",
    lines: { items: { sku: "string", "note?": "string" } },
    shipping: { in: { days: "number", to: "string" } },
  },
  update_order_status: { status: ["processing", "shipped", "delivered", "lost"] },
  ping: {},
};

interface Drift {
  readonly change: (tools: Tools) => Tools;
  readonly says: string;
  readonly isAny?: true;
}

/** The refund's arguments, changed. */
const refund =
  (arguments_: Tools[string], without: readonly string[] = []): Drift["change"] =>
  ({ refund_order: own = {}, ...others }) => {
    const kept = Object.entries(own).filter(([name]) => !without.includes(name));
    return { refund_order: { ...Object.fromEntries(kept), ...arguments_ }, ...others };
  };

const drifts: Readonly<Record<string, Drift>> = {
  "a tool renamed": {
    change: ({ refund_order = {}, ...others }) => ({ repay_order: refund_order, ...others }),
    says: "8 tool refund_order is not in the tools module",
  },
  "a tool removed": {
    change: ({ ping, ...others }) => others,
    says: "17 tool ping is not in the tools module",
  },
  "a new tool": {
    change: (known) => ({ ...known, close_account: { id: "string" } }),
    says: "2 no policy mentions the tool close_account",
  },
  "a constrained argument renamed": {
    change: refund({ sum: "number" }, ["amount"]),
    says: "11 refund_order has no argument amount",
  },
  "a constrained argument removed": {
    change: refund({}, ["amount"]),
    says: "11 refund_order has no argument amount",
  },
  "a constrained argument of another type": {
    change: refund({ amount: "string" }),
    says: "11 max needs a number, but refund_order.amount is a string",
  },
  "a constrained argument within another renamed": {
    change: refund({ shipping: { in: { hours: "number", to: "string" } } }),
    says: "12 refund_order has no argument shipping.days",
  },
  "a constrained argument within another of another type": {
    change: refund({ shipping: { in: { days: "string", to: "string" } } }),
    says: "12 max needs a number, but refund_order.shipping.days is a string",
  },
  "the argument that holds a constrained one removed": {
    change: refund({}, ["shipping"]),
    says: "12 refund_order has no argument shipping",
  },
  "an allowed value gone": {
    change: (known) => ({
      ...known,
      update_order_status: { status: ["processing", "delivered", "lost"] },
    }),
    says: "16 update_order_status.status never takes 'shipped'",
  },
  "another value gone": {
    change: (known) => ({
      ...known,
      update_order_status: { status: ["processing", "shipped", "delivered"] },
    }),
    says: "16 update_order_status.status never takes 'lost'",
  },
  "a new value": {
    change: (known) => ({
      ...known,
      update_order_status: { status: ["processing", "shipped", "delivered", "lost", "stolen"] },
    }),
    says: "16 update_order_status.status takes 'stolen' now",
  },
  "any string instead of an enum": {
    change: (known) => ({ ...known, update_order_status: { status: "string" } }),
    says: "16 update_order_status.status takes every string now",
  },
  "an argument renamed": {
    change: refund({ id: "string" }, ["order_id"]),
    says: "8 refund_order has no argument order_id",
  },
  "an argument of another type": {
    change: refund({ order_id: "number" }),
    says: "8 refund_order.order_id is a number now",
  },
  "an argument of items of another type": {
    change: refund({ lines: { items: { sku: "number", "note?": "string" } } }),
    says: "8 refund_order.lines[].sku is a number now",
  },
  "an optional argument removed": {
    change: refund({}, ["reason?"]),
    says: "8 refund_order has no argument reason",
  },
  "an optional argument required": {
    change: refund({ reason: "string" }, ["reason?"]),
    says: "8 refund_order.reason is required now",
  },
  "a required argument optional": {
    change: refund({ "amount?": "number" }, ["amount"]),
    says: "11 refund_order.amount is optional now",
  },
  "a new required argument": {
    change: refund({ currency: "string" }),
    says: "8 refund_order needs an argument currency now",
  },
  "a new optional argument": {
    change: refund({ "currency?": "string" }),
    says: "8 refund_order takes an argument currency now",
  },
  "a first argument": {
    change: (known) => ({ ...known, ping: { host: "string" } }),
    says: "17 ping needs an argument host now",
  },
  "a constrained argument that is any": {
    change: refund({ amount: "any" }),
    says: "11 refund_order.amount is any, so nothing checks it",
    isAny: true,
  },
  "an argument of items that is any": {
    change: refund({ lines: { items: { sku: "any", "note?": "string" } } }),
    says: "8 refund_order.lines[].sku is any, so nothing checks it",
    isAny: true,
  },
};

const application = new Application(sdkParts);
linkSdks(application.folder);

/** Each style in a folder; in it, what was compiled of the tools with each drift, and without. */
beforeAll(async () => {
  for (const [name, style] of Object.entries(styles)) {
    const generated = await compiled(name, style);
    application.write({ [`${caseFolder(name, 0)}/generated/tools.ts`]: generated.tools });
    // On the types of the first: zod's in every case would take most of the time.
    const types = `../../${caseFolder(name, 0)}/generated/tools.js`;
    for (const [number, [, { change }]] of cases(style).entries()) {
      const here = caseFolder(name, number);
      application.write({
        [`${here}/policies/tools.ts`]: style.write(change(tools)),
        [`${here}/generated/checks.ts`]: generated.checks.replace("./tools.js", types),
      });
    }
  }
});

afterAll(() => application.remove());

const noDrift = "no drift";

function cases({ knowsAny }: Style): readonly (readonly [string, Drift])[] {
  const unchanged: Drift = { change: (known) => known, says: "" };
  return Object.entries({ [noDrift]: unchanged, ...drifts }).filter(
    ([, { isAny }]) => knowsAny || isAny !== true,
  );
}

function caseFolder(style: string, number: number): string {
  return `${style.replaceAll(" ", "-")}-${number}`;
}

async function compiled(
  name: string,
  style: Style,
): Promise<{ readonly tools: string; readonly checks: string }> {
  const here = `${caseFolder(name, 0)}/policies`;
  application.write({
    [`${here}/safeclaw.yaml`]: policy,
    [`${here}/tools.ts`]: style.write(tools),
    [`${here}/tsconfig.json`]: JSON.stringify({ compilerOptions: strictest }),
  });
  const files = await application.compile(`${here}/safeclaw.yaml`);
  const textOf = (name: string) => files.find(({ path }) => path === name)?.text ?? "";
  return { tools: textOf("tools.ts"), checks: textOf("checks.ts") };
}

/** What tsc says about each style and drift, `says` out of the message where that is ours. */
function check(version: string, flags: object): Readonly<Record<string, readonly string[]>> {
  const compilerOptions = {
    ...strictest,
    isolatedDeclarations: false,
    declaration: false,
    ...flags,
  };
  const tsconfig = JSON.stringify({ compilerOptions, include: ["*/generated"] });
  application.write({ "tsconfig.json": tsconfig });
  const lines = typeCheck(version, application.folder).trimEnd().split("\n");
  const errors = lines.filter((line) => line.includes("error"));
  return Object.fromEntries(
    Object.entries(styles).flatMap(([name, style]) =>
      cases(style).map(([drift], number) => {
        const here = `${caseFolder(name, number)}/generated/`;
        const own = errors.filter((line) => line.includes(here));
        return [`${name}: ${drift}`, own.map((line) => line.slice(line.indexOf("error")))];
      }),
    ),
  );
}

const expected = Object.fromEntries(
  Object.entries(styles).flatMap(([name, style]) =>
    cases(style).map(([drift, { says }]) => [
      `${name}: ${drift}`,
      says === ""
        ? []
        : [
            `error TS2344: Type '"policies/safeclaw.yaml:${says}"' does not satisfy the constraint 'true'.`,
          ],
    ]),
  ),
);

it.each([
  ...typescripts.map((version) => [version, true] as const),
  ["typescript", false] as const,
])(
  "%s names each drift, exactOptionalPropertyTypes: %s",
  (version, exact) => {
    expect(check(version, { exactOptionalPropertyTypes: exact })).toEqual(expected);
  },
  180_000,
);

it("in two hundred characters at most", () => {
  const longest = Math.max(
    ...Object.values(expected)
      .flat()
      .map((line) => line.length),
  );
  expect(longest).toBeLessThan(
    200 + "error TS2344: Type '\"\"' does not satisfy the constraint 'true'.".length,
  );
});
