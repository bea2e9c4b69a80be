// What every bad policy can count on, whoever made it.

import { expect } from "vitest";
import { folder } from "../cli/folder.js";
import { compileHere } from "./compile-here.js";

/** Compiles, and expects an answer that a person can use: no fault of ours, a place everywhere, in bounded length. What takes for ever ends the test. */
export async function answered(yaml: string): Promise<readonly string[]> {
  const path = folder({ "safeclaw.yaml": yaml });
  const { exit, text, codes } = await compileHere(path);
  expect(exit, text).toBe(1);
  expect(codes.length).toBeGreaterThan(0);
  expect(text.match(/^ *--> safeclaw\.yaml:\d+:\d+$/gmu)).toHaveLength(codes.length);
  expect(text.length).toBeLessThan(500_000);
  return codes;
}
