// Arguments whose names mean something to JavaScript or to nobody, through all that is generated for them.

import { describe, expect, test } from "vitest";
import { compileAllInMemory } from "../support/compile-in-memory.js";

const names = [
  ...[
    "-A",
    "{{userId}}",
    "a.b",
    "a b",
    "1",
    "",
    "naïve",
    "名前",
    "💩",
    "class",
    "await",
    "new",
    "any",
  ],
  ...["constructor", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf", "then", "length"],
  ...["new\nline", "quo\"te'", "`${1}`", "*/", "//", "\u2028", "\\", "</script>", "a".repeat(128)],
];

function toolOf(argument: string, index: number): object {
  const reference = argument.replaceAll("~", "~0").replaceAll("/", "~1");
  return {
    name: `tool_${index}`,
    parameters: {
      type: "object",
      properties: {
        [argument]: { type: "string", maxLength: 3 },
        within: { type: "object", properties: { [argument]: { type: "integer" } } },
        tree: { $ref: `#/$defs/${encodeURIComponent(reference)}` },
        needy: { type: "object", dependentRequired: { first: [argument] } },
        without: { type: "object", not: { required: [argument] } },
        only: { type: "object", propertyNames: { const: argument } },
      },
      required: [argument],
      additionalProperties: false,
      $defs: {
        [argument]: {
          type: "object",
          properties: { [argument]: { $ref: `#/$defs/${encodeURIComponent(reference)}` } },
          additionalProperties: false,
        },
      },
    },
  };
}

const toolsJson = JSON.stringify(names.map(toolOf));
const yaml = `version: 1
tools: ./tools.json
policies:
  - name: anything
    actions:
${names.map((_, index) => `      - { tool: tool_${index}, effect: allow }`).join("\n")}
`;

describe("an argument called", async () => {
  const { policies, definitions } = await compileAllInMemory({ yaml, toolsJson });
  const guard = policies.guard();

  test.each(names.map((name, index) => [JSON.stringify(name), name, index] as const))(
    "%s",
    (_, name, index) => {
      const tool: string = `tool_${index}`;
      const fits = (args: object): boolean => guard.decide(tool, JSON.stringify(args)).allowed;
      const also = (further: object): object => ({ [name]: "abc", ...further });
      expect(fits(also({}))).toBe(true);
      expect(fits({})).toBe(false);
      expect(fits({ [name]: "abcd" })).toBe(false);
      expect(fits({ [name]: 5 })).toBe(false);
      expect(fits({ [`${name}x`]: "abc" })).toBe(false);
      expect(fits(also({ within: {} }))).toBe(true);
      expect(fits(also({ within: { [name]: 5 } }))).toBe(true);
      expect(fits(also({ within: { [name]: 5.5 } }))).toBe(false);
      expect(fits(also({ tree: { [name]: { [name]: {} } } }))).toBe(true);
      expect(fits(also({ tree: { [name]: { [name]: 5 } } }))).toBe(false);
      expect(fits(also({ needy: { first: 1, [name]: 1 } }))).toBe(true);
      expect(fits(also({ needy: { first: 1 } }))).toBe(false);
      expect(fits(also({ without: {} }))).toBe(true);
      expect(fits(also({ without: { [name]: 1 } }))).toBe(false);
      expect(fits(also({ only: { [name]: 1 } }))).toBe(true);
      expect(fits(also({ only: { [`${name}x`]: 1 } }))).toBe(false);
    },
  );

  test("stands in the definitions for the model as the tool has it", () => {
    const required = definitions
      .toolsFor(null, "chat")
      .map((tool) => ("function" in tool ? tool.function.parameters?.["required"] : undefined));
    expect(required).toEqual(
      names
        .map((_, index) => `tool_${index}`)
        .toSorted()
        .map((tool) => [names[Number(tool.slice(5))]]),
    );
  });
});

test("a tool called `it's` can be allowed", async () => {
  const { policies } = await compileAllInMemory({
    yaml: `version: 1
tools: ./tools.json
policies:
  - name: anything
    actions:
      - { tool: "it's", effect: allow }
`,
    toolsJson: JSON.stringify([{ name: "it's", parameters: { type: "object" } }]),
  });
  const tool: string = "it's";
  expect(policies.guard().decide(tool, "{}").allowed).toBe(true);
});
