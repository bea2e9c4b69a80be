// Writing the output is all or nothing, also where the disk refuses in the middle.

import { join } from "node:path";
import { expect, it } from "vitest";
import { Report } from "../../compiler/diagnostics/report.js";
import { write as writeOutput } from "../../compiler/output/write.js";
import { type Files, folder, read, snapshot } from "./folder.js";

const contents = (path: string): Record<string, string> =>
  Object.fromEntries([...snapshot(path)].map(([name, seen]) => [name, seen.split(" ")[0] ?? ""]));

const tooLong = `${"x".repeat(300)}.ts`;

it.each<[string, Files, string]>([
  ["a name is too long for the disk", {}, tooLong],
  ["a folder has come to stand in the way", { "generated/late.ts/": "" }, "late.ts"],
])("nothing is left of it where %s", async (_, files, path) => {
  const root = folder({ "generated/changed.ts": "old", "generated/gone.ts": "gone", ...files });
  const before = contents(root);
  const report = new Report();
  const changes = [
    { path: "new.ts", before: null, after: "new" },
    { path: "changed.ts", before: "old", after: "changed" },
    { path: "gone.ts", before: "gone", after: null },
    { path, before: null, after: "late" },
  ];
  await writeOutput(changes, join(root, "generated"), "generated", report);
  expect(report.diagnostics).toMatchObject([{ code: "SC6002" }]);
  expect(contents(root)).toEqual(before);
  await writeOutput(changes.slice(0, 3), join(root, "generated"), "generated", new Report());
  expect(read(root, "generated/changed.ts")).toBe("changed");
});

it("no folder is left where there was none", async () => {
  const root = folder();
  const changes = [{ path: tooLong, before: null, after: "late" }];
  await writeOutput(changes, join(root, "a/b/generated"), "generated", new Report());
  expect(contents(root)).toEqual({});
});
