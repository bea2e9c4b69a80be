// The pattern that is advised instead of one with a loose dot leaves no dot of the name open.

import { expect, it } from "vitest";
import { analysed } from "./analysed.js";
import { action, policy } from "./seeded-defects.js";

const dotsFound = async (pattern: string) => {
  const { diagnostics } = await analysed(
    policy("all", action("mail", `to: { pattern: '${pattern}' }`)),
  );
  return diagnostics.filter(({ code }) => code === "SC5014");
};

it.each([
  ["http://10.0.0.1/[a-z]*", "http://10\\.0\\.0\\.1/[a-z]*"],
  ["http://10\\.0\\.0.1/[a-z]*", "http://10\\.0\\.0\\.1/[a-z]*"],
  ["https://(a|b).example.com/[a-z]*", "https://(a|b)\\.example\\.com/[a-z]*"],
  ["https://(a|b).example\\.com/[a-z]*", "https://(a|b)\\.example\\.com/[a-z]*"],
  ["https://([ab]).example\\.com/", "https://([ab])\\.example\\.com/"],
  ["https://(www.)?example\\.com/", "https://(www\\.)?example\\.com/"],
  ["https://((?:[a-z].){2})example\\.com/", "https://((?:[a-z]\\.){2})example\\.com/"],
  ["https://.+.example\\.com/x", "https://.+\\.example\\.com/x"],
  ["https://example.(com|org)/", "https://example\\.(com|org)/"],
  ["[a-z]{2}.[a-z]{3}.com", "[a-z]{2}\\.[a-z]{3}\\.com"],
  ["a.b:[0-9]+", "a\\.b:[0-9]+"],
])("%s: %s", async (written, advised) => {
  const found = await dotsFound(written);
  expect(found.map(({ help }) => help)).toEqual([`write \`${advised}\``]);
  expect(found[0]?.witness?.answer).toBe("allow");
  const { to } = Object(found[0]?.witness?.args);
  expect(to).not.toMatch(new RegExp(`^(?:${advised})$`, "u"));
  expect(await dotsFound(advised)).toEqual([]);
});

it.each(["[0-9]{2}.[a-z]{2}", "a.", ".a", "(.a)", "(a.)?", "(/).a", "[/].a", "a..b", "a.?b"])(
  "%s is left alone",
  async (pattern) => expect(await dotsFound(pattern)).toEqual([]),
);
