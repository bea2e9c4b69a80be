// How the tests run: against the runtime's sources, with generated modules resolved the same way.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@authensor\/safeclaw-runtime\/(policy|schema|node)$/u,
        replacement: source("./runtime/$1.ts"),
      },
      {
        find: /^@authensor\/safeclaw-runtime\/openai$/u,
        replacement: source("./runtime/openai/index.ts"),
      },
      { find: /^@authensor\/safeclaw-runtime$/u, replacement: source("./runtime/index.ts") },
      { find: /^@authensor\/safeclaw$/u, replacement: source("./compiler/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/.work/**"],
    // One for each core: vitest itself leaves one idle, which on two cores is half of them.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
