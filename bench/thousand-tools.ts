// A project of 1,000 tools in a JSON file, each of another shape, and a policy that allows them all.

const types = ["string", "integer", "number", "boolean"];

/** Files by name. */
export function thousandTools(): readonly (readonly [name: string, text: string])[] {
  const tools = Array.from({ length: 1000 }, (_, index) => tool(index));
  const actions = tools.map(({ name }) => `      - tool: ${name}\n        effect: allow\n`);
  return [
    ["tools.json", JSON.stringify(tools, null, 2)],
    [
      "safeclaw.yaml",
      `version: 1\ntools: ./tools.json\npolicies:\n  - name: all\n    actions:\n${actions.join("")}`,
    ],
  ];
}

function tool(index: number) {
  const properties = Array.from({ length: 2 + (index % 7) }, (_, at) => [
    `argument_${at}`,
    { ...schema(index + at), description: `What argument ${at} of tool ${index} is for.` },
  ]);
  return {
    name: `tool_${index}`,
    description: `Tool number ${index}, which does what its name says.`,
    parameters: {
      type: "object",
      properties: Object.fromEntries(properties),
      required: ["argument_0"],
      additionalProperties: false,
    },
  };
}

function schema(seed: number): object {
  if (seed % 11 === 0) return { type: "array", items: { type: "string", maxLength: seed } };
  if (seed % 13 === 0) {
    return { type: "object", properties: { id: { type: "string" }, count: { type: "integer" } } };
  }
  if (seed % 5 === 0) return { type: "string", enum: ["open", "shipped", `state-${seed}`] };
  return { type: types[seed % types.length] };
}
