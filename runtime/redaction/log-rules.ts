// What a policy says of the audit, as a tree for each tool that it speaks of.

export type LogMode = "full" | "hash" | "mask" | "drop";

/** What is kept of one argument. */
export interface CompiledLog {
  readonly tool: string;
  /** The keys that lead to it; null for every item of a list. */
  readonly path: readonly (string | null)[];
  readonly mode: LogMode;
}

/** What is said of a value, and of what is in it. */
export interface LogRules {
  /** Null where nothing is said of the value as a whole. */
  readonly mode: LogMode | null;
  readonly keys: ReadonlyMap<string, LogRules>;
  readonly items: LogRules | null;
  /** Whether any of it is hidden. */
  readonly hides: boolean;
  /** Whether any of it is kept in full. */
  readonly keeps: boolean;
}

/** What is said of one tool. */
export interface ToolLog {
  readonly rules: LogRules;
  /** The names of what is hidden, as `plainName` gives them: alone, and with those that lead there. */
  readonly hiddenNames: ReadonlySet<string>;
}

/** By tool. */
export function toolLogsOf(log: readonly CompiledLog[]): ReadonlyMap<string, ToolLog> {
  const tools = new Map<string, { readonly rules: Rules; readonly hiddenNames: Set<string> }>();
  for (const { tool, path, mode } of log) {
    const { rules, hiddenNames } = tools.get(tool) ?? {
      rules: new Rules(),
      hiddenNames: new Set(),
    };
    tools.set(tool, { rules, hiddenNames });
    rules.add(path, mode);
    const keys = path.filter((step) => step !== null);
    if (mode === "full") continue;
    hiddenNames.add(plainName(keys.at(-1) ?? "")).add(plainName(keys.join("")));
  }
  return tools;
}

class Rules implements LogRules {
  mode: LogMode | null = null;
  hides = false;
  keeps = false;
  readonly keys = new Map<string, Rules>();
  items: Rules | null = null;

  add([step, ...rest]: CompiledLog["path"], mode: LogMode): void {
    if (mode === "full") this.keeps = true;
    else this.hides = true;
    if (step === undefined) this.mode = mode;
    else this.#at(step).add(rest, mode);
  }

  #at(step: string | null): Rules {
    const rules = (step === null ? this.items : this.keys.get(step)) ?? new Rules();
    if (step === null) this.items = rules;
    else this.keys.set(step, rules);
    return rules;
  }
}

/** The same for all ways to write a name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
