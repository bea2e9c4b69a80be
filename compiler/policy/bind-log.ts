// What `log` of a policy file may hold.

import type { LogEntry } from "./policy.js";
import { logModes } from "./policy.js";
import { entriesOf, located, type Shape, word } from "./shape.js";

export const log: Shape<readonly LogEntry[]> = (value, place) =>
  loggedTools(value, place)?.flatMap((tool) => {
    const what = `\`log\` of \`${tool.key.text}\``;
    return (loggedArguments(tool.value, { ...place, what }) ?? []).flatMap((argument) => {
      const mode = logMode(argument.value, { ...place, what: `\`${argument.key.text}\`` });
      if (mode === undefined) return [];
      return [{ tool: located(tool.key), argument: located(argument.key), mode: mode.value }];
    });
  });

const loggedTools = entriesOf(
  "a map of tools",
  "write under each tool what is kept of its arguments: `refund_order: { card_number: mask }`",
);
const loggedArguments = entriesOf(
  "a map of arguments",
  "write what is kept of each argument: `card_number: mask`",
);
const logMode = word(logModes, "SC4008");
