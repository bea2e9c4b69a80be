// What `include` may name: files of policies within the repository, each once, none above itself.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Files, folder, write } from "../cli/folder.js";
import { safeclaw } from "../cli/safeclaw.js";
import { toolsJson } from "../cli/samples.js";
import { compiled, compileFiles, compileIn } from "./ask.js";

const policies = (name: string): string =>
  `policies:\n  - name: ${name}\n    actions: [{ tool: refund_order, effect: allow }]\n`;
const root = (include: string): string =>
  `version: 1\ntools: ./tools.json\ninclude: ${include}\npolicies: []\n`;
const file = (name: string, include?: string): string =>
  `version: 1\n${include === undefined ? "" : `include: ${include}\n`}${policies(name)}`;

const chain = (length: number): Files =>
  Object.fromEntries(
    Array.from({ length }, (_, n) => [
      `${n + 1}.yaml`,
      n + 1 === length ? file("last") : `version: 1\ninclude: ./${n + 2}.yaml\npolicies: []\n`,
    ]),
  );

it.each<[what: string, code: string, include: string, files: Files, place: string, says: string]>([
  ["a missing file", "SC1001", "./org.yaml", {}, "safeclaw.yaml:3:10", "there is no such file"],
  ["a folder", "SC1001", "./org", { "org/": "" }, "safeclaw.yaml:3:10", "it is a folder"],
  [
    "an oversize file",
    "SC1002",
    "./org.yaml",
    { "org.yaml": `${file("org")}#${" ".repeat(9_000_000)}` },
    "safeclaw.yaml:3:10",
    "`./org.yaml` has 9,000,",
  ],
  [
    "a file that is no UTF-8",
    "SC1003",
    "./org.yaml",
    { "org.yaml": Buffer.from("# Käse", "latin1") },
    "safeclaw.yaml:3:10",
    "`./org.yaml` is not UTF-8 text",
  ],
  [
    "a file outside the repository",
    "SC1004",
    "../org.yaml",
    {},
    "safeclaw.yaml:3:10",
    "`../org.yaml` lies outside the repository",
  ],
  [
    "a file of a file outside the repository",
    "SC1004",
    "./deep/org.yaml",
    { "deep/org.yaml": file("org", "../../up.yaml") },
    "deep/org.yaml:2:10",
    "`../../up.yaml` lies outside",
  ],
  [
    "the file itself",
    "SC3016",
    "././safeclaw.yaml",
    {},
    "safeclaw.yaml:3:10",
    "`././safeclaw.yaml` is this file itself\n",
  ],
  [
    "a file that includes itself",
    "SC3016",
    "./a.yaml",
    { "a.yaml": file("a", "./a.yaml") },
    "a.yaml:2:10",
    "help: remove the entry",
  ],
  [
    "two files that include each other",
    "SC3016",
    "./a.yaml",
    { "a.yaml": file("a", "./b.yaml"), "b.yaml": file("b", "./a.yaml") },
    "b.yaml:2:10",
    "(a.yaml:2:10)",
  ],
  [
    "one file under two names",
    "SC3017",
    "[./a.yaml, ././a.yaml]",
    { "a.yaml": file("a") },
    "safeclaw.yaml:3:21",
    "`././a.yaml` is the same file as `./a.yaml`, which is included already",
  ],
  [
    "one file twice",
    "SC3017",
    "[./a.yaml, ./a.yaml]",
    { "a.yaml": file("a") },
    "safeclaw.yaml:3:21",
    "(safeclaw.yaml:3:11)",
  ],
  ["nine levels", "SC3019", "./1.yaml", chain(9), "8.yaml:2:10", "over more than 8 levels"],
  [
    "a file with tools of its own",
    "SC3018",
    "./a.yaml",
    { "a.yaml": `tools: ./tools.json\n${file("a")}` },
    "a.yaml:1:1",
    "may not stand in a file that another includes",
  ],
  [
    "a file without a version",
    "SC2002",
    "./a.yaml",
    { "a.yaml": policies("a") },
    "a.yaml:1:1",
    "an included file has no `version`",
  ],
  [
    "a file that is empty",
    "SC2003",
    "./a.yaml",
    { "a.yaml": "" },
    "a.yaml:1:1",
    "an included file",
  ],
  [
    "a fault of YAML",
    "SC1101",
    "./a.yaml",
    { "a.yaml": "version: 1\npolicies: [" },
    "a.yaml:2:",
    "error",
  ],
  [
    "an unknown tool",
    "SC3001",
    "./a.yaml",
    { "a.yaml": file("a").replace("refund_order", "refund_ordr") },
    "a.yaml:4:23",
    "refund_ordr",
  ],
  [
    "a name that two files have",
    "SC3004",
    "[./a.yaml, ./b.yaml]",
    { "a.yaml": file("a"), "b.yaml": file("a").replace("refund_order", "get_customer") },
    "b.yaml:3:11",
    "(a.yaml:3:11)",
  ],
  ["no path", "SC2004", "[]", {}, "safeclaw.yaml:3:10", "empty"],
])("%s: %s", async (_, code, include, files, place, says) => {
  const { errors, text } = await compileFiles({ "safeclaw.yaml": root(include), ...files });
  expect(errors, text).toEqual([code]);
  expect(text).toContain(`--> ${place}`);
  expect(text).toContain(says);
});

it("reports what is wrong in every file at once", async () => {
  const { errors, text } = await compileFiles({
    "safeclaw.yaml": root("[./a.yaml, ./b.yaml, ./c.yaml]"),
    "a.yaml": "version: 2\npolicies: []\n",
    "b.yaml": "version: 1\npolicies: [",
  });
  expect(errors.toSorted(), text).toEqual(["SC1001", "SC1101", "SC2005"]);
});

it("follows a symbolic link within the repository, and none out of it", async () => {
  const path = folder({
    "repository/package.json": "{}",
    "repository/tools.json": toolsJson,
    "repository/safeclaw.yaml": root("[./inside.yaml]"),
    "repository/a.yaml": file("a"),
    "outside.yaml": file("b"),
  });
  const repository = join(path, "repository");
  symlinkSync("a.yaml", join(repository, "inside.yaml"));
  expect((await compileIn(repository)).errors).toEqual([]);

  symlinkSync("../outside.yaml", join(repository, "out.yaml"));
  write(repository, { "safeclaw.yaml": root("./out.yaml") });
  const { errors, text } = await compileIn(repository);
  expect(errors, text).toEqual(["SC1004"]);
});

it("takes two names of one file for the same, also over a symbolic link", async () => {
  const path = folder({
    "package.json": "{}",
    "tools.json": toolsJson,
    "safeclaw.yaml": root("[./a.yaml, ./b.yaml]"),
    "a.yaml": file("a"),
  });
  symlinkSync("a.yaml", join(path, "b.yaml"));
  expect((await compileIn(path)).errors).toEqual(["SC3017"]);
});

it("reads a file that is included by two others once", async () => {
  const { output } = await compiled({
    "safeclaw.yaml": root("[./a.yaml, ./b.yaml]"),
    "a.yaml": "version: 1\ninclude: ./org.yaml\npolicies: []\n",
    "b.yaml": "version: 1\ninclude: ./org.yaml\npolicies: []\n",
    "org.yaml": file("org"),
  });
  expect(output.ir.policies.map(({ name }) => name)).toEqual(["org"]);
});

it("the order is: the file itself, then level by level what is above it, each as it is written", async () => {
  const { output } = await compiled({
    "safeclaw.yaml": root("[./a.yaml, ./b.yaml, ./c.yaml]").replace(
      "policies: []",
      "policies:\n  - name: root\n    actions: [{ tool: get_customer, effect: allow }]",
    ),
    "a.yaml": file("a").replace("refund_order", "get_customer"),
    "b.yaml": file("b", "[./a.yaml, ./d.yaml]"),
    "c.yaml": file("c").replace("refund_order", "file_search"),
    "d.yaml": file("d").replace("refund_order", "code_interpreter"),
  });
  expect(output.ir.policies.map(({ name }) => name)).toEqual(["root", "b", "c", "a", "d"]);
});

it("warns of a file without policies only where no file has any", async () => {
  const { text } = await compileFiles({
    "safeclaw.yaml": root("./a.yaml"),
    "a.yaml": file("a"),
  });
  expect(text).toBe("");
  const none = await compileFiles({
    "safeclaw.yaml": root("./a.yaml"),
    "a.yaml": "version: 1\npolicies: []\n",
  });
  expect(none.text).toContain("warning[SC5004]");
});

it("decisions name the rule, and commands the file that it stands in", async () => {
  const path = folder({
    "package.json": "{}",
    "tools.json": toolsJson,
    "safeclaw.yaml": root("./rules/org.yaml"),
    "rules/org.yaml": file("org"),
  });
  const evaluated = await safeclaw(
    ["evaluate", "--tool", "refund_order", "--args", '{"order_id":"o","amount":1}'],
    path,
  );
  expect(evaluated.stdout).toContain("  rule     org/refund_order\n  at       rules/org.yaml:4\n");
  const status = await safeclaw([], path);
  expect(status.stdout).toContain("  included   1: rules/org.yaml\n");
  const tools = await safeclaw(["tools"], path);
  expect(tools.stdout).toContain("allow in org (rules/org.yaml:4)");
});

it("generated modules say which file their rules stand in", async () => {
  const { output } = await compiled({
    "safeclaw.yaml": root("./org.yaml"),
    "org.yaml": file("org"),
  });
  const [first] = output.files.find(({ path }) => path === "org.ts")?.text.split("\n") ?? [];
  expect(first).toContain("from ../org.yaml.");
});
