// README.md of the output folder: what it is and how to change it.

import type { GuardIr } from "../ir/guard-ir.js";
import { type EmittedFile, heading } from "./module.js";

export function emitReadme(
  { policies, facts }: GuardIr,
  source: string,
  fromFolder: (path: string) => string,
): EmittedFile {
  const modules = policies.map(({ module, name, file }) => {
    const from = fromFolder(file) === source ? "" : `, which stands in \`${fromFolder(file)}\``;
    return `- \`${module}.ts\`: the rules of the policy \`${name}\`${from}\n`;
  });
  const text = `<!-- ${heading(source)} -->

# Guards compiled from a SafeClaw policy

Commit this folder, review it, and never edit it: change \`${source}\` and run \`npx safeclaw compile\`.
\`npx safeclaw compile --check\` fails where the folder and the policy differ.

- \`index.ts\`: \`policies\` for \`new SafeClaw(policies, …)\`, and all types
- \`tools.ts\`: how each tool's arguments are checked
${facts === null ? "" : "- `facts.ts`: what the facts are that conditions read\n"}- \`definitions.ts\`: the tool definitions to pass to the model, by assistant
- \`safeclaw.schema.json\`: for editors, so that they complete and check \`${source}\`
${modules.join("")}`;
  return { path: "README.md", text };
}
