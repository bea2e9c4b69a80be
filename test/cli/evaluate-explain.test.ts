// `safeclaw evaluate --explain`: every action that was considered, what it saw, and the nearest call that passes.

import { describe, expect, it } from "vitest";
import { folder } from "./folder.js";
import { type Ran, safeclaw } from "./safeclaw.js";

const files = {
  "tools.ts": `
export async function refund_order(args: {
  order_id: string;
  amount: number;
  reason?: "late" | "damaged" | "other";
  address: { country: string };
}) {
  return args;
}
export async function book_room(args: { from: string; to: string; guests: number }) {
  return args;
}
export async function delete_order(args: { order_id: string }) {
  return args;
}
`,
  "safeclaw.yaml": `version: 1
tools: ./tools.ts
policies:
  - name: everyone
    actions:
      - tool: delete_order
        effect: deny
      - tool: refund_order
        effect: require_approval
  - name: support
    assistant_id: asst_1
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          amount: { min: 0.01, max: 100 }
          reason: { in: [late, damaged], optional: true }
          address.country: { in: [CH, DE], optional: false }
      - tool: book_room
        effect: allow
        constraints:
          max_guests: 4
          from_pattern: "2026-.*"
`,
};

const evaluate = (...options: string[]): Promise<Ran> =>
  safeclaw(["evaluate", "--assistant", "asst_1", "--explain", ...options], folder(files));

const refund = (more: object = {}) => ({
  order_id: "ord_1",
  amount: 50,
  address: { country: "CH" },
  ...more,
});

describe("in words", () => {
  it("each constraint with what it saw, and the call that would pass", async () => {
    const args = JSON.stringify(refund({ amount: 250, reason: "late" }));
    const { stdout, exit } = await evaluate("--tool", "refund_order", "--args", args);
    expect(exit).toBe(1);
    expect(stdout).toBe(`denied  refund_order
  reason   amount must be at most 100
  code     constraint
  argument amount
  rule     support/refund_order/amount.max
  at       safeclaw.yaml:16
considered, in the order of the guard
  support/refund_order  allow  decides  safeclaw.yaml:13
    ✓ amount must be at least 0.01  saw 250
    ✗ amount must be at most 100  saw 250
    ✓ reason must be one of "late", "damaged"  saw "late"
    ✓ address.country must be one of "CH", "DE"  saw "CH"
  everyone/refund_order  require_approval  not reached  safeclaw.yaml:8
nearest call that passes  refund_order {"order_id":"ord_1","amount":100,"address":{"country":"CH"},"reason":"late"} (\`amount\`)
`);
  });

  it("where the condition stands that denies", async () => {
    const policy = `version: 1
tools: ./tools.ts
policies:
  - name: everyone
    actions:
      - tool: book_room
        effect: allow
        constraints:
          require: { that: args.guests < 4.0, otherwise: for small groups }
`;
    const { stdout } = await safeclaw(
      ["evaluate", "--tool", "book_room", "--args", '{"from":"a","to":"b","guests":9}'],
      folder({ ...files, "safeclaw.yaml": policy }),
    );
    expect(stdout).toBe(`denied  book_room
  reason   for small groups
  code     constraint
  rule     everyone/book_room/require#1
  at       safeclaw.yaml:9
`);
  });

  it("both dates of a range that are arguments of their own", async () => {
    const policy = `version: 1
tools: ./tools.ts
policies:
  - name: everyone
    actions:
      - tool: book_room
        effect: allow
        constraints: { date_range_max_days: 3 }
`;
    const stay = { from: "2026-01-01", to: "2026-01-09", guests: 1 };
    const { stdout } = await safeclaw(
      ["evaluate", "--explain", "--tool", "book_room", "--args", JSON.stringify(stay)],
      folder({ ...files, "safeclaw.yaml": policy }),
    );
    expect(stdout).toContain(
      'date_range must span at most 3 days  saw {"from":"2026-01-01","to":"2026-01-09"}\n',
    );
  });

  it("an action that is enough by its name", async () => {
    const { stdout } = await evaluate("--tool", "delete_order", "--args", "{}");
    expect(stdout).toContain(
      "considered, in the order of the guard\n  everyone/delete_order  deny  decides  safeclaw.yaml:6\n",
    );
  });

  it.each<readonly [why: string, call: readonly string[]]>([
    ["everyone/delete_order denies this tool whatever the arguments", ["delete_order", "{}"]],
    ["no action lets this caller use this tool", ["file_search", "{}"]],
    ["there is no tool of this name", ["refund_orders", "{}"]],
    ["the arguments cannot be read", ["refund_order", "{"]],
  ])("why no call is near: %s", async (why, [tool = "", args = ""]) => {
    const { stdout } = await evaluate("--tool", tool, "--args", args);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(`nearest call that passes  none: ${why}`);
  });

  it("why no call is near: approval, facts, and what no single argument changes", async () => {
    const policy = `version: 1
tools: ./tools.ts
facts: ./facts.ts
policies:
  - name: everyone
    actions:
      - tool: delete_order
        effect: require_approval
      - tool: book_room
        effect: allow
        when: facts.user.may
      - tool: refund_order
        effect: allow
        constraints: { require: { that: args.amount * args.amount == 2.25 } }
      - tool: get_order
        effect: require_approval
        constraints: { require: { that: facts.user.may } }
`;
    const path = folder({
      ...files,
      "tools.ts": `${files["tools.ts"]}export async function get_order(args: { order_id: string }) {\n  return args;\n}\n`,
      "facts.ts": "export interface CallerFacts { user: { may: boolean } }",
      "safeclaw.yaml": policy,
    });
    const last = async (tool: string, args: object, facts: object) => {
      const call = [
        "--tool",
        tool,
        "--args",
        JSON.stringify(args),
        "--facts",
        JSON.stringify(facts),
      ];
      const { stdout } = await safeclaw(["evaluate", "--explain", ...call], path);
      return stdout.trimEnd().split("\n").at(-1)?.split("none: ")[1];
    };
    const stay = { from: "a", to: "b", guests: 1 };
    expect([
      await last("delete_order", { order_id: "o" }, {}),
      await last("book_room", stay, {}),
      await last("book_room", stay, { user: { may: false } }),
      await last("refund_order", refund(), {}),
      await last("get_order", { order_id: "o" }, { user: { may: false } }),
    ]).toEqual([
      "everyone/delete_order asks for approval whatever the arguments",
      "a fact is not known",
      "what decides is not in the arguments",
      "none was found by changing single arguments",
      "what decides is not in the arguments",
    ]);
  });

  it("that nothing concerns the call", async () => {
    const { stdout } = await evaluate("--tool", "file_search");
    expect(stdout).toContain("no action that concerns this caller and this tool");
  });
});

type Row = readonly [change: string, tool: string, args: object, nearest: object | null];

const rows: readonly Row[] = [
  ["too much", "refund_order", refund({ amount: 1e9 }), refund({ amount: 100 })],
  ["too little", "refund_order", refund({ amount: -3 }), refund({ amount: 0.01 })],
  ["one of few", "refund_order", refund({ reason: "other" }), refund({ reason: "late" })],
  ["a misspelt one", "refund_order", refund({ reason: "damagd" }), refund({ reason: "damaged" })],
  [
    "deep inside",
    "refund_order",
    refund({ address: { country: "DK" } }),
    refund({ address: { country: "DE" } }),
  ],
  [
    "two at once",
    "refund_order",
    refund({ amount: 101, address: { country: "UK" } }),
    refund({ amount: 100, address: { country: "CH" } }),
  ],
  [
    "what a pattern lets through",
    "book_room",
    { from: "May", to: "June", guests: 2 },
    { from: "2026-May", to: "June", guests: 2 },
  ],
  [
    "a key that is missing",
    "book_room",
    { from: "2026-01-01", guests: 2 },
    { from: "2026-01-01", to: "a", guests: 2 },
  ],
  ["one that there is none of", "delete_order", { order_id: "ord_1" }, null],
];

/** One line of calls in, one decision with its explanation out. */
async function explained(calls: readonly (readonly [tool: string, args: object])[]) {
  const lines = calls.map(([tool, args]) => JSON.stringify({ tool, args, assistant: "asst_1" }));
  const path = folder({ ...files, "calls.jsonl": lines.join("\n") });
  const { stdout } = await safeclaw(["evaluate", "--explain", "--calls", "calls.jsonl"], path);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("the nearest call", () => {
  it("is found where changing single arguments leads to one", async () => {
    const answers = await explained(rows.map(([, tool, args]) => [tool, args]));
    const found = rows.map(([what], index) => [
      what,
      answers[index].explanation.nearest?.args ?? null,
    ]);
    expect(found).toEqual(rows.map(([what, , , nearest]) => [what, nearest]));
  });

  it("passes", async () => {
    const known = rows.flatMap(([, tool, , nearest]) =>
      nearest ? [[tool, nearest] as const] : [],
    );
    const nearby = await explained(known);
    expect(nearby.length).toBe(known.length);
    for (const answer of nearby) {
      expect(answer).toMatchObject({ allowed: true, explanation: { nearest: null } });
    }
  });
});
