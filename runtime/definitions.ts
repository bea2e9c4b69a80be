// Which tools an assistant may be given: only what its policy could let through, and narrowed to that.

import type { ToolTypes } from "./compiled-policy.js";
import type { CompiledPolicies } from "./define-policies.js";
import type { Guard } from "./guard.js";
import {
  type BuiltinTool,
  type FunctionDefinition,
  type Shape,
  type Surface,
  shapes,
  type ToolsBySurface,
} from "./tool-shapes.js";

/** The tools of one policy file, before anything is said of an assistant. */
export interface DefinedTools {
  readonly functions: readonly FunctionDefinition[];
  readonly builtin: readonly BuiltinTool["type"][];
  readonly narrowed: readonly Narrowing[];
}

/** What stands in a function's definition where one of these rules decides, instead of what has the same name there. */
export interface Narrowing {
  readonly rules: readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** A tool as an application may ask for it: of whatever type and API, and with whatever settings. */
export type RequestedTool = AnyTool | (AnyTool & { readonly [setting: string]: unknown });

interface AnyTool {
  readonly type: string;
  readonly name?: string;
  readonly function?: { readonly name: string };
}

/** The tools of one policy file, by assistant. */
export interface ToolDefinitions<Scoped extends boolean = boolean> {
  /**
   * The tools to pass for this assistant, in the shape of the API that they are for (`"assistants"` if not said), as
   * copies of its own. Throws where no policy knows the assistant.
   */
  toolsFor<For extends Surface = "assistants">(
    ...request: ToolsRequest<Scoped, For>
  ): ToolsBySurface[For][];
  /** Throws, naming them, where these tools would enable something that the policy of this assistant does not allow. */
  assertTools(
    assistantId: [Scoped] extends [false] ? string | null | undefined : string,
    tools: readonly RequestedTool[],
  ): void;
}

type ToolsRequest<Scoped extends boolean, For> = [Scoped] extends [false]
  ? [assistantId?: string | null, surface?: For]
  : [assistantId: string, surface?: For];

/** One of the tools. In a list of a thousand object literals of as many types, tsc would compare each with each, and give up. */
export function defineTool(tool: FunctionDefinition): FunctionDefinition {
  return tool;
}

/** One of the narrowings, by itself for the same reason. */
export function defineNarrowing(narrowing: Narrowing): Narrowing {
  return narrowing;
}

/** Sorts the tools' definitions by what the policies allow. */
export function defineToolDefinitions<Tools extends ToolTypes, Scoped extends boolean>(
  policies: CompiledPolicies<Tools, Scoped>,
  { functions, builtin, narrowed }: DefinedTools,
): ToolDefinitions<Scoped> {
  const byRule = new Map(narrowed.flatMap((each) => each.rules.map((rule) => [rule, each])));
  return Object.freeze({
    toolsFor<For extends Surface>(...[assistantId, surface]: ToolsRequest<Scoped, For>) {
      const shape = shapeFor(surface);
      const guard = policies.guard(assistantId);
      const names = [...functions.map(({ name }) => name), ...builtin];
      if (names.some((name) => guard.decideByName(name)?.code === "unknown-assistant")) {
        throw new Error(`safeclaw: no policy knows the assistant ${JSON.stringify(assistantId)}`);
      }
      const own = functions
        .filter(({ name }) => mayHave(guard, { type: "function", name }))
        .map((tool) => narrow(tool, narrowingFor(guard.grantsOf(tool.name), byRule)));
      const hosted = builtin.filter((type) => mayHave(guard, { type }));
      return structuredClone([...own.map(shape.function), ...hosted.flatMap(shape.builtin)]);
    },
    assertTools(assistantId: string | null | undefined, tools: readonly RequestedTool[]): void {
      const guard = policies.guard(assistantId);
      const refused = tools.filter((tool) => !mayHave(guard, tool)).map(nameOf);
      if (refused.length > 0) {
        const whose = assistantId === undefined ? "" : ` of ${JSON.stringify(assistantId)}`;
        throw new Error(
          `safeclaw: the policy${whose} does not allow: ${refused.map(shown).join(", ")}`,
        );
      }
    },
  });
}

function shapeFor<For extends Surface>(surface: For | undefined): Shape<ToolsBySurface[For]> {
  // INVARIANT: where none is given, `For` is its default.
  const wanted = surface ?? ("assistants" as For);
  if (Object.hasOwn(shapes, wanted)) return shapes[wanted];
  const known = Object.keys(shapes).join(", ");
  throw new TypeError(`safeclaw: no tools are shaped for ${JSON.stringify(wanted)}, but: ${known}`);
}

/** Where one of several rules may let a call through, only what they have in common could narrow it. */
function narrowingFor(
  rules: readonly string[],
  byRule: ReadonlyMap<string, Narrowing>,
): Narrowing | undefined {
  const [first, ...others] = rules.map((rule) => byRule.get(rule));
  return others.every((narrowing) => narrowing === first) ? first : undefined;
}

function narrow(tool: FunctionDefinition, narrowing: Narrowing | undefined): FunctionDefinition {
  if (narrowing === undefined) return tool;
  const { description, properties, required } = narrowing;
  const { parameters } = tool;
  return {
    ...tool,
    ...(description === undefined ? {} : { description }),
    parameters: {
      ...parameters,
      properties: { ...parameters.properties, ...properties },
      ...(required === undefined ? {} : { required }),
    },
  };
}

function mayHave(guard: Pick<Guard, "decideByName" | "grantsOf">, tool: RequestedTool): boolean {
  const name = nameOf(tool);
  const byName = guard.decideByName(name);
  // SECURITY: a function may not pass for a built-in tool, which is allowed without a look at its arguments, nor a
  // type that we do not know for a function of the same name.
  return tool.type === "function"
    ? byName === null && guard.grantsOf(name).length > 0
    : byName?.allowed === true;
}

function nameOf(tool: RequestedTool): string {
  return tool.type === "function" ? (tool.function?.name ?? tool.name ?? "") : tool.type;
}

function shown(name: string): string {
  return name === "" ? "(a function without a name)" : name;
}
