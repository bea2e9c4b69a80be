// write: the output folder becomes what was planned, all of it or nothing.

import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../diagnostics/report.js";
import { reasonOf } from "../source/read.js";
import { SourceFile, wholeFile } from "../source/source-file.js";
import type { Change } from "./plan.js";

/** Carries out the changes. Where one cannot be, those before it are taken back, and the fault is reported. */
export async function write(
  changes: readonly Change[],
  folder: string,
  display: string,
  report: Report,
): Promise<void> {
  const due = changes.filter(({ before, after }) => before !== after);
  if (due.length === 0) return;
  const staged = due.map((change) => ({
    ...change,
    temporary: join(folder, `.${change.path}.${process.pid}.tmp`),
  }));
  const done: Change[] = [];
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true });
    for (const { after, temporary } of staged)
      if (after !== null) await writeFile(temporary, after, { flush: true });
    for (const { path, before, after, temporary } of staged) {
      if (after === null) await rm(join(folder, path));
      else await rename(temporary, join(folder, path));
      done.push({ path, before, after });
    }
  } catch (error) {
    await takeBack(done, folder);
    if (made !== undefined) await rm(made, { recursive: true });
    const message = `the output cannot be written: ${reasonOf(error)}`;
    const help = "nothing was changed; make room or mend the permissions, then compile again";
    report.add({
      code: "SC6002",
      message,
      file: new SourceFile(display, ""),
      range: wholeFile,
      help,
    });
  } finally {
    await Promise.all(
      staged.map(({ temporary }) => rm(temporary, { force: true }).catch(() => undefined)),
    );
  }
}

async function takeBack(done: readonly Change[], folder: string): Promise<void> {
  for (const { path, before } of done) {
    if (before === null) await rm(join(folder, path), { force: true });
    else await writeFile(join(folder, path), before);
  }
}
