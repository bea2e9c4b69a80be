// What a log leaves behind once it is closed.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { fileAudit } from "../../runtime/node.js";
import { allowed, unkept } from "./decisions.js";
import { folder } from "./stream-files.js";

it("is what was recorded and nothing else, although a sync was due when it was closed", async () => {
  const directory = folder();
  const sink = fileAudit(directory);
  sink.write(allowed);
  const due = performance.now() + 10;
  while (performance.now() < due);
  await sink.close();
  await sleep(50);
  const [file = "", ...others] = readdirSync(directory);
  expect(others).toEqual([]);
  expect(readFileSync(join(directory, file), "utf8").trimEnd().split("\n")).toHaveLength(1);
});

it("is also what was revoked while it was being closed, and nothing after that", async () => {
  const directory = folder();
  const sink = fileAudit(directory);
  sink.write(allowed);
  const closing = sink.close();
  expect(() => sink.write(allowed)).toThrow("the audit log is closed");
  sink.write(unkept);
  await closing;
  expect(() => sink.write(unkept)).toThrow("the audit log is closed");
  const [file = ""] = readdirSync(directory);
  const lines = readFileSync(join(directory, file), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).code)).toEqual([null, "audit-failed"]);
});
