// What the scripted model does: a run plays one turn after another, from the first.

import type { LastError } from "./objects.js";

/** A function the model calls. */
export interface ScriptedCall {
  readonly name: string;
  /** The raw text, as bad as a model may write it. */
  readonly arguments: string;
  /** Default: an id of the server's own. */
  readonly id?: string;
}

/** A step that OpenAI runs itself: the client is never asked, and it is played whether or not the run has the tool. */
export interface BuiltinTurn {
  readonly builtin: "code_interpreter" | "file_search";
  /** The code; or the search, which the API shows nowhere. */
  readonly input?: string;
  /** What the code printed; or the text that was found. */
  readonly output?: string;
}

/** The run ends badly, after the model has said `text`, if given. */
export type BrokenTurn = { readonly text?: string } & (
  | { readonly fail: LastError }
  | { readonly incomplete: "max_completion_tokens" | "max_prompt_tokens" }
  | { readonly expire: true }
);

export type Turn =
  /** Asks for these functions, all at once; the next turn begins when their outputs are in. */
  | { readonly calls: readonly ScriptedCall[] }
  /** Says this, and the run is completed. */
  | { readonly text: string }
  | BuiltinTurn
  /** `requires_action` of a kind that no client knows: this object is the run's `required_action`. */
  | { readonly action: { readonly type: string; readonly [field: string]: unknown } }
  | BrokenTurn;

/** The turns of a run, or what it does in its turn number n, from 0. Where the list ends the model says "Done.". */
export type Script = readonly Turn[] | ((turn: number) => Turn);

/** Plays `script` once. */
export function turnsOf(script: Script): () => Turn {
  let turn = 0;
  return () => {
    const current = turn++;
    return typeof script === "function" ? script(current) : (script[current] ?? { text: "Done." });
  };
}
