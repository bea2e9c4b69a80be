// How the tests run: against the runtime's sources, with generated modules resolved the same way.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What takes long and seldom breaks alone: installing from tarballs, a server that is killed, full disks, code so deep that
 * tsc takes its time, megabytes of hostile text, tools in all styles through tsc, conditions beside their reference,
 * projects set up, the examples of the guide, a page in a browser. With SAFECLAW_TESTS=all, as `.ci/run` and `npm run test:deep` have it.
 */
const slow = [
  "test/audit/disk-faults.test.ts",
  "test/audit/export.test.ts",
  "test/audit/tampered-records.test.ts",
  "test/cli/audit-verify.test.ts",
  "test/cli/deep-arguments.test.ts",
  "test/cli/init.test.ts",
  "test/cli/pack-and-install.test.ts",
  "test/constraints/linear-regexp.test.ts",
  "test/diagnostics/bulk.test.ts",
  "test/diagnostics/corpora.test.ts",
  "test/docs/guide.test.ts",
  "test/editor/editor-schema.test.ts",
  "test/property/conditions.test.ts",
  "test/property/oracle.test.ts",
  "test/runtime/definitions-corpora.test.ts",
  "test/ship/postgres-asking.test.ts",
  "test/ship/postgres-command.test.ts",
  "test/ship/postgres-shipping.test.ts",
  "test/tools/corpora-code.test.ts",
  "test/tools/emitted-arguments.test.ts",
  "test/tools/read-definitions.test.ts",
  "test/tools/read-sdk-tools.test.ts",
  "test/types/drift.test.ts",
  "test/types/unchanged-tools.test.ts",
];

/** The files that take the longest. */
const longest =
  /\/(?:property\/(?:differential|included|narrowed-definitions)|docs\/guide|cli\/init|cli\/pack-and-install)\.test\.ts$/u;

/** A long file that begins last would leave all cores but one idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  // Stryker asks for threads, in which a process cannot change its folder and a log holds nothing back.
  plugins: [
    {
      name: "in-processes",
      configureVitest({ project }) {
        project.config.pool = "forks";
      },
    },
  ],
  resolve: {
    alias: [
      {
        find: /^@authensor\/safeclaw-runtime\/(policy|conditions|schema|node)$/u,
        replacement: source("./runtime/$1.ts"),
      },
      {
        find: /^@authensor\/safeclaw-runtime\/openai$/u,
        replacement: source("./runtime/openai/index.ts"),
      },
      {
        find: /^@authensor\/safeclaw-runtime\/(postgres|otlp)$/u,
        replacement: source("./runtime/ship/$1/index.ts"),
      },
      { find: /^@authensor\/safeclaw-runtime$/u, replacement: source("./runtime/index.ts") },
      { find: /^@authensor\/safeclaw$/u, replacement: source("./compiler/index.ts") },
    ],
  },
  test: {
    // `npm run test:mutation` asks some files only.
    include: (process.env["SAFECLAW_FILES"] ?? "test/**/*.test.ts").split(" "),
    exclude: ["test/.work/**", ...(process.env["SAFECLAW_TESTS"] === "all" ? [] : slow)],
    sequence: { sequencer: LongestFirst },
    // No test file leaves anything behind in its process, and loading all modules afresh for each would take a third more.
    isolate: false,
    // One for each core: vitest itself leaves one idle, which on two cores is half of them.
    maxWorkers: "100%",
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On a busy machine, what is waited for comes late.
    expect: { poll: { timeout: 20_000 } },
  },
});
