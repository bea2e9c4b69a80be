// SC7020 on: tool definitions in modules.

import { entries } from "./entry.js";

const typescriptTools = "version: 1\ntools: ./tools.ts\npolicies: []\n";

/** A list with one definition, whose parameters are written in this way. */
const definition = (parameters: string): string =>
  `export const tools = [{ type: "function", name: "ping", parameters: ${parameters} }] as const;\n`;

export const toolsModuleEntries = entries({
  SC7020: {
    severity: "error",
    title: "a definition cannot be read without running the module",
    why: "Definitions are read from the source: literals, constants, and what they are put together from. What a function returns, or what is changed afterwards, is known only when the module runs.",
    bad: {
      "safeclaw.yaml": typescriptTools,
      "tools.ts": `const schema = () => ({ type: "object" });\n${definition("schema()")}`,
    },
    good: {
      "safeclaw.yaml": typescriptTools,
      "tools.ts": `const schema = { type: "object" } as const;\n${definition("schema")}`,
    },
  },
});
