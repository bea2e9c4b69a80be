// What is read of a facts module, and what is said of one that cannot be: with its place and the way out.

import { rmSync } from "node:fs";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { beforeAll, describe, expect, it } from "vitest";
import { folder, keptFolder, write } from "../cli/folder.js";
import { type Compiled, compileHere } from "../diagnostics/compile-here.js";
import { compileFacts, type FactsProject, filesOf, refund } from "./facts-project.js";

async function compiled(project: FactsProject): Promise<Compiled> {
  const path = keptFolder();
  try {
    write(path, { ...filesOf(project), "package.json": "{}" });
    return await compileHere(path);
  } finally {
    rmSync(path, { recursive: true });
  }
}

const returns = (type: string): string =>
  `export declare function NAME(args: { order_id: string }): ${type};`;
const takes = (parameters: string): string =>
  `export declare function NAME(${parameters}): Promise<boolean>;`;

/** Declarations of a fact each, which get names of their own, in one module. */
function moduleOf(declarations: readonly string[]): string {
  return declarations
    .map((text, index) => text.replace("NAME", `fact_${index}`))
    .map((text) => `${text}\n`)
    .join("");
}

const fine: Readonly<Record<string, readonly [fact: string, when: string]>> = {
  "a function that gives a promise": [returns("Promise<{ a: string }>"), 'facts.NAME.a == "a"'],
  "one that answers at once": [returns("{ a: string }"), 'facts.NAME.a == "a"'],
  "one of any thenable": [returns("PromiseLike<boolean>"), "facts.NAME"],
  "a constant": [
    "export const NAME = (args: { order_id: string }) => args.order_id;",
    'facts.NAME == "a"',
  ],
  "one that takes the context": [
    takes("args: { order_id: string }, context: { runId: string | null }"),
    "facts.NAME",
  ],
  "one that takes nothing": ["export const NAME = () => true;", "facts.NAME"],
  "one that takes an argument if it is there": [
    takes("args: { order_id: string; reason?: string }"),
    "facts.NAME",
  ],
  "one that may find nothing": [
    returns("Promise<{ a: string } | null>"),
    'facts.NAME != null && facts.NAME.a == "a"',
  ],
  "one from another module": ['export { order as NAME } from "./other.js";', "facts.NAME"],
  "what only the caller knows": [
    "interface Id { id: string }\nexport interface CallerFacts { user?: Id; NAME: boolean }",
    'facts.NAME && facts.user.id == "u1"',
  ],
  "types that contain themselves": [
    "interface Node { name: string; parent: Node | null }\nexport declare function NAME(): Node;",
    "facts.NAME.parent != null && facts.NAME.parent.parent != null && facts.NAME.parent.parent.name.size() < 5",
  ],
  "what is no function beside it": [
    `${returns("boolean")}\nexport const limit = 5;\nexport class Database {}\nexport type Limit = string;`,
    "facts.NAME",
  ],
};

describe("a module of facts", () => {
  const rows = Object.values(fine).map(([fact]) => fact);
  const when = Object.values(fine).map(([, condition], index) =>
    condition.replaceAll("NAME", `fact_${index}`),
  );
  const project = {
    facts: moduleOf(rows),
    when: when.map((each) => `(${each})`).join(" && "),
    more: {
      "other.ts": "export const order = (args: { order_id: string }) => args.order_id > '';",
    },
  };

  it(`may have ${Object.keys(fine).join(", ")}`, async () => {
    const path = folder({ ...filesOf(project), "package.json": "{}" });
    const first = await compileHere(path);
    expect(first.codes, first.text).toEqual([]);
    // What was read is remembered, and read afresh where it changes.
    const again = await compileHere(path);
    expect(again.text).toBe(
      "generated/ is current (1 policy, 1 tool, 1 condition not looked into)\n",
    );
    const { textOf } = await compileFacts(project);
    for (const index of rows.keys()) expect(textOf("facts.ts")).toContain(`name: "fact_${index}"`);
  });
});

/** What stands in facts.ts, and what is said of it. */
const refused: Readonly<Record<string, readonly [fact: string, says: string]>> = {
  "a date": [
    returns("Promise<{ at: Date }>"),
    "`at` of what `NAME` returns is an instance of a class",
  ],
  "a date deep in a list": [
    returns("{ lines: { at: Date }[] }"),
    "`lines[].at` of what `NAME` returns is an instance of a class",
  ],
  "a map": [returns("Map<string, string>"), "what `NAME` returns is an instance of a class"],
  "a class": [
    `export class Row { id = ""; }\n${returns("Row")}`,
    "what `NAME` returns is an instance of a class",
  ],
  "a function": [returns("{ save: () => void }"), "`save` of what `NAME` returns is a function"],
  any: [returns("Promise<any>"), "what `NAME` returns is `any`"],
  "a part that is any": [returns("{ row: any }"), "`row` of what `NAME` returns is `any`"],
  "a bigint": [returns("{ id: bigint }"), "`id` of what `NAME` returns is a bigint"],
  undefined: [returns("Promise<boolean | undefined>"), "what `NAME` returns may be `undefined`"],
  nothing: [returns("Promise<void>"), "what `NAME` returns may be `undefined`"],
  "a part that is there and undefined": [
    returns("{ note: string | undefined }"),
    "`note` of what `NAME` returns may be `undefined`",
  ],
  "a generic function": [
    "export declare function NAME<T>(args: { order_id: T }): boolean;",
    "the exported function `NAME` is generic, so it cannot be a fact",
  ],
  overloads: [
    "export declare const NAME: { (): boolean; (args: { id: string }): boolean };",
    "the exported function `NAME` has overloads, so it cannot be a fact",
  ],
  "three parameters": [
    takes("args: { order_id: string }, context: unknown, more: unknown"),
    "the exported function `NAME` takes 3 parameters",
  ],
  "any number of parameters": [
    takes("...args: string[]"),
    "the exported function `NAME` takes any number of parameters",
  ],
  "a parameter that is no object": [
    takes("order_id: string"),
    "the parameter of `NAME` is not an object",
  ],
  "a parameter of any names": [
    takes("args: Record<string, string>"),
    "the parameter of `NAME` does not say which arguments of a call it takes",
  ],
  "an argument that is a date": [
    takes("args: { order_id: Date }"),
    "the argument `order_id` of `NAME` is an instance of a class",
  ],
  "a default export": [
    "export default () => true;",
    "the default export has no name that a fact could have",
  ],
  "a name that CEL cannot say": [
    "export const NAME$ = () => true;",
    "a fact cannot be called `NAME$`",
  ],
  "facts of the caller": [
    "export const staff = () => true;\nexport interface CallerFacts { staff: boolean; since: Date }",
    "`staff` is a function and one of `CallerFacts` as well",
  ],
  "a date among them": ["", "the fact `since` is an instance of a class"],
};

describe("a module is refused that has", () => {
  let found: Compiled;
  beforeAll(async () => {
    const facts = moduleOf(Object.values(refused).map(([fact]) => fact));
    found = await compiled({ facts, when: "true" });
  });

  it.each(Object.entries(refused).map(([name, [, says]], index) => [name, says, index] as const))(
    "%s",
    (_, says, index) => {
      const text = says.replace("NAME", `fact_${index}`);
      const [error] = found.text.split("\n\n").filter((each) => each.includes(`: ${text}`));
      expect(error).toMatch(/^error\[SC803\d\]/u);
      expect(error).toMatch(/ --> facts\.ts:\d+:\d+\n/u);
      expect(error).toMatch(/= help: \w/u);
    },
  );

  it("nothing but what is listed", () => {
    expect(found.errors).toHaveLength(Object.keys(refused).length);
    expect(found.exit).toBe(1);
  });

  it.each([
    [
      "facts of a caller without names",
      "export type CallerFacts = Record<string, string>;",
      "SC8036",
    ],
    [
      "facts of a caller that it does not export",
      "interface CallerFacts { user: string }\nexport const order = () => true;",
      "SC8036",
    ],
    ["a fault of TypeScript's", "export const order: number = 'x';", "SC8031"],
    ["nothing at all", "export {};", "SC8035"],
  ])("%s", async (_, facts, code) => {
    expect((await compiled({ facts, when: "true" })).codes).toEqual([code]);
  });
});

it("where the runtime is not installed, the way out is to install it", async () => {
  const facts =
    'import type { FactContext } from "@authensor/safeclaw-runtime";\nexport const order = (args: object, context: FactContext) => true;\n';
  const { codes, text } = await compiled({ facts, when: "facts.order" });
  expect(codes, text).toEqual(["SC8031"]);
  expect(text).toContain("= help: run `npm install @authensor/safeclaw-runtime`\n");
});

/** How `facts` is written, and what is said of it. */
const written: Readonly<Record<string, readonly [entry: string, says: string]>> = {
  "outside the repository": ["../facts.ts", "SC1004"],
  missing: ["./missing.ts", "SC8030"],
  "a folder": [".", "SC8030"],
  "no module": ["./safeclaw.yaml", "SC8030"],
  empty: ['""', "SC2004"],
  "a number": ["5", "SC2003"],
  "a list": ["[./facts.ts]", "SC2003"],
  "without a module": ["{ deadline_ms: 5 }", "SC2002"],
  "with an unknown key": ["{ module: ./facts.ts, timeout: 5 }", "SC2001"],
  "with a deadline of 0": ["{ module: ./facts.ts, deadline_ms: 0 }", "SC8038"],
  "with a deadline of a fraction": ["{ module: ./facts.ts, deadline_ms: 0.5 }", "SC8038"],
  "with a deadline of an hour": ["{ module: ./facts.ts, deadline_ms: 3600000 }", "SC8038"],
  "with a deadline in words": ["{ module: ./facts.ts, deadline_ms: 2s }", "SC2003"],
  "with an unknown fact per run": ["{ module: ./facts.ts, per_run: [ordr] }", "SC8037"],
  "with a caller's fact per run": ["{ module: ./facts.ts, per_run: user }", "SC8037"],
  "with the same fact twice": ["{ module: ./facts.ts, per_run: [order, order] }", "SC3005"],
  "with an unknown fact to log": ["{ module: ./facts.ts, log: { ordr: full } }", "SC8037"],
  "with an unknown way to log": ["{ module: ./facts.ts, log: { order: mask } }", "SC4008"],
  "with nothing to log": ["{ module: ./facts.ts, log: {} }", "SC2004"],
  "with a list to log": ["{ module: ./facts.ts, log: [order] }", "SC2003"],
};

it.each(Object.entries(written))("`facts` is refused that is %s", async (_, [entry, code]) => {
  const facts =
    "export const order = () => true;\nexport interface CallerFacts { user: boolean }\n";
  const { exit, codes, text } = await compiled({ facts, when: "true", entry });
  expect({ exit, codes }, text).toEqual({ exit: 1, codes: [code] });
});

const misfits: Readonly<Record<string, readonly [parameters: string, says: string]>> = {
  "an argument that is missing": [
    "args: { tenant: string }",
    "`facts.NAME` takes `tenant`, which is no argument of `refund_order`",
  ],
  "only what the tool does not have, if it is there": [
    "args: { tenant?: string; shop?: string }",
    "`facts.NAME` takes `tenant` or `shop`, and `refund_order` has no such argument",
  ],
  "an argument that may be left out": [
    "args: { reason: string }",
    "`facts.NAME` takes `reason`, which a call of `refund_order` may leave out",
  ],
  "an argument of another type": [
    "args: { order_id: number }",
    "`facts.NAME` does not take every `order_id` that `refund_order` may be called with: one is a number, the other a string",
  ],
  "an optional argument of another type": [
    "args: { reason?: number }",
    "`facts.NAME` does not take every `reason` that `refund_order` may be called with",
  ],
  "fewer values than the tool": [
    'args: { kind: "full" }',
    "`facts.NAME` does not take every `kind` that `refund_order` may be called with",
  ],
  "a part that the tool may leave out": [
    "args: { address: { city: string; zip: string } }",
    "`facts.NAME` does not take every `address` that `refund_order` may be called with",
  ],
  "items of another type": [
    "args: { tags: number[] }",
    "`facts.NAME` does not take every `tags` that `refund_order` may be called with",
  ],
  "no null": [
    "args: { coupon: string }",
    "`facts.NAME` does not take every `coupon` that `refund_order` may be called with",
  ],
};

const fits: readonly string[] = [
  "args: { order_id: string | number }",
  "args: { order_id: unknown }",
  'args: { kind: "full" | "part" | "none" }',
  "args: { kind: string }",
  "args: { address: { city: string } }",
  "args: { address: { city: string; zip?: string } }",
  "args: { address: { zip?: string | null } }",
  "args: { tags: (string | number)[] }",
  "args: { tags: unknown[] }",
  "args: { coupon: string | null }",
  "args: { amount: number }",
  "args: { tree: { name: string; parts: unknown[] } }",
];

describe("a condition may read a fact only where calls have what it takes", () => {
  const reading = (count: number): string =>
    Array.from({ length: count }, (_, index) => `facts.fact_${index}`).join(" && ");
  let found: Compiled;
  beforeAll(async () => {
    const declarations = Object.values(misfits).map(([parameters]) => takes(parameters));
    const facts = moduleOf(declarations);
    found = await compiled({ facts, when: reading(declarations.length) });
  });

  it.each(Object.entries(misfits).map(([name, [, says]], index) => [name, says, index] as const))(
    "and not where it takes %s",
    (_, says, index) => {
      const text = says.replace("NAME", `fact_${index}`);
      const [error] = found.text.split("\n\n").filter((each) => each.includes(text));
      expect(error).toMatch(/^error\[SC8040\]/u);
      expect(error).toContain(` --> safeclaw.yaml:9:${16 + index * "facts.fact_0 && ".length}\n`);
      expect(error).toContain(`\`fact_${index}\` is declared here`);
    },
  );

  it("as far as is listed", () => {
    expect(found.errors).toHaveLength(Object.keys(misfits).length);
  });

  it(`as where it takes ${fits.join(", ")}`, async () => {
    const facts = moduleOf(fits.map(takes));
    const { exit, text } = await compiled({ facts, when: reading(fits.length) });
    expect({ exit, text }).toMatchObject({ exit: 0 });
  });

  it("which is said in full", async () => {
    const { text } = await compiled({
      facts: "export declare function order(args: { tenant: string }): boolean;\n",
      when: "args.amount < 5.0 && facts.order",
    });
    expect(text.split("\n\n")[0]).toBe(
      `error[SC8040]: \`facts.order\` takes \`tenant\`, which is no argument of \`refund_order\`
 --> safeclaw.yaml:9:37
  |
9 |         when: "args.amount < 5.0 && facts.order"
  |                                     ^^^^^^^^^^^
  = note: \`order\` is declared here (facts.ts:1:25)
  = help: \`refund_order\` has \`order_id\`, \`amount\`, \`reason\`, \`kind\`, \`address\`, \`tags\`, \`coupon\`, \`tree\`; a fact takes arguments of the call under their own names`,
    );
  });
});

describe("an optional argument of a fact that no call has", () => {
  const facts =
    "export declare function order(args: { order_id: string; resaon?: string }): boolean;\n";

  it("is warned of, with what was meant", async () => {
    const { exit, text } = await compiled({ facts, when: "facts.order" });
    expect(exit).toBe(0);
    expect(text.split("\n\n")[0]).toBe(
      `warning[SC8041]: \`order\` takes \`resaon\`, which no call has that it is asked about
 --> facts.ts:1:25
  |
1 | export declare function order(args: { order_id: string; resaon?: string }): boolean;
  |                         ^^^^^ did you mean \`reason\`?
  = help: it is read on \`refund_order\`; remove the argument, or write it as the tools do`,
    );
  });

  it("is fine where another tool on which the fact is read has it", async () => {
    const tool =
      "export declare function refund_item(args: { order_id: string; resaon: string }): void;";
    const project = filesOf({ facts, when: "facts.order" });
    const action = { tool: "refund_item", effect: "allow", when: "facts.order" };
    const path = folder({
      ...project,
      "package.json": "{}",
      "tools.ts": `${project["tools.ts"]}${tool}\n`,
      "safeclaw.yaml": `${project["safeclaw.yaml"]}      - ${JSON.stringify(action)}\n`,
    });
    const { codes, text } = await compileHere(path);
    expect(codes, text).toEqual([]);
  });

  it("is no matter where no condition reads the fact", async () => {
    expect((await compiled({ facts, when: "true" })).codes).not.toContain("SC8041");
  });
});

it("a condition cannot read what there is not", async () => {
  const facts = "export declare function order(): { status: string };";
  const unknown = await compiled({ facts, when: "facts.ordr" });
  expect(unknown.codes).toEqual(["SC8004"]);
  expect(unknown.text).toContain("`facts` has no fact `ordr`");
  expect(unknown.text).toContain("did you mean `order`?");
  expect((await compiled({ facts, when: 'facts.order.state == "a"' })).codes).toEqual(["SC8004"]);
});

it("a condition knows a type that contains itself all the way down", async () => {
  const facts =
    "interface Node { name: string; parent: Node | null }\nexport declare function order(): Node;";
  const parent = "facts.order.parent != null && facts.order.parent";
  const misspelt = await compiled({ facts, when: `${parent}.nmae == "a"` });
  expect(misspelt.codes, misspelt.text).toEqual(["SC8004"]);
  expect(misspelt.text).toContain("did you mean `name`?");
  const number = await compiled({ facts, when: `${parent}.name < 5` });
  expect(number.codes, number.text).toEqual(["SC8003"]);
  const orphan = await compiled({ facts, when: `${parent}.parent.name == "a"` });
  expect(orphan.codes, orphan.text).toEqual(["SC8011"]);
});

it("what no condition reads is not generated, and nothing is said of it", async () => {
  const facts = "export const order = () => true;\nexport const open = () => true;\n";
  const { textOf } = await compileFacts({ facts, when: "facts.open" });
  expect(textOf("facts.ts")).toContain('name: "open"');
  expect(textOf("facts.ts")).not.toContain('name: "order"');
  const without = await compileFacts({ facts, when: "true" });
  expect(without.textOf("facts.ts")).toBe("");
  expect(without.textOf("index.ts")).not.toContain("acts");
});

it.each([
  ["limit?: number", "args.amount <= facts.limit", {}, "fact-failed"],
  ["limit?: number", "args.amount <= facts.limit", { limit: 9 }, null],
  [
    "limit: number | null",
    "facts.limit == null || args.amount <= facts.limit",
    { limit: null },
    null,
  ],
])("a caller's `%s`, where `%s`, given %o: %s", async (member, when, facts, code) => {
  const { policies } = await compileFacts({
    facts: `export interface CallerFacts { ${member} }`,
    when,
  });
  const safeclaw = new SafeClaw(policies, { audit: false, facts: {} });
  expect((await safeclaw.decide("refund_order", refund, { facts })).code).toBe(code);
});
