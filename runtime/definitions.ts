// Which tools an assistant may be given: only what its policy could let through.

import type { ToolTypes } from "./compiled-policy.js";
import type { CompiledPolicies } from "./define-policies.js";
import type { Guard } from "./guard.js";

/** A function of the application, as the Assistants API takes it. */
export interface FunctionTool {
  type: "function";
  function: {
    name: string;
    description?: string;
    parameters?: Record<string, unknown>;
    strict?: boolean | null;
  };
}

/** A tool that runs on the provider's side. */
export interface BuiltinTool {
  type: "code_interpreter" | "file_search";
}

/** What `assistants.create` and `runs.create` take as one of their `tools`. */
export type AssistantTool = FunctionTool | BuiltinTool;

/** A tool as an application may ask for it, of whatever type and API. */
export interface RequestedTool {
  readonly type: string;
  readonly name?: string;
  readonly function?: { readonly name: string };
}

/** The tools of one policy file, by assistant. */
export interface ToolDefinitions<Scoped extends boolean = boolean> {
  /** The tools to pass for this assistant, as copies of its own. Throws where no policy knows the assistant. */
  toolsFor(
    ...assistant: [Scoped] extends [false] ? [assistantId?: string | null] : [assistantId: string]
  ): AssistantTool[];
  /** Throws, naming them, where these tools would enable something that the policy of this assistant does not allow. */
  assertTools(
    assistantId: [Scoped] extends [false] ? string | null | undefined : string,
    tools: readonly RequestedTool[],
  ): void;
}

/** Sorts the tools' definitions by what the policies allow. */
export function defineToolDefinitions<Tools extends ToolTypes, Scoped extends boolean>(
  policies: CompiledPolicies<Tools, Scoped>,
  definitions: readonly AssistantTool[],
): ToolDefinitions<Scoped> {
  return Object.freeze({
    toolsFor(assistantId?: string | null): AssistantTool[] {
      const guard = policies.guard(assistantId);
      if (definitions.some((tool) => isStranger(guard, tool))) {
        throw new Error(`safeclaw: no policy knows the assistant ${JSON.stringify(assistantId)}`);
      }
      return structuredClone(definitions.filter((tool) => mayHave(guard, tool)));
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

/** All that is asked of a guard here. */
type ByNameGuard = Pick<Guard, "decideByName">;

function mayHave(guard: ByNameGuard, tool: RequestedTool): boolean {
  const byName = guard.decideByName(nameOf(tool));
  // SECURITY: a function may not pass for a built-in tool, which is allowed without a look at its arguments, nor a
  // type that we do not know for a function of the same name.
  return tool.type === "function" ? byName === null : byName?.allowed === true;
}

function isStranger(guard: ByNameGuard, tool: RequestedTool): boolean {
  return guard.decideByName(nameOf(tool))?.code === "unknown-assistant";
}

function nameOf(tool: RequestedTool): string {
  return tool.type === "function" ? (tool.function?.name ?? tool.name ?? "") : tool.type;
}

function shown(name: string): string {
  return name === "" ? "(a function without a name)" : name;
}
