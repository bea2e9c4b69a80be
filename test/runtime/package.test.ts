// What the runtime's package brings along: nothing.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import * as main from "@authensor/safeclaw-runtime";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const runtime = fileURLToPath(new URL("../../runtime", import.meta.url));
const manifest: Record<string, unknown> = JSON.parse(
  readFileSync(`${runtime}/package.json`, "utf8"),
);

test("it depends on no package, and can do without the one it knows", () => {
  const kinds = Object.keys(manifest).filter((key) => /dependencies|bundled|scripts/iu.test(key));
  expect(kinds).toEqual(["peerDependencies", "peerDependenciesMeta"]);
  expect(Object.keys(Object(manifest["peerDependencies"]))).toEqual(["pg"]);
  expect(manifest["peerDependenciesMeta"]).toEqual({ pg: { optional: true } });
});

describe.each(["index.ts", "policy.ts", "schema.ts", "openai/index.ts"])("%s", (entry) => {
  test("imports nothing from outside, so that it runs at the edge", async () => {
    // Without a platform esbuild resolves neither node: modules nor, from here, any package.
    const { metafile, errors } = await build({
      entryPoints: [`${runtime}/${entry}`],
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "neutral",
      packages: "external",
      logLevel: "silent",
    });
    expect(errors).toEqual([]);
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    );
    expect(imported).toEqual([]);
    expect(Object.keys(metafile.inputs).length).toBeGreaterThan(1);
  });
});

test("what a policy does not use stays out of a bundle", async () => {
  const { metafile } = await build({
    stdin: {
      contents: 'export { atMost } from "./policy.js";',
      resolveDir: runtime,
      loader: "ts",
    },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
  );
  const predicates = used.filter((path) => path.includes("predicates/"));
  expect(predicates.map((path) => basename(path)).toSorted()).toEqual(["argument.ts", "number.ts"]);
});

test("its main entry gives SafeClaw and nothing else", () => {
  expect(Object.keys(main)).toEqual(["SafeClaw"]);
});
