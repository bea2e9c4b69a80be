// A policy of the Agent Identity Protocol as one of ours, where ours can say it.

import { parse, stringify } from "yaml";

interface AipPolicy {
  readonly spec?: {
    readonly mode?: string;
    readonly allowed_tools?: readonly string[];
    readonly tool_rules?: readonly ToolRule[];
    readonly protected_paths?: readonly string[];
    readonly identity?: { readonly require_token?: boolean };
  };
}

interface ToolRule {
  readonly tool: string;
  readonly action?: string;
  readonly rate_limit?: unknown;
  readonly allow_args?: Readonly<Record<string, string>>;
}

interface Vector {
  readonly policy: string | null;
  readonly tool: string | null;
  readonly args: object | null;
}

/** As YAML; or why it cannot be said. */
export function ourPolicy({ policy, tool, args }: Vector): { yaml: string } | { unsaid: string } {
  if (tool === null)
    return { unsaid: "it is about methods or answers of a protocol, and no tool call" };
  // INVARIANT: the corpus holds policies of this shape; what a vector leaves out is asked for below.
  const { spec = {} } = (policy === null ? {} : parse(policy)) as AipPolicy;
  const { mode, allowed_tools = [], tool_rules = [], protected_paths } = spec;
  if (mode === "monitor")
    return { unsaid: "a policy that lets through what it denies is none of ours" };
  if (spec.identity?.require_token === true) {
    return { unsaid: "whether a token came along is the server's to see, before any policy" };
  }
  if (tool_rules.some(({ rate_limit }) => rate_limit !== undefined)) {
    return { unsaid: "limits over time need to know the calls before" };
  }
  if (tool !== tool.normalize("NFKC").replace(/\p{Cf}/gu, "")) {
    return { unsaid: "a name that looks like a tool's is no tool's name" };
  }
  const patterns = tool_rules.flatMap(({ allow_args = {} }) => Object.keys(allow_args));
  if (
    Object.entries(args ?? {}).some(
      ([name, value]) => patterns.includes(name) && typeof value !== "string",
    )
  ) {
    return { unsaid: "a value that is no text is not made one; it would have a type" };
  }
  const ruled = new Set(tool_rules.map((rule) => rule.tool));
  const actions = [
    ...allowed_tools
      .filter((name) => !ruled.has(name))
      .map((name) => ({ tool: name, effect: "allow" })),
    ...tool_rules.map(actionOf),
  ].map((action) => protectedFrom(protected_paths, action, args));
  return {
    yaml: stringify({
      version: 1,
      policies: actions.length === 0 ? [] : [{ name: "aip", actions }],
    }),
  };
}

function actionOf({ tool, action = "allow", allow_args = {} }: ToolRule): Action {
  if (action === "block") return { tool, effect: "deny" };
  const require = Object.entries(allow_args).map(([name, pattern]) => ({
    // What may follow need not be said where a match anywhere is enough.
    that: `args.${name}.matches(${JSON.stringify(pattern.replace(/\.\*$/u, ""))})`,
    otherwise: `${name} is not what it may be.`,
  }));
  return {
    tool,
    effect: action === "ask" ? "require_approval" : "allow",
    ...(require.length === 0 ? {} : { constraints: { require } }),
  };
}

interface Action {
  readonly tool: string;
  readonly effect: string;
  readonly constraints?: object;
}

/** Texts of the call that begin with such a path. The tools of the vectors have no schemas, so their names come from the call. */
function protectedFrom(paths: readonly string[] = [], action: Action, args: object | null): Action {
  const names = Object.keys(args ?? {});
  if (paths.length === 0 || action.effect === "deny") return action;
  const require = names.flatMap((name) =>
    paths.map((path) => ({
      that: `!args.${name}.contains(${JSON.stringify(path)})`,
      otherwise: "This path is protected.",
    })),
  );
  return { ...action, constraints: { ...action.constraints, require } };
}
