// What every bad policy can count on, whoever made it.

import { expect } from "vitest";
import { folder } from "../cli/folder.js";
import { compileHere } from "./compile-here.js";

/** Compiles, and expects an answer that a person can use: no fault of ours, a place everywhere, in bounded time and length. */
export async function answered(yaml: string): Promise<readonly string[]> {
  const path = folder({ "safeclaw.yaml": yaml });
  const before = process.cpuUsage();
  const { exit, text, codes } = await compileHere(path);
  const { user, system } = process.cpuUsage(before);
  expect(exit, text).toBe(1);
  expect(codes.length).toBeGreaterThan(0);
  expect(text.match(/^ *--> safeclaw\.yaml:\d+:\d+$/gmu)).toHaveLength(codes.length);
  expect(text.length).toBeLessThan(500_000);
  // The YAML library itself takes two to three seconds of a processor for a megabyte of nothing but marks.
  expect((user + system) / 1e6, "seconds of CPU").toBeLessThan(2 + 3 * (yaml.length / 1e6));
  return codes;
}
