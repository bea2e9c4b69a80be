// A policy in an editor: what yaml-language-server itself marks and proposes, by the modeline alone.

import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { keptFolder, write } from "../cli/folder.js";
import { safeclaw } from "../cli/safeclaw.js";
import { toolsJson } from "../cli/samples.js";
import { LanguageServer } from "./language-server.js";

const policy = `# yaml-language-server: $schema=./generated/safeclaw.schema.json
version: 1
default: deny
tools: ./tools.json
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          max_amount: 100
          status: [open, shipped]
          note: { max_length: 200, optional: true }
      - tool: get_customer
        effect: require_approval
      - tool: file_search
        effect: deny
`;

let folder: string;
let server: LanguageServer;

beforeAll(async () => {
  folder = keptFolder();
  write(folder, { "package.json": "{}", "tools.json": toolsJson });
  expect(await safeclaw(["init", "--yes"], folder)).toMatchObject({ exit: 0 });
  server = await LanguageServer.start();
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** The policy with one piece of it replaced. */
function edited(from: string, to: string): string {
  expect(policy).toContain(from);
  return policy.replace(from, to);
}

it("nothing is red in a good policy", async () => {
  expect((await server.open(folder, policy)).red).toEqual([]);
});

describe("red is", () => {
  it.each([
    ["an unknown tool", "tool: refund_order", "tool: refund_ordr", "8:15 Value is not accepted"],
    ["an unknown argument", "max_amount", "max_amuont", "11:11 Property max_amuont is not allowed"],
    ["an argument of another tool", "max_amount", "max_customer_id_length", "11:11 Property"],
    ["an unknown value", "[open, shipped]", "[open, shiped]", "12:26 Value is not accepted"],
    ["one between bars", "status: [open, shipped]", 'allowed_statuses: "open|shiped"', "12:29 "],
    ["a misspelt key", "effect: allow", "efect: allow", "9:9 Property efect is not allowed"],
    ["a misspelt kind", "max_length: 200", "max_lenght: 200", "13:19 Property max_lenght"],
    ["a kind for another type", "max_length: 200", "max: 200", "13:19 Property max is not allowed"],
    ["a value of another type", "max_amount: 100", 'max_amount: "100"', "11:23 Incorrect type"],
    ["an unknown effect", "effect: allow", "effect: alow", "9:17 Value is not accepted"],
    ["a limit on what is denied", "effect: allow", "effect: deny", "10:9 Property constraints"],
    ["a limit on a built-in tool", "tool: refund_order", "tool: file_search", "10:9 Property"],
    ["a key of the file", "default: deny", "defualt: deny", "3:1 Property defualt is not allowed"],
    ["a missing version", "version: 1\n", "", 'Missing property "version"'],
  ])("%s", async (_, from, to, said) => {
    const { red } = await server.open(folder, edited(from, to));
    expect(red.join("\n")).toContain(said);
  });
});

describe("proposed are", () => {
  const proposals = async (from: string, to: string): Promise<readonly string[]> =>
    await (await server.open(folder, edited(from, to))).proposals();

  it("all tools", async () => {
    const tools = ["get_customer", "refund_order", "code_interpreter", "file_search"];
    expect(await proposals("tool: refund_order", "tool: ‸")).toEqual(tools);
  });

  it("the effects", async () => {
    const effects = ["allow", "deny", "require_approval"];
    expect(await proposals("effect: allow", "effect: ‸")).toEqual(effects);
  });

  it("the constraints of the tool that is there, and of no other", async () => {
    const keys = await proposals("max_amount: 100\n", "max_amount: 100\n          ‸\n");
    expect(keys).toEqual(expect.arrayContaining(["amount", "min_amount", "allowed_statuses"]));
    expect(keys).toEqual(expect.arrayContaining(["order_id", "order_id_pattern", "denied_notes"]));
    expect(keys.filter((key) => /customer|max_status$|amounts_|notes$/u.test(key))).toEqual([
      "allowed_notes",
      "denied_notes",
    ]);
  });

  it("the first of them", async () => {
    const all = await proposals(policy.slice(policy.indexOf("          max")), "          ‸\n");
    expect(all).toContain("max_amount");
  });

  it("the kinds that an argument takes", async () => {
    const kinds = await proposals("{ max_length: 200, optional: true }", "\n            ‸\n");
    const ofStrings = constraintKinds.filter(({ on }) => on.includes("string"));
    const keys = [...ofStrings.map(({ key }) => key), "optional"];
    expect(kinds.toSorted()).toEqual(keys.toSorted());
  });

  it.each([
    ["as the one value", "status: [open, shipped]", "status: ‸"],
    ["in a list", "status: [open, shipped]", "status: [‸]"],
    ["between bars", "status: [open, shipped]", "allowed_statuses: ‸"],
    ["in the long form", "status: [open, shipped]", "status:\n            equals: ‸"],
  ])("the values of an argument %s", async (_, from, to) => {
    expect(await proposals(from, to)).toEqual(expect.arrayContaining(["open", "shipped"]));
  });
});
