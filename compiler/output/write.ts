// write: the output folder becomes what was planned, all of it or nothing.

import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
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
  await sweep(changes, folder);
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

/** Removes what a compile that was killed left behind: temporary files of these very names. */
async function sweep(changes: readonly Change[], folder: string): Promise<void> {
  const ours = new Set(changes.map(({ path }) => path));
  const isLeftOver = (name: string) => ours.has(/^\.(.+)\.\d+\.tmp$/u.exec(name)?.[1] ?? "");
  // What cannot be listed or removed here is reported where it matters: when the output is written.
  const names = await readdir(folder).catch((): string[] => []);
  const leftOver = names.filter(isLeftOver).map((name) => rm(join(folder, name)));
  await Promise.allSettled(leftOver);
}

async function takeBack(done: readonly Change[], folder: string): Promise<void> {
  for (const { path, before } of done) {
    if (before === null) await rm(join(folder, path), { force: true });
    else await writeFile(join(folder, path), before);
  }
}
