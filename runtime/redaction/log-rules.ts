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
  /** How what bears a name is hidden, however the name is written: alone, or with those that lead there. */
  readonly modeOfName: (name: string) => LogMode | null;
}

/** From the least hidden to the most. */
const modes: readonly LogMode[] = ["full", "hash", "mask", "drop"];

/** By tool. */
export function toolLogsOf(log: readonly CompiledLog[]): ReadonlyMap<string, ToolLog> {
  const tools = new Map<string, CompiledLog[]>();
  for (const entry of log) tools.set(entry.tool, [...(tools.get(entry.tool) ?? []), entry]);
  return new Map(Array.from(tools, ([tool, entries]) => [tool, toolLogOf(entries)]));
}

function toolLogOf(log: readonly CompiledLog[]): ToolLog {
  const rules = new Rules();
  const hidden = new Map<string, LogMode>();
  // Of several places with one name, the one that hides most comes last, and counts.
  const inOrder = log.toSorted((a, b) => modes.indexOf(a.mode) - modes.indexOf(b.mode));
  for (const { path, mode } of inOrder) {
    rules.add(path, mode);
    if (mode === "full") continue;
    const keys = path.filter((step) => step !== null);
    for (const name of [...keys.slice(-1), keys.join("")]) hidden.set(plainName(name), mode);
  }
  return { rules, modeOfName: (name) => hidden.get(plainName(name)) ?? null };
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
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
