// What holds for every page: its links lead somewhere, and hardly a block goes unchecked.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./application.js";
import { partsOf } from "./markdown.js";
import { guide, readPage } from "./pages.js";

const pages = [...guide, "ARCHITECTURE.md", "CONTRIBUTING.md"];

/** What GitHub makes of the headings of a page. */
function anchorsOf(page: string): readonly string[] {
  const prose = readPage(page).replaceAll(/^```[\s\S]*?^```$/gmu, "");
  return Array.from(prose.matchAll(/^#+ (.*)$/gmu), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe.each(pages)("%s", (page) => {
  const links = Array.from(readPage(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/gu));

  test.skipIf(links.length === 0)("has links that lead somewhere", () => {
    const dead = links.filter(([, path = "", anchor = ""]) => {
      const target = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== "" && !anchorsOf(target).includes(anchor);
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });
});

test("only a picture is not checked, and a call that the page's own test takes", () => {
  const unchecked = guide.flatMap((page) =>
    partsOf(readPage(page)).filter((part) => part.kind === "block" && part.language === "text"),
  );
  expect(unchecked).toHaveLength(2);
});
