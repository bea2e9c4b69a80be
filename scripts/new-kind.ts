// `npm run new:kind <key>` begins a constraint kind: its file, its line in the registry, and what is left to do.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { camelCase, kebabCase, reservedWords } from "../compiler/code/identifiers.js";

const [key = "", root = fileURLToPath(new URL("..", import.meta.url))] = process.argv.slice(2);
const constant = camelCase(key);
const file = `${kebabCase(key)}.ts`;
const folder = join(root, "compiler/constraints");

const problem = whyNot();
if (problem === undefined) begin();
else {
  console.error(`${problem}\nusage: npm run new:kind <key>, e.g. npm run new:kind ip_within`);
  process.exitCode = 1;
}

function whyNot(): string | undefined {
  if (!/^[a-z]+(?:_[a-z]+)*$/u.test(key)) return `\`${key}\` is not a key such as \`ip_within\``;
  if (reservedWords.has(constant)) return `\`${constant}\` cannot be the name of a constant`;
  return existsSync(join(folder, file))
    ? `there is compiler/constraints/${file} already`
    : undefined;
}

function begin(): void {
  const index = join(folder, "index.ts");
  const lines = readFileSync(index, "utf8").split("\n");
  // The imports are sorted by path.
  const next = lines.findIndex((line) => (pathIn(line) ?? "") > kebabCase(key));
  const end = lines.findLastIndex((line) => pathIn(line) !== undefined) + 1;
  lines.splice(next < 0 ? end : next, 0, `import { ${constant} } from "./${kebabCase(key)}.js";`);
  lines.splice(lines.indexOf("];"), 0, `  ${constant},`);
  writeFileSync(join(folder, file), kindFile());
  writeFileSync(index, lines.join("\n"));
  console.log(`compiler/constraints/${file}  says what the kind is: so far, one text
compiler/constraints/index.ts  has its line

What is left, each asked for by a test:
- the kind's own words, reader, predicate and examples (test/constraints)
- where no predicate fits: one in runtime/predicates, exported by runtime/policy.ts, its name in
  \`takenIdentifiers\` (test/constraints/reserved-names.test.ts)
- its meaning once more, independently, in test/oracle/holds.ts (test/oracle/examples.test.ts); where it
  is not about text, its type in test/oracle/offending-arguments.ts
- values for it in test/property/witnesses.ts and sample-values.ts, so that the properties try it
- its rows in docs/language.md (test/docs/language.test.ts)
- \`npm run build && npm run compile\`, since the schema for editors knows it`);
}

/** Of an import of a file beside it. */
function pathIn(line: string): string | undefined {
  return /from "\.\/(.*)\.js";$/u.exec(line)?.[1];
}

function kindFile(): string {
  return `// \`${key}: …\` keeps a string …

import { array, literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind, type TextForm } from "./constraint.js";
import { fittingValues } from "./in.js";
import { predicate } from "./predicates.js";
import { textsOf } from "./readers.js";

/** What may be written as its value; the schema for editors says the same. */
const form: TextForm = {
  pattern: /^\\P{Cs}+$/u,
  many: true,
  called: "a text",
  help: "write a text, or a list of them",
};

export const ${constant} = defineKind<readonly string[]>({
  key: "${key}",
  about: "The text is this, or one of these.",
  takes: form,
  short: [],
  on: ["string"],
  read: textsOf(form),
  text: (values) => \`must be \${values.map((value) => JSON.stringify(value)).join(" or ")}\`,
  holds: (values, argument) => values.some((value) => value === argument),
  predicate: (path, values) => predicate("oneOf", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  // What JSON Schema can say of it; null where it cannot, and the model is told in words.
  narrow: (type, values) => (type.kind === "string" ? fittingValues(type, values) : never),
  exact: true,
  examples: [{ yaml: "a", passes: ["a"], fails: ["b", "", 7, null, ["a"]] }],
});
`;
}
