// SC3010 to SC3019 and SC5050 to SC5052: policies that take over from each other, agents, and several files.

import { type Example, entries } from "./entry.js";

const tools = `[
  {
    "name": "refund_order",
    "parameters": {
      "type": "object",
      "properties": { "order_id": { "type": "string" }, "amount": { "type": "number" } },
      "required": ["order_id", "amount"],
      "additionalProperties": false
    }
  }
]
`;

/** A file of policies: the keys before them, and each policy with its further keys and its action on the tool. */
const file = (keys: string, ...policies: readonly string[]): string =>
  `version: 1\n${keys}policies:${policies.length === 0 ? " []" : ""}\n${policies.join("")}`;

const policy = (keys: string, action: string): string =>
  `  - ${keys}\n    actions: [{ tool: refund_order, ${action} }]\n`;

const allow = "effect: allow";
const upTo = (amount: number): string => `effect: allow, constraints: { max_amount: ${amount} }`;

const project = (root: string, others: Example = {}): Example => ({
  "safeclaw.yaml": root.replace("version: 1\n", "version: 1\ntools: ./tools.json\n"),
  "tools.json": tools,
  ...others,
});

const org = { "org.yaml": file("", policy("name: org", upTo(500))) };
const within = (keys: string, action: string): Example =>
  project(file("include: ./org.yaml\n", policy(keys, action)), org);

const base = policy("name: base\n    assistant_id: asst_1", upTo(500));
const extending = (name: string): string =>
  `  - name: night\n    assistant_id: asst_2\n    extends: ${name}\n`;
const agents = (map: string, used = "support"): Example =>
  project(file(`agents: { ${map} }\n`, policy(`name: a\n    assistant_id: ${used}`, allow)));

export const compositionEntries = entries({
  SC3010: {
    severity: "error",
    title: "a policy that is extended and does not exist",
    why: "What was to be taken over, denials among it, would be missing.",
    bad: project(file("", base, extending("bas"))),
    good: project(file("", base, extending("base"))),
  },
  SC3011: {
    severity: "error",
    title: "policies that extend each other",
    why: "Neither could come before the other.",
    bad: project(file("", policy("name: a\n    extends: a", allow))),
    good: project(file("", base, extending("base"))),
  },
  SC3012: {
    severity: "error",
    title: "two extended policies that speak of one tool",
    why: "Which of the two is meant hangs on the order of two names, which nobody reads as a decision.",
    bad: project(
      file(
        "",
        base,
        policy("name: other\n    assistant_id: asst_3", upTo(50)),
        extending("[base, other]"),
      ),
    ),
    good: project(
      file(
        "",
        base,
        policy("name: other\n    assistant_id: asst_3", upTo(50)),
        policy("name: night\n    assistant_id: asst_2\n    extends: [base, other]", upTo(50)),
      ),
    ),
  },
  SC3013: {
    severity: "error",
    title: "an id that two agents have",
    why: "A caller with this id would be both, and have what either may do.",
    bad: agents("support: [asst_1], admin: [asst_1]", "[support, admin]"),
    good: agents("support: [asst_1], admin: [asst_2]", "[support, admin]"),
  },
  SC3014: {
    severity: "error",
    title: "an agent's name that is an id as well",
    why: "Nobody could tell whether a policy is for the agent or for the id.",
    bad: agents("support: [support, asst_1]"),
    good: agents("support: [asst_1]"),
  },
  SC3015: {
    severity: "warning",
    title: "an agent that no policy is for",
    why: "Its callers are taken for strangers.",
    bad: agents("support: [asst_1], admin: [asst_2]"),
    good: agents("support: [asst_1]"),
  },
  SC3016: {
    severity: "error",
    title: "files that include each other",
    why: "An included file stands above the one that includes it, and two files cannot stand above each other.",
    bad: project(file("include: ./org.yaml\n"), {
      "org.yaml": file("include: ./safeclaw.yaml\n", policy("name: org", allow)),
    }),
    good: within("name: a\n    assistant_id: asst_1", upTo(50)),
  },
  SC3017: {
    severity: "error",
    title: "a file that is included twice",
    why: "The second entry changes nothing, so another file was meant.",
    bad: project(file("include: [./org.yaml, ./org.yaml]\n"), org),
    good: project(file("include: [./org.yaml]\n"), org),
  },
  SC3018: {
    severity: "error",
    title: "a key that an included file may not have",
    why: "Tools, output and the like are settled once, by the file that is compiled.",
    bad: project(file("include: ./org.yaml\n"), {
      "org.yaml": `tools: ./other.json\n${org["org.yaml"]}`,
    }),
    good: project(file("include: ./org.yaml\n"), org),
  },
  SC3019: {
    severity: "error",
    title: "files that include each other over too many levels",
    why: "Whoever reads a policy has to know every file above it.",
    bad: project(file("include: ./1.yaml\n"), {
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`${n}.yaml`, file(`include: ./${n + 1}.yaml\n`)]),
      ),
      "9.yaml": file("", policy("name: a", allow)),
    }),
    good: project(file("include: ./org.yaml\n"), org),
  },
  SC4009: {
    severity: "error",
    title: "unknown mode",
    why: "A policy decides (`enforce`), or is only evaluated beside the others (`shadow`).",
    bad: project(file("", policy("name: a\n    mode: audit", allow))),
    good: project(file("", policy("name: a\n    mode: shadow", allow))),
  },
  SC5050: {
    severity: "error",
    title: "more than an included file allows",
    why: "What stands above can only be narrowed, unless the policy says `widen: true` and why.",
    bad: project(file("include: ./org.yaml\n", policy("name: a", allow)), {
      "org.yaml": file("", policy("name: org", "effect: deny")),
    }),
    good: within("name: a\n    assistant_id: asst_1", upTo(50)),
  },
  SC5051: {
    severity: "error",
    title: "a policy whose assistants are limited differently by an included file",
    why: "The limits from above would be others for each assistant, and the policy says one thing for all.",
    bad: project(
      file("include: ./org.yaml\n", policy("name: a\n    assistant_id: [asst_1, asst_2]", allow)),
      {
        "org.yaml": file(
          "",
          policy("name: org", upTo(500)),
          policy("name: org-1\n    assistant_id: asst_1", upTo(50)),
        ),
      },
    ),
    good: within("name: a\n    assistant_id: [asst_1, asst_2]", allow),
  },
  SC5053: {
    severity: "error",
    title: "an exception that would reach further than it says",
    why: "Where a denial is lifted it stands before no action any more, so that for which it is lifted must be what decides.",
    bad: project(
      file(
        "include: ./org.yaml\n",
        policy("name: a\n    assistant_id: asst_1", allow),
        policy("name: b\n    widen: true\n    reason: VIPs", upTo(10)),
      ),
      {
        "org.yaml": file(
          "",
          policy("name: night", 'effect: deny, when: args.order_id == "1"'),
          policy("name: org", allow),
        ),
      },
    ),
    good: within("name: a\n    assistant_id: asst_1\n    widen: true\n    reason: VIPs", upTo(900)),
  },
  SC5052: {
    severity: "error",
    title: "a policy that widens nothing",
    why: "`widen` stands in reviews as an exception; where there is nothing to except from, it hides those that are real.",
    bad: project(file("", policy("name: a\n    widen: true\n    reason: VIPs", allow))),
    good: within("name: a\n    assistant_id: asst_1\n    widen: true\n    reason: VIPs", upTo(900)),
  },
});
