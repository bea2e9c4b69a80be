// Types that contain themselves: read to their first repetition, and from there on by name.

import { describe, expect, it } from "vitest";
import type { ArgumentType } from "../../compiler/tools/argument-type.js";
import type { ToolSignature } from "../../compiler/tools/tool-signature.js";
import { accepts } from "./support/accepts.js";
import { readFiles } from "./support/read.js";

/** How a tool's one argument and its definitions are written, and which of these it has. */
const tools: readonly (readonly [name: string, source: string, definitions: readonly string[]])[] =
  [
    [
      "an interface",
      `interface Node { name: string; children?: Node[] }
     export function tool(args: { x: Node }) { return args; }`,
      ["Node"],
    ],
    [
      "an alias of a union",
      `type Name = { name: string; children?: readonly Name[] } | Name[];
     export function tool(args: { x: Exclude<Name, unknown[]> }) { return args; }`,
      ["Name"],
    ],
    [
      "two interfaces that contain each other",
      `interface Branch { name: string; children?: Twig[] }
     interface Twig { name: string; children?: Branch[] }
     export function tool(args: { x: Branch }) { return args; }`,
      ["Branch"],
    ],
    [
      "the tool's own arguments",
      `interface Args { x: Node }
     interface Node { name: string; children?: Node[]; again?: Args }
     export function tool(args: Args) { return args; }`,
      ["Node", "Args"],
    ],
    [
      "two types of one name",
      `interface Node<Name> { name: Name; children?: Node<Name>[]; other?: Node<number> }
     export function tool(args: { x: Node<string> }) { return args; }`,
      ["Node2", "Node"],
    ],
    [
      "a getter",
      `import { z } from "zod";
     const Node = z.object({ name: z.string(), get children() { return z.array(Node).optional(); } });
     export const tool = z.object({ x: Node });`,
      ["Node"],
    ],
    [
      "a lazy schema",
      `import { z } from "zod";
     interface Named { name: string; children?: Named[] | undefined }
     const Node: z.ZodType<Named> = z.lazy(() => z.object({ name: z.string(), children: z.array(Node).optional() }));
     export const tool = z.object({ x: Node });`,
      ["Node"],
    ],
    [
      "a lazy schema of zod 3",
      `import { z } from "zod/v3";
     interface Named { name: string; children?: Named[] | undefined }
     const Node: z.ZodType<Named> = z.object({ name: z.string(), children: z.lazy(() => Node.array().optional()) });
     export const tool = z.object({ x: Node });`,
      ["Node"],
    ],
    [
      "schemas of two modules",
      `import { z } from "zod";
     import { Node as Other } from "./node.js";
     const Node = z.object({ name: z.string(), get children() { return z.array(Node.or(Other)).optional(); } });
     export const tool = z.object({ x: Node });`,
      ["Node2", "Node"],
    ],
  ];

const node = `
  import { z } from "zod";
  export const Node = z.object({ name: z.string(), get children() { return z.array(Node).optional(); } });
`;

const leaf = { name: "leaf" };
const right = [
  leaf,
  { ...leaf, children: [] },
  { ...leaf, children: [{ ...leaf, children: [leaf] }] },
];
const wrong = [
  {},
  { ...leaf, children: [1] },
  { ...leaf, children: [{ ...leaf, children: [{}] }] },
];

/** The names of the definitions that a type refers to. */
function references(type: ArgumentType): readonly string[] {
  const found: string[] = [];
  JSON.stringify(type, (_, part: unknown) => {
    const { kind, name } = Object(part);
    if (kind === "reference") found.push(name);
    return part instanceof Map ? [...part] : part;
  });
  return found;
}

async function read(source: string): Promise<ToolSignature | undefined> {
  const { tools: all = [], text } = await readFiles({ "tools.ts": source, "node.ts": node });
  expect(text).toBe("\n");
  return all.find(({ name }) => name === "tool");
}

describe("a type that contains itself", () => {
  it.each(tools)("may be %s", async (_, source, names) => {
    const tool = await read(source);
    expect([...(tool?.definitions.keys() ?? [])]).toEqual(names);
    if (tool === undefined) return;
    for (const type of [tool.parameters, ...tool.definitions.values()]) {
      for (const name of references(type)) expect(names).toContain(name);
    }
    const fits = (x: unknown): boolean => accepts(tool.parameters, { x }, tool.definitions);
    expect(right.map(fits)).toEqual(right.map(() => true));
    expect(wrong.map(fits)).toEqual(wrong.map(() => false));
  });

  it("is written out where it is first met", async () => {
    const tool = await read(tools[0]?.[1] ?? "");
    const type = tool?.parameters.properties.get("x")?.type;
    expect(type?.kind).toBe("object");
    expect(type).toEqual(tool?.definitions.get("Node"));
  });
});
