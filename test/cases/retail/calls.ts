// Calls of the shop's tools, each with the rule that it breaks, or none: written for the cases, not taken from the benchmark.

import type { Case } from "../case.js";
import { change, changes } from "./changes.js";

const address = {
  address1: "1 Rue Haute",
  address2: "",
  city: "Lyon",
  state: "",
  country: "FR",
  zip: "69000",
};

const cancel = (order_id: string, reason = "no longer needed"): Case["call"] => [
  "cancel_pending_order",
  { order_id, reason },
];
const move = (order_id: string): Case["call"] => [
  "modify_pending_order_address",
  { order_id, ...address },
];
const pay = (order_id: string, payment_method_id: string): Case["call"] => [
  "modify_pending_order_payment",
  { order_id, payment_method_id },
];

const giveBack = (
  item_ids: readonly string[],
  payment_method_id = "credit_card_1",
  order_id = "#delivered",
): Case["call"] => ["return_delivered_order_items", { order_id, item_ids, payment_method_id }];

export const cases: readonly Case[] = [
  { says: "looks up an order", call: ["get_order_details", { order_id: "#processed" }] },
  { says: "moves house", call: ["modify_user_address", { user_id: "ada_1", ...address }] },
  {
    breaks: "R-SCH",
    says: "an array for a string",
    call: ["modify_user_address", { user_id: ["ada_1"], ...address }],
  },
  {
    breaks: "R-SCH",
    says: "an argument that there is not",
    call: ["get_order_details", { order_id: "#pending", all: true }],
  },
  {
    breaks: "R-M1b",
    says: "a tool that there is not",
    call: ["modify_pending_order_discount", { order_id: "#pending" }],
  },

  { says: "cancels", call: cancel("#pending", "ordered by mistake") },
  { breaks: "R-C1", says: "a processed order", call: cancel("#processed") },
  { breaks: "R-C1", says: "a delivered order", call: cancel("#delivered") },
  { breaks: "R-C1", says: "a cancelled order", call: cancel("#cancelled") },
  { breaks: "R-C1", says: "an order that there is not", call: cancel("#nowhere") },
  { breaks: "R-C2", says: "for another reason", call: cancel("#pending", "too late") },
  { breaks: "R-C2", says: "in capitals", call: cancel("#pending", "No longer needed") },
  { breaks: "R-M6", says: "after a change of items", call: cancel("#modified") },

  { says: "another address", call: move("#pending") },
  { breaks: "R-M1", says: "of a processed order", call: move("#processed") },
  { breaks: "R-G10", says: "of a cancelled order", call: move("#cancelled") },
  { breaks: "R-M6", says: "after a change of items", call: move("#modified") },

  { says: "by PayPal", call: pay("#pending", "paypal_1") },
  { says: "by a gift card that suffices", call: pay("#pending", "gift_card_2") },
  { breaks: "R-M1", says: "of a delivered order", call: pay("#delivered", "paypal_1") },
  { breaks: "R-M6", says: "after a change of items", call: pay("#modified", "paypal_1") },
  { breaks: "R-M2", says: "as it was", call: pay("#pending", "credit_card_1") },
  { breaks: "R-M2", says: "as it was changed to before", call: pay("#changed", "paypal_1") },
  {
    breaks: "R-M3",
    says: "by a gift card that does not suffice",
    call: pay("#pending", "gift_card_1"),
  },
  { breaks: "R-P1", says: "by somebody else's card", call: pay("#pending", "credit_card_9") },

  ...changes,
  {
    breaks: "R-M6",
    says: "a second change",
    call: change(
      "modify_pending_order_items",
      ["shirt_red"],
      ["shirt_blue"],
      "credit_card_1",
      "#modified",
    ),
  },
  {
    breaks: "R-M1",
    says: "a delivered order",
    call: change(
      "modify_pending_order_items",
      ["shirt_red"],
      ["shirt_blue"],
      "credit_card_1",
      "#delivered",
    ),
  },
  {
    breaks: "R-D1",
    says: "a pending order",
    call: change(
      "exchange_delivered_order_items",
      ["shirt_red"],
      ["shirt_blue"],
      "credit_card_1",
      "#pending",
    ),
  },
  {
    breaks: "R-G8",
    says: "a second exchange",
    call: change(
      "exchange_delivered_order_items",
      ["shirt_red"],
      ["shirt_blue"],
      "credit_card_1",
      "#exchanged",
    ),
  },

  { says: "gives two shirts back", call: giveBack(["shirt_red", "shirt_red"]) },
  { says: "for a gift card", call: giveBack(["lamp_tall"], "gift_card_1") },
  {
    breaks: "R-D1",
    says: "of a pending order",
    call: giveBack(["lamp_tall"], "credit_card_1", "#pending"),
  },
  {
    breaks: "R-D1",
    says: "what was returned before",
    call: giveBack(["lamp_tall"], "credit_card_1", "#returned"),
  },
  { breaks: "R-D2", says: "to another card", call: giveBack(["lamp_tall"], "paypal_1") },
  { breaks: "R-D3", says: "nothing", call: giveBack([]) },
  { breaks: "R-M8", says: "what is not in the order", call: giveBack(["shirt_blue"]) },
  {
    breaks: "R-P1",
    says: "to somebody else's card",
    call: giveBack(["lamp_tall"], "credit_card_9"),
  },

  { signedIn: "ada_1", says: "her own order", call: cancel("#pending") },
  { signedIn: "ada_1", breaks: "R-G3", says: "somebody else's order", call: cancel("#bobs") },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "somebody else's return",
    call: giveBack(["lamp_tall"]),
  },
  { signedIn: "bob_2", breaks: "R-G3", says: "somebody else's address", call: move("#pending") },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "somebody else's payment",
    call: pay("#pending", "paypal_1"),
  },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "somebody else's items",
    call: change("modify_pending_order_items", ["shirt_red"], ["shirt_blue"]),
  },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "somebody else's exchange",
    call: change("exchange_delivered_order_items", ["shirt_red"], ["shirt_blue"]),
  },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "somebody else's profile",
    call: ["modify_user_address", { user_id: "ada_1", ...address }],
  },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "reads of her",
    call: ["get_user_details", { user_id: "ada_1" }],
  },
  {
    signedIn: "bob_2",
    breaks: "R-G3",
    says: "reads her order",
    call: ["get_order_details", { order_id: "#pending" }],
  },
];
