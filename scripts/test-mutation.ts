// `npm run test:mutation [-- files]` makes the code wrong in one place after the other, and says what no test notices.

import { spawnSync } from "node:child_process";

/** A part of the code, and the tests whose business it is: to ask all of them of each mutant would take days. */
interface Part {
  /** Files, or folders, which end with a slash. */
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

const inAudit = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `runtime/audit/${name}.ts`);

const parts: readonly Part[] = [
  {
    code: ["runtime/predicates/", "runtime/decimal.ts", "runtime/canonical.ts"],
    tests: ["runtime/predicates", "runtime/date-range", "constraints/examples"],
  },
  {
    code: ["compiler/constraints/"],
    tests: [
      "constraints/what-kinds-say",
      "constraints/examples",
      "constraints/narrow-type",
      "constraints/linear-regexp",
      "constraints/lists",
      "constraints/find-slow-text",
      "constraints/count-steps",
      "constraints/is-plainly-linear",
    ],
  },
  {
    code: [
      "runtime/guard.ts",
      "runtime/plan.ts",
      "runtime/circumstances.ts",
      "runtime/define-policies.ts",
      "runtime/check-tables.ts",
      "runtime/answers.ts",
      "runtime/malformed.ts",
      "runtime/copy-value.ts",
      "runtime/read-json.ts",
      "runtime/parse-arguments.ts",
      "runtime/find-repeated-key.ts",
    ],
    tests: [
      "runtime/deciding",
      "runtime/tables",
      "runtime/going-wrong",
      "runtime/conditions",
      "runtime/reading-arguments",
      "runtime/recording",
      "runtime/setting-up",
      "runtime/outcomes",
      "attacks/arguments",
      "facts/looking-up",
      "facts/recording",
    ],
  },
  {
    code: [
      "runtime/safeclaw.ts",
      "runtime/record.ts",
      "runtime/conclude.ts",
      "runtime/check-options.ts",
      "runtime/late-answers.ts",
      "runtime/shorten.ts",
    ],
    tests: [
      "runtime/reading-arguments",
      "runtime/recording",
      "runtime/outcomes",
      "runtime/setting-up",
      "runtime/going-wrong",
      "facts/looking-up",
      "facts/recording",
      "redaction/redaction",
      "redaction/answers",
    ],
  },
  { code: ["runtime/definitions.ts", "runtime/tool-shapes.ts"], tests: ["runtime/definitions"] },
  {
    code: ["runtime/conditions/"],
    tests: ["runtime/condition-functions", "conditions/meaning", "conditions/list-additions"],
  },
  {
    code: ["runtime/facts/"],
    tests: [
      "facts/looking-up",
      "facts/per-run",
      "facts/giving-up",
      "facts/digests",
      "facts/recording",
      "runtime/conditions",
      "runtime/outcomes",
    ],
  },
  {
    code: ["runtime/redaction/"],
    tests: [
      "redaction/kept-arguments",
      "redaction/hidden-names-and-values",
      "redaction/redaction",
      "redaction/answers",
      "redaction/any-arguments",
      "redaction/unfit-arguments",
      "redaction/log-section",
      "facts/recording",
      "runtime/recording",
    ],
  },
  {
    code: [
      "runtime/schema/",
      "runtime/argument-schema.ts",
      "runtime/telling-issue.ts",
      "runtime/without-prototypes.ts",
    ],
    tests: ["runtime/formats", "runtime/schema-checks", "runtime/argument-schema"],
  },
  {
    code: ["runtime/openai/"],
    tests: [
      "openai/connect",
      "openai/handler-results",
      "openai/odd-calls",
      "openai/run-ends",
      "openai/requests",
      "openai/run-with-guard",
      "openai/stream-ends-early",
      "openai/stream-with-guard",
      "openai/tool-outputs",
      "facts/openai",
    ],
  },
  {
    code: inAudit("chain", "seal", "line-bytes", "json-text"),
    tests: ["audit/file-audit", "audit/log-goes-on", "audit/newest-first"],
  },
  {
    code: inAudit("group-commit"),
    tests: ["audit/group-commit"],
  },
  {
    code: inAudit("backlog"),
    tests: ["audit/backlog"],
  },
  {
    code: inAudit(
      "file-audit",
      "file-audit-options",
      "stream-writer",
      "stream-file",
      "flush-at-exit",
    ),
    tests: [
      "audit/file-audit",
      "audit/log-goes-on",
      "audit/closing",
      "audit/disk-faults",
      "audit/checkpoints",
    ],
  },
  {
    code: inAudit("cut-torn-lines", "stream-name"),
    tests: ["audit/newest-first", "audit/process-ends", "audit/log-goes-on"],
  },
  {
    code: inAudit("pseudonyms"),
    tests: ["redaction/pseudonyms"],
  },
  {
    code: inAudit("audit-record"),
    tests: ["audit/read-audit", "audit/file-audit", "audit/follow-audit", "audit/tampered-streams"],
  },
  {
    code: inAudit(
      "audit-filter",
      "audit-scan",
      "fault-tally",
      "line-shape",
      "line-sieve",
      "lines-backward",
      "log-files",
      "open-log-file",
      "read-audit",
      "stream-cursor",
    ),
    tests: ["audit/read-audit", "audit/newest-first", "audit/follow-audit"],
  },
  {
    code: inAudit("follow-audit", "new-lines"),
    tests: ["audit/follow-audit"],
  },
  {
    code: inAudit("merkle", "prove-record"),
    tests: ["audit/merkle", "audit/prove-record"],
  },
  {
    code: inAudit("checkpoint", "signed-note", "signing-key"),
    tests: ["audit/signed-note", "audit/prove-record", "audit/checkpoints"],
  },
  {
    code: inAudit("checkpoints", "anchors", "other-streams"),
    tests: ["audit/checkpoints", "audit/anchors"],
  },
  {
    code: inAudit(
      "audit-files",
      "claims",
      "each-line",
      "file-bytes",
      "link-check",
      "verify-audit",
      "verify-stream",
    ),
    tests: [
      "audit/verify-audit",
      "audit/tampered-checkpoints",
      "audit/tampered-files",
      "audit/tampered-records",
      "audit/tampered-streams",
      "audit/prove-record",
    ],
  },
  {
    code: ["runtime/ship/"],
    tests: [
      "ship/shipping",
      "ship/taking-turns",
      "ship/trying-again",
      "ship/otlp",
      "ship/postgres-trouble",
      "ship/postgres-asking",
      "ship/postgres-shipping",
      "docs/shipping",
    ],
  },
];

/** No dependencies: only this command needs them, and the lockfile would grow by half. Stryker 10 wants Node 22. */
const packages = [
  "@stryker-mutator/core@9.6.1",
  "@stryker-mutator/vitest-runner@9.6.1",
  "vitest@4.1.12",
].flatMap((name) => ["--package", name]);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((file) => !parts.some((part) => has(part, file)));
if (unknown.length > 0) {
  console.error(`no part of scripts/test-mutation.ts has ${unknown.join(", ")}`);
  process.exitCode = 2;
} else {
  for (const part of parts) mutate(part);
}

function mutate(part: Part): void {
  const files =
    wanted.length === 0
      ? part.code.map((path) => (path.endsWith("/") ? `${path}**/*.ts` : path))
      : wanted.filter((file) => has(part, file));
  if (files.length === 0) return;
  const command = ["--yes", ...packages, "stryker", "run", "--mutate", files.join(",")];
  const { status } = spawnSync("npx", command, {
    stdio: "inherit",
    env: {
      ...process.env,
      // Slow ones among them are asked, too.
      SAFECLAW_TESTS: "all",
      SAFECLAW_FILES: part.tests.map((name) => `test/${name}.test.ts`).join(" "),
    },
  });
  if (status !== 0) process.exitCode = 1;
}

function has({ code }: Part, file: string): boolean {
  return code.some((path) => (path.endsWith("/") ? file.startsWith(path) : file === path));
}
