// A policy file of an order desk as the compiler would write it down, by hand: for tests of the runtime alone.

import {
  argumentSchema,
  atLeast,
  atMost,
  type CompiledAction,
  type CompiledConstraint,
  type CompiledPolicies,
  type CompiledPolicy,
  type CompiledTool,
  definePolicies,
  oneOf,
} from "@authensor/safeclaw-runtime/policy";
import { z } from "zod";

export interface OrderDeskTools {
  readonly get_order: { order_id: string };
  readonly refund_order: { order_id: string; amount: number; reason?: string };
  readonly ship_order: { order_id: string; address: { country: string; lines: string[] } };
  readonly delete_order: { order_id: string };
  readonly rename_order: { order_id: string; name: string };
}

export const tools: readonly CompiledTool[] = [
  { name: "get_order", arguments: argumentSchema(z, z.strictObject({ order_id: z.string() })) },
  {
    name: "refund_order",
    arguments: argumentSchema(
      z,
      z.strictObject({
        order_id: z.string(),
        amount: z.number(),
        reason: z.string().exactOptional(),
      }),
    ),
  },
  {
    name: "ship_order",
    arguments: argumentSchema(
      z,
      z.strictObject({
        order_id: z.string(),
        address: z.strictObject({ country: z.string(), lines: z.array(z.string()) }),
      }),
    ),
  },
  { name: "delete_order", arguments: argumentSchema(z, z.strictObject({ order_id: z.string() })) },
  { name: "rename_order", arguments: argumentSchema(z, z.looseObject({})) },
  { name: "code_interpreter", arguments: null },
  { name: "file_search", arguments: null },
];

let line = 0;

/** An action of a policy, on a line of its own. */
export function action(
  policy: string,
  effect: CompiledAction["effect"],
  tool: string,
  more: Partial<CompiledAction> = {},
): CompiledAction {
  line += 1;
  return { rule: `${policy}/${tool}`, line, tool, effect, ...more };
}

export function constraint(
  rule: string,
  path: string,
  text: string,
  holds: CompiledConstraint["holds"],
): CompiledConstraint {
  line += 1;
  return { rule, line, path, text, holds };
}

export function policy(
  name: string,
  assistants: readonly string[],
  actions: readonly CompiledAction[],
): CompiledPolicy {
  return { name, digest: `sha256:${name}`, assistants, actions };
}

export const refundLimits: readonly CompiledConstraint[] = [
  constraint(
    "desk/refund_order/max_amount",
    "amount",
    "amount must be at most 100",
    atMost("amount", 100),
  ),
  constraint(
    "desk/refund_order/amount.min",
    "amount",
    "amount must be at least 1",
    atLeast("amount", 1),
  ),
];

const countries = ["DE", "AT"];

/** For everybody: reading. For the desk: refunds up to 100 and shipping at home. For its boss: refunds, approved by a person. */
export const orderDesk: CompiledPolicies<OrderDeskTools, true> = definePolicies<
  OrderDeskTools,
  true
>({
  tools,
  policies: [
    policy("everybody", [], [action("everybody", "allow", "get_order")]),
    policy(
      "everybody-not",
      [],
      [
        action("everybody-not", "deny", "delete_order", {
          reason: "Orders are kept for ten years.",
        }),
      ],
    ),
    policy(
      "desk",
      ["asst_desk", "asst_night"],
      [
        action("desk", "allow", "refund_order", { constraints: refundLimits }),
        action("desk", "allow", "ship_order", {
          constraints: [
            constraint(
              "desk/ship_order/address.country",
              "address.country",
              'address.country must be one of "DE", "AT"',
              oneOf(["address", "country"], countries),
            ),
          ],
        }),
        action("desk", "allow", "delete_order"),
        action("desk", "allow", "code_interpreter"),
      ],
    ),
    policy(
      "boss",
      ["asst_boss"],
      [
        action("boss", "require_approval", "refund_order", {
          reason: "Somebody else looks at every refund.",
          constraints: [
            constraint(
              "boss/refund_order/max_amount",
              "amount",
              "amount must be at most 5000",
              atMost("amount", 5000),
            ),
          ],
        }),
        action("boss", "require_approval", "file_search"),
      ],
    ),
  ],
});
