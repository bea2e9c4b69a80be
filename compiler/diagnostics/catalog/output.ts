// SC6 and SC9: writing the output, and faults of the compiler itself.

import { entries } from "./entry.js";

const smallest = "version: 1\npolicies: []\n";

export const outputEntries = entries({
  SC6001: {
    severity: "error",
    title: "a file that is not ours stands where output would be written",
    why: "The compiler overwrites only files that it made.",
    bad: { "safeclaw.yaml": smallest, "generated/index.ts": "export const mine = true;\n" },
    good: {
      "safeclaw.yaml": "version: 1\nout: ./guards\npolicies: []\n",
      "generated/index.ts": "export const mine = true;\n",
    },
  },
  SC6002: {
    severity: "error",
    title: "the output cannot be written",
    why: "All files are written or none, so that guards and policy never disagree.",
    bad: { "safeclaw.yaml": smallest, generated: "a file where the folder should be\n" },
    good: { "safeclaw.yaml": smallest },
  },
  SC6003: {
    severity: "error",
    title: "the generated files are not current",
    why: "The guards in the repository are not those of the policy: someone changed one without the other.",
    bad: { situation: "`safeclaw compile --check` after an edit of the policy without a compile" },
    good: { situation: "run `safeclaw compile` and commit what it wrote" },
  },
  SC6004: {
    severity: "error",
    title: "a policy is there already",
    why: "Somebody wrote it, and what it denies would be gone.",
    bad: { situation: "`safeclaw init` in a folder that has a safeclaw.yaml" },
    good: { situation: "edit that policy; or `safeclaw init --force`, to begin anew" },
  },
  SC6005: {
    severity: "error",
    title: "the project's Prettier configuration does not work",
    why: "Where a project has a Prettier configuration, the generated code is formatted by it.",
    bad: { "safeclaw.yaml": smallest, ".prettierrc": "{ bad: [\n" },
    good: { "safeclaw.yaml": smallest, ".prettierrc": '{ "semi": false }\n' },
  },
  SC9001: {
    severity: "error",
    title: "a fault of the compiler",
    why: "The compiler met something it was not made for. Nothing was written; please report it.",
    bad: { situation: "an error in safeclaw itself" },
    good: { situation: "none: this should not happen" },
  },
});
