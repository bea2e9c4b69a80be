// `log:` in a policy file: what compiles, what it compiles to, and what it leaves as it was.

import { describe, expect, test } from "vitest";
import { folder } from "../cli/folder.js";
import { compileHere } from "../diagnostics/compile-here.js";
import { readerOf, schemaOf } from "../editor/verdict.js";
import { compileAllInMemory } from "../support/compile-in-memory.js";
import { log, policyWith, toolsJson } from "./shop.js";

const compiledWith = async (section: string) => {
  const { output, policies } = await compileAllInMemory({ yaml: policyWith(section), toolsJson });
  return { files: new Map(output.files.map(({ path, text }) => [path, text])), policies };
};

const refusalOf = async (section: string, yaml = policyWith(section)) => {
  const { codes, text } = await compileHere(
    folder({ "safeclaw.yaml": yaml, "tools.json": toolsJson }),
  );
  return { codes, text };
};

test("it becomes data of the generated index, and changes nothing else", async () => {
  const [without, withLog] = await Promise.all([compiledWith(""), compiledWith(log)]);
  const changed = [...withLog.files].filter(([path, text]) => without.files.get(path) !== text);
  expect(changed.map(([path]) => path)).toEqual(["index.ts"]);
  expect(without.files.get("index.ts")).not.toMatch(/\blog\b/u);
  expect(withLog.policies.log).toEqual([
    { tool: "refund_order", path: ["card_number"], mode: "mask" },
    { tool: "refund_order", path: ["customer", "email"], mode: "hash" },
    { tool: "refund_order", path: ["customer", "notes", null], mode: "mask" },
    { tool: "refund_order", path: ["lines", null, "sku"], mode: "drop" },
    { tool: "refund_order", path: ["address", "geo"], mode: "hash" },
    { tool: "refund_order", path: ["tags", null], mode: "drop" },
    { tool: "refund_order", path: ["token"], mode: "full" },
    { tool: "delete_order", path: ["reason"], mode: "drop" },
  ]);
  expect((await compiledWith(log)).files).toEqual(withLog.files);
});

describe("what it cannot mean is an error with its place", () => {
  test.each([
    ["refund_ordr: { tags: mask }", "SC3001", "did you mean `refund_order`?"],
    ["refund_order: { lines.sku: mask }", "SC3002", "did you mean `lines[].sku`?"],
    ["refund_order: { customer.mail: mask }", "SC3002", "did you mean `customer.email`?"],
    ["refund_order: { customer: mask, customer.email: hash }", "SC5007", "remove `customer`"],
    ["refund_order: { tags: hash, 'tags[]': drop }", "SC5007", "remove `tags`"],
  ])("%s", async (entry, code, help) => {
    const { codes, text } = await refusalOf(`log: { ${entry.replaceAll("lines[]", "'lines[]'")} }`);
    expect(codes, text).toEqual([code]);
    expect(text).toContain(help);
    expect(text).toMatch(/ --> safeclaw\.yaml:12:\d+\n/u);
  });

  test("a name that two arguments have", async () => {
    const tools = JSON.parse(
      toolsJson.replace(
        '"url":{"type":"string"}',
        '"a.b":{},"a":{"type":"object","properties":{"b":{}}}',
      ),
    );
    const { codes, text } = await compileHere(
      folder({
        "safeclaw.yaml": policyWith("log: { call_api: { a.b: mask } }"),
        "tools.json": JSON.stringify(tools),
      }),
    );
    expect(codes, text).toEqual(["SC3003"]);
  });

  test("an argument within what is kept in full is no error", async () => {
    const section = "log: { refund_order: { customer: full, customer.email: hash } }";
    expect((await refusalOf(section)).codes).toEqual([]);
  });
});

describe("without a tools module", () => {
  const yaml = (section: string) => policyWith(section).replace("tools: ./tools.json\n", "");
  test.each([
    ["any argument of a tool that a policy mentions", "call_api: { 'a[].b': mask }", ["SC5003"]],
    ["no tool that none mentions", "call_apis: { a: mask }", ["SC5003", "SC3001"]],
    ["no argument without a name", "call_api: { a..b: mask }", ["SC5003", "SC3002"]],
  ])("%s", async (_, entry, expected) => {
    const { codes, text } = await refusalOf("", yaml(`log: { ${entry} }`));
    expect(codes, text).toEqual(expected);
  });
});

describe("in an editor", async () => {
  const red = readerOf(
    await schemaOf({ "safeclaw.yaml": policyWith(""), "tools.json": toolsJson }),
  );

  test("what compiles is not red", () => expect(red(policyWith(log))).toBeNull());

  test.each([
    "refund_ordr: { tags: mask }",
    "refund_order: { tag: mask }",
    "refund_order: { 'lines.sku': mask }",
    "refund_order: { tags: masked }",
    "refund_order: mask",
    "refund_order: {}",
    "file_search: { query: mask }",
  ])("%s is", (entry) => {
    expect(red(policyWith(`log: { ${entry} }`))).not.toBeNull();
  });

  test("every argument is proposed, with all that is in it", async () => {
    const { definitions } = Object(
      await schemaOf({ "safeclaw.yaml": policyWith(""), "tools.json": toolsJson }),
    );
    expect(Object.keys(definitions.log.properties.refund_order.properties)).toEqual(
      "order_id amount card_number customer customer.email customer.name customer.notes customer.notes[] lines lines[] lines[].sku lines[].pieces address address.street address.geo address.geo.lat tags tags[] token".split(
        " ",
      ),
    );
  });
});
