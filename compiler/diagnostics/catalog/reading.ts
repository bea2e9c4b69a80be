// SC10 and SC11: reading the policy file, and the YAML it is written in.

import { entries } from "./entry.js";

const smallest = { "safeclaw.yaml": "version: 1\npolicies: []\n" };

const policy = (yaml: string) => ({ "safeclaw.yaml": yaml });

export const readingEntries = entries({
  SC1001: {
    severity: "error",
    title: "the policy file cannot be read",
    why: "A policy that cannot be read allows nothing and compiles to nothing.",
    bad: { "safeclaw.yaml/": "" },
    good: smallest,
  },
  SC1002: {
    severity: "error",
    title: "the policy file is too large",
    why: "Above 8 MiB, parsing takes many seconds and hundreds of megabytes; nobody reviews such a file either.",
    bad: { situation: "a safeclaw.yaml of 20 MB" },
    good: smallest,
  },
  SC1003: {
    severity: "error",
    title: "the policy file is not UTF-8",
    why: "Bytes that are read differently on two machines would give two policies.",
    bad: { situation: "a safeclaw.yaml saved as Latin-1 or UTF-16" },
    good: smallest,
  },
  SC1004: {
    severity: "error",
    title: "a path leaves the repository",
    why: "What a policy names is reviewed together with it; a file outside the repository is not.",
    bad: { "package.json": "{}", "safeclaw.yaml": "version: 1\nout: ../elsewhere\npolicies: []\n" },
    good: { "package.json": "{}", "safeclaw.yaml": "version: 1\nout: ./generated\npolicies: []\n" },
  },
  SC1101: {
    severity: "error",
    title: "the file is not valid YAML",
    why: "The compiler never guesses what a broken line was meant to be.",
    bad: policy("version: 1\npolicies: [\n"),
    good: smallest,
  },
  SC1102: {
    severity: "error",
    title: "a YAML feature that policies do not use",
    why: "Anchors, aliases, merge keys, tags and directives make a policy say something else than what stands there.",
    bad: policy("version: &one 1\npolicies: []\n"),
    good: smallest,
  },
  SC1103: {
    severity: "error",
    title: "a key stands twice",
    why: "One of the two values would silently win.",
    bad: policy("version: 1\npolicies: []\npolicies: []\n"),
    good: smallest,
  },
  SC1104: {
    severity: "error",
    title: "more than one YAML document",
    why: "The second document would be ignored, whatever it denies.",
    bad: policy("version: 1\npolicies: []\n---\nversion: 1\n"),
    good: smallest,
  },
  SC1105: {
    severity: "error",
    title: "a character that may not stand in a policy",
    why: "Control characters and direction marks let a reviewer see another policy than the one that is compiled.",
    bad: policy("version: 1\npolicies: [] # \u202e\n"),
    good: smallest,
  },
  SC1106: {
    severity: "error",
    title: "nested too deeply",
    why: "A policy needs about eight levels. Depth without a bound is a way to crash a parser.",
    bad: policy(`version: 1\npolicies: ${"[".repeat(70)}${"]".repeat(70)}\n`),
    good: smallest,
  },
  SC1107: {
    severity: "error",
    title: "a number that cannot be compared exactly",
    why: "Infinity, NaN, -0 and integers above 2^53 - 1 do not compare as they are written.",
    bad: policy("version: 9007199254740993\npolicies: []\n"),
    good: smallest,
  },
});
