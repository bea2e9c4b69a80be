// Asks a person, tool by tool, what a model may do with it.

import { createInterface } from "node:readline";
import type { Effect } from "../../policy/policy.js";
import type { ToolSignature } from "../../tools/tool-signature.js";
import { describeArguments } from "../describe-arguments.js";
import { paletteOf, type Terminal } from "../terminal.js";

const answers: ReadonlyMap<string, Effect | "skip"> = new Map([
  ["a", "allow"],
  ["allow", "allow"],
  ["d", "deny"],
  ["deny", "deny"],
  ["r", "require_approval"],
  ["require approval", "require_approval"],
  ["require_approval", "require_approval"],
  ["s", "skip"],
  ["skip", "skip"],
  ["", "skip"],
]);

/** The answers by tool, without the skipped ones; undefined where the person left in the middle. */
export async function askEffects(
  tools: readonly ToolSignature[],
  keyboard: NodeJS.ReadableStream,
  terminal: Terminal,
): Promise<ReadonlyMap<string, Effect> | undefined> {
  const { bold, dim } = paletteOf(terminal);
  const say = (text: string) => terminal.stdout.write(text);
  // The terminal itself echoes and edits the line; Ctrl-C ends the process as anywhere else.
  const input = createInterface({ input: keyboard, terminal: false });
  const lines = input[Symbol.asyncIterator]();
  const effects = new Map<string, Effect>();
  say(
    "For each tool: [a]llow, [d]eny, [r]equire approval, or Enter to skip it, which denies it.\n",
  );
  try {
    for (const { name, parameters } of tools) {
      say(`\n${bold(name)} ${dim(describeArguments(parameters))}\n`);
      const effect = await askOne();
      if (effect === undefined) return undefined;
      if (effect !== "skip") effects.set(name, effect);
    }
    return effects;
  } finally {
    input.close();
  }

  async function askOne(): Promise<Effect | "skip" | undefined> {
    say("  a/d/r/Enter: ");
    const line = await lines.next();
    if (line.done === true) return undefined;
    const effect = answers.get(line.value.trim().toLowerCase());
    if (effect !== undefined) return effect;
    say("  Please answer a, d or r, or press Enter.\n");
    return await askOne();
  }
}
