// What the compiler says of a condition that may have no answer, and when it says nothing.

import { expect, test } from "vitest";
import { conditionOf } from "./condition-of.js";
import { shop } from "./shop.js";

const missing = (path: string) =>
  `SC8010 \`${path}\` may be missing, and a call without it will be denied`;
const isNull = (path: string) =>
  `SC8011 ${path} may be null, and a call where it is will be denied`;

test.each([
  ['args.note == "x"', [missing("args.note")]],
  ['args.note == "x" || args.note == "y"', [missing("args.note")]],
  ['has(args.note) && args.note == "x"', []],
  ['!has(args.note) || args.note == "x"', []],
  ['has(args.note) ? args.note == "x" : true', []],
  ['!has(args.note) ? true : args.note == "x"', []],
  ['has(args.note) ? true : args.note == "x"', [missing("args.note")]],
  ['has(args.note) || args.note == "x"', [missing("args.note")]],
  ['!(has(args.note) && args.gift) || args.note == "x"', []],
  ['!(has(args.note) || args.gift) || args.note == "x"', [missing("args.note")]],
  ['"note" in args && args.note == "x"', []],
  ['"note" in args && args["note"] == "x"', []],
  ['"nota" in args', ["SC8004 `order` has no argument `nota`"]],
  ['"citi" in args.address', ["SC8004 this object has no field `citi`"]],
  ['"totl" in facts.order', ["SC8004 this object has no field `totl`"]],
  ['args.items.all(i, "discont" in i)', ["SC8004 this object has no field `discont`"]],
  ['"any" in args.labels && "note" in args && args.currency in facts.caps', []],
  ['"any" in args.any', []],
  ['has(args.address.zip) && args.address.zip == "1"', []],
  ['has(args.note) && args.address.zip == "1"', [missing("args.address.zip")]],
  ["has(args.node.next.value)", [missing("args.node.next")]],
  ["args.items.all(i, has(i.discount) && i.discount > 1.0)", []],
  ["args.items.all(i, i.discount > 1.0)", [missing("i.discount")]],
  [
    "args.items.exists(i, has(i.discount)) && args.items.all(i, i.discount > 1.0)",
    [missing("i.discount")],
  ],
  ["has(args.items[args.quantity].discount) && args.items[args.quantity].discount > 1.0", []],
  [
    "has(args.items[args.quantity].discount) && args.items[args.quantity - 1].discount > 1.0",
    [missing("args.items[args.quantity - 1].discount")],
  ],
  [
    "has(args.items[args.quantity].discount) && args.items[0].discount > 1.0",
    [missing("args.items[0].discount")],
  ],
  ["facts.limits[args.currency] > 5.0", []],
  [
    "facts.caps[args.currency] > 5",
    [isNull("`facts.caps[args.currency]`"), missing("facts.caps[args.currency]")],
  ],
  [
    "args.currency in facts.caps && facts.caps[args.currency] > 5",
    [isNull("`facts.caps[args.currency]`")],
  ],
  [
    "facts.caps[args.currency] != null && facts.caps[args.currency] > 5",
    [missing("facts.caps[args.currency]")],
  ],
  [
    "args.currency in facts.caps && facts.caps[args.currency] != null && facts.caps[args.currency] > 5",
    [],
  ],
  ["args.memo != null", [missing("args.memo")]],
  ['has(args.memo) && args.memo != null && args.memo.contains("x")', []],
  ["has(args.memo) && args.memo != null && args.memo != null", []],
  ['args.coupon.startsWith("x")', [isNull("`args.coupon`")]],
  ['facts.caps["EUR"] < 5', [isNull("`facts.caps.EUR`")]],
  ['[args.coupon].all(c, c.startsWith("x"))', [isNull("`c`")]],
  ['[args.coupon][0].startsWith("x")', [isNull("this")]],
  ['(args.gift ? args.coupon : args.id).startsWith("x")', [isNull("this")]],
  ['args.coupon != null && args.coupon.startsWith("x")', []],
  ['null != args.coupon && args.coupon.startsWith("x")', []],
  ['args.coupon == null || args.coupon.startsWith("x")', []],
  ['args.coupon == null && args.coupon.startsWith("x")', [isNull("`args.coupon`")]],
  ['args.coupon == "x"', []],
  ["args.coupon in ['x']", []],
])("%s", (condition, findings) => {
  expect(conditionOf(condition, shop).findings).toEqual(findings);
});

test.each([
  ['args.coupon.startsWith("x")', "args.coupon"],
  ["facts.caps.EUR < 5", "facts.caps.EUR"],
  ["facts.caps[args.currency] < 5", "facts.caps[args.currency]"],
])("%s: the way out names %s", (condition, path) => {
  expect(conditionOf(condition, shop).help).toContain(`ask before: \`${path} != null && …\``);
});
