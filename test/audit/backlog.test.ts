// What a log holds, against a list of lines that says the same at length.

import fc from "fast-check";
import { expect, it } from "vitest";
import { Backlog } from "../../runtime/audit/backlog.js";

type Step = "hold" | "write" | "sync" | "hold again";

it("hands out what it took, whole and in order, whatever is written, synced or lost in between", () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom<Step>("hold", "hold", "hold", "write", "sync", "hold again"),
      fc.oneof(fc.nat(200), fc.nat(300_000)),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const backlog = new Backlog();
      let [held, written, synced] = ["", "", 0];
      for (const [index, [step, size]] of all.entries()) {
        if (step === "hold") {
          const line = `${String(index).repeat(size)}\n`;
          backlog.hold(Buffer.from(line));
          held += line;
        } else if (step === "write") {
          expect(Buffer.from(backlog.bytes()).toString()).toBe(held);
          // A full disk takes some of it.
          const count = size % 2 === 0 ? held.length : held.indexOf("\n") + 1;
          backlog.markWritten(count);
          [held, written] = [held.slice(count), written + held.slice(0, count)];
        } else if (step === "sync") {
          // Of a sync that ends late, more or less may be written by now.
          const count = synced + (size % 2 === 0 ? written.length : written.indexOf("\n") + 1);
          expect(Buffer.from(backlog.markSynced(count)).toString()).toBe(
            written.slice(0, count - synced),
          );
          [written, synced] = [written.slice(count - synced), count];
        } else {
          backlog.holdAgain();
          [held, written] = [written + held, ""];
        }
        expect(backlog.heldSize).toBe(held.length);
        expect(backlog.writtenSize).toBe(written.length);
        expect(backlog.written).toBe(synced + written.length);
        expect(backlog.isEmpty).toBe(held + written === "");
        expect(backlog.lines).toBe((written + held).split("\n").length - 1);
      }
    }),
  );
});
