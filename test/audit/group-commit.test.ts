// Who shares a sync with whom, with syncs that end when the test says so.

import { expect, it } from "vitest";
import { GroupCommit } from "../../runtime/audit/group-commit.js";

interface Disk {
  readonly commits: GroupCommit;
  /** What happened, in order. */
  readonly told: string[];
  /** Ends the sync that is running. */
  end(error?: Error): Promise<void>;
  /** Waits for a sync, and tells how that went. */
  join(name: string): void;
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function disk(): Disk {
  const told: string[] = [];
  let count = 0;
  let running: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const commits = new GroupCommit(() => {
    count += 1;
    told.push(`sync ${count}`);
    return new Promise<void>((resolve, reject) => {
      running = { resolve, reject };
    });
  });
  return {
    commits,
    told,
    end: async (error) => {
      if (error === undefined) running?.resolve();
      else running?.reject(error);
      await soon();
    },
    join: (name) => {
      commits.join().then(
        () => told.push(name),
        (error: Error) => told.push(`${name}: ${error.message}`),
      );
    },
  };
}

it("all who ask at once share one sync, and nobody is told before it ends", async () => {
  const { told, join, end } = disk();
  for (const name of ["a", "b", "c"]) join(name);
  await soon();
  expect(told).toEqual(["sync 1"]);
  await end();
  expect(told).toEqual(["sync 1", "a", "b", "c"]);
});

it("who asks while a sync is running waits for the next, which begins before the others go on", async () => {
  const { told, join, end } = disk();
  join("early");
  await soon();
  join("late");
  await soon();
  expect(told).toEqual(["sync 1"]);
  await end();
  expect(told).toEqual(["sync 1", "sync 2", "early"]);
  await end();
  expect(told).toEqual(["sync 1", "sync 2", "early", "late"]);
});

it("a sync that begins at once is for all who have asked by then, and for nobody after them", async () => {
  const { commits, told, join, end } = disk();
  join("before");
  commits.begin();
  join("after");
  commits.begin();
  await soon();
  expect(told).toEqual(["sync 1"]);
  await end();
  expect(told).toEqual(["sync 1", "sync 2", "before"]);
  await end();
  expect(told.at(-1)).toBe("after");
});

it("a sync that fails is told to who waits for it, and the next is tried all the same", async () => {
  const { told, join, end } = disk();
  join("first");
  await soon();
  join("second");
  await end(new Error("no space"));
  expect(told).toEqual(["sync 1", "sync 2", "first: no space"]);
  await end();
  expect(told.at(-1)).toBe("second");
});

it.each([
  ["fail", new Error("no space")],
  ["succeed", undefined],
])("a sync that nobody waits for may %s", async (_, error) => {
  const { commits, told, join, end } = disk();
  commits.begin();
  const idle = commits.idle();
  await end(error);
  await idle;
  join("later");
  await soon();
  await end();
  expect(told).toEqual(["sync 1", "sync 2", "later"]);
});

it("is idle once no sync is running, nor one that followed on it", async () => {
  const { commits, told, join, end } = disk();
  await commits.idle();
  join("first");
  await soon();
  join("second");
  commits.idle().then(() => told.push("idle"));
  await end();
  expect(told).not.toContain("idle");
  await end();
  expect(told.slice(-2).toSorted()).toEqual(["idle", "second"]);
});
