// Calls that put other items in the place of some, each with the rule that it breaks, or none.

import type { Case } from "../case.js";

type Change = "modify_pending_order_items" | "exchange_delivered_order_items";

/** `order` fits the tool where it is left out. */
export const change = (
  tool: Change,
  item_ids: readonly string[],
  new_item_ids: readonly string[],
  payment_method_id = "credit_card_1",
  order_id = tool === "modify_pending_order_items" ? "#pending" : "#delivered",
): Case["call"] => [tool, { order_id, item_ids, new_item_ids, payment_method_id }];

export const changes = (
  ["modify_pending_order_items", "exchange_delivered_order_items"] as const
).flatMap((tool): readonly Case[] => [
  { says: "one item", call: change(tool, ["shirt_red"], ["shirt_blue"]) },
  { says: "an item for itself", call: change(tool, ["shirt_red"], ["shirt_red"]) },
  {
    says: "two that are alike, and a cheaper one",
    call: change(
      tool,
      ["shirt_red", "lamp_tall", "shirt_red"],
      ["shirt_blue", "lamp_short", "shirt_gold"],
    ),
  },
  { breaks: "R-D3", says: "no items", call: change(tool, [], []) },
  {
    breaks: "R-M7",
    says: "one too many",
    call: change(tool, ["shirt_red"], ["shirt_blue", "shirt_blue"]),
  },
  {
    breaks: "R-M7",
    says: "one too few",
    call: change(tool, ["shirt_red", "lamp_tall"], ["shirt_blue"]),
  },
  { breaks: "R-M8", says: "not in the order", call: change(tool, ["shirt_blue"], ["shirt_red"]) },
  {
    breaks: "R-M8",
    says: "three of what is there twice",
    call: change(tool, Array(3).fill("shirt_red"), Array(3).fill("shirt_blue")),
  },
  { breaks: "R-M5", says: "another product", call: change(tool, ["shirt_red"], ["lamp_short"]) },
  {
    breaks: "R-M5",
    says: "the right products in the wrong places",
    call: change(tool, ["shirt_red", "lamp_tall"], ["lamp_short", "shirt_blue"]),
  },
  { breaks: "R-M4", says: "sold out", call: change(tool, ["shirt_red"], ["shirt_sold_out"]) },
  { breaks: "R-M4", says: "unknown", call: change(tool, ["shirt_red"], ["shirt_green"]) },
  {
    breaks: "R-P1",
    says: "somebody else's card",
    call: change(tool, ["shirt_red"], ["shirt_blue"], "credit_card_9"),
  },
  {
    breaks: "R-P1",
    says: "a name of JavaScript's",
    call: change(tool, ["shirt_red"], ["shirt_blue"], "constructor"),
  },
  {
    says: "a gift card that suffices",
    call: change(tool, ["shirt_red"], ["shirt_blue"], "gift_card_1"),
  },
  {
    breaks: "R-P2",
    says: "a gift card that does not",
    call: change(tool, ["shirt_red"], ["shirt_gold"], "gift_card_1"),
  },
  {
    says: "a gift card, since the other item is cheaper",
    call: change(tool, ["shirt_red", "lamp_tall"], ["shirt_gold", "lamp_short"], "gift_card_1"),
  },
]);
