// Tools' names that are no identifiers: the generated code is correct, and no tool changes what another one is called.

import fc from "fast-check";
import * as prettier from "prettier";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { argsNamesOf } from "../../compiler/ir/args-names.js";
import { typescripts } from "../support/typescripts.js";
import { strictest, typeCheck } from "../tools/support/type-check.js";
import { Application } from "./application.js";

/** `…` stands for eight digits that come from the tool's name. */
const names = {
  refund_order: "RefundOrderArgs",
  "github.issues/create-issue": "GithubIssuesCreateIssueArgs",
  "Look up a customer": "LookUpACustomerArgs",
  "3d_print": "Tool3dPrintArgs",
  delete: "DeleteArgs",
  überweise_geld: "ÜberweiseGeldArgs",
  查询_订单: "查询订单Args",
  заказ_возврат: "ЗаказВозвратArgs",
  "party 🎉 time": "PartyTimeArgs",
  "½_price": "PriceArgs",
  "🎉": "Tool_…Args",
  "🚀": "Tool_…Args",
  tool: "Tool_…Args",
  permitted: "Permitted_…Args",
  send_mail: "SendMailArgs",
  "send-mail": "SendMail_…Args",
  sendMail: "SendMail_…Args",
  record: "RecordArgs",
  constructor: "ConstructorArgs",
  ["a".repeat(64)]: `A${"a".repeat(63)}Args`,
  [`${"long_name_".repeat(12)}of_tool`]: `${"LongName".repeat(12)}OfToolArgs`,
};

it("makes readable names of them", () => {
  const found = [...argsNamesOf(Object.keys(names))].map(([tool, name]) => [
    tool,
    name.replace(/_[0-9a-f]{8}/u, "_…"),
  ]);
  expect(Object.fromEntries(found)).toEqual(names);
});

const tool = fc.oneof(
  fc.constantFrom(...Object.keys(names), "sendmail", "a_1", "a1"),
  fc.string({ unit: "grapheme", minLength: 1 }),
);

it("gives no two tools the same name", () => {
  fc.assert(
    fc.property(fc.uniqueArray(tool), (tools) => {
      const found = [...argsNamesOf(tools).values()];
      expect(new Set(found).size).toBe(tools.length);
      for (const name of found) expect(name).toMatch(/^[\p{ID_Start}][\p{ID_Continue}]*$/u);
    }),
  );
});

it("keeps the name of a tool whatever joins it, but a tool that is spelt alike", () => {
  fc.assert(
    fc.property(fc.uniqueArray(tool), tool, (tools, joining) => {
      const before = argsNamesOf(tools);
      const after = argsNamesOf([...new Set([...tools, joining])]);
      const stem = (name: string | undefined) => name?.replace(/(?:_[0-9a-f]{8})?Args$/u, "");
      for (const [each, name] of before) {
        if (stem(name) !== stem(after.get(joining))) expect(after.get(each)).toBe(name);
      }
    }),
  );
});

it("lets the tool in snake case keep its name beside all that are spelt alike", () => {
  expect(argsNamesOf(["send_mail"]).get("send_mail")).toBe("SendMailArgs");
  expect(argsNamesOf(["sendMail", "send.mail", "send_mail"]).get("send_mail")).toBe("SendMailArgs");
});

describe("in a project", () => {
  const definitions = Object.keys(names).map((name) => ({
    name,
    parameters: { type: "object", properties: { mode: { enum: ["on", "off"] } } },
  }));
  const actions = Object.keys(names).map(
    (name) => `      - { tool: ${JSON.stringify(name)}, effect: allow }\n`,
  );
  const compilerOptions = { ...strictest, lib: ["es2022", "dom"] };
  const application = new Application({
    "safeclaw.yaml": `version: 1\ntools: ./tools.ts\npolicies:\n  - name: all\n    actions:\n${actions.join("")}`,
    "tools.ts": `export const tools = ${JSON.stringify(definitions)} as const;\n`,
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["generated"] }),
  });

  beforeAll(async () => {
    for (const { path, text } of await application.compile("safeclaw.yaml")) {
      application.write({ [`generated/${path}`]: text });
    }
  });

  afterAll(() => application.remove());

  it.each(typescripts)("%s", (version) => {
    expect(typeCheck(version, application.folder)).toBe("");
  });

  it("stands as Prettier would have it", async () => {
    for (const { path, text } of await application.compile("safeclaw.yaml")) {
      if (!path.endsWith(".ts")) continue;
      expect(await prettier.format(text, { parser: "typescript", printWidth: 100 })).toBe(text);
    }
  });
});
