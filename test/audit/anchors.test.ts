// Where checkpoints go besides the folder; that no decision waits for it.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Anchor, commandAnchor, httpAnchor } from "@authensor/safeclaw-runtime/node";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Anchoring } from "../../runtime/audit/anchors.js";
import { record, SignedLog, sizes } from "./signed-log.js";
import { folder } from "./stream-files.js";

let log: SignedLog;
beforeEach(() => {
  log = new SignedLog();
});

describe("an anchor", () => {
  /** What an anchor is given, if it works: every checkpoint, or the newest of those that it was too slow for. */
  async function anchored(anchor: Anchor): Promise<void> {
    const sink = log.open({ everyRecords: 2, anchor });
    for (let round = 0; round < 3; round += 1) await record(sink, 2);
    await sink.close();
    expect(log.events).toEqual([]);
  }

  it("can be a program, which reads the note", async () => {
    const kept = join(folder(), "kept.txt");
    const script = "require('fs').appendFileSync(process.argv[1], require('fs').readFileSync(0))";
    await anchored(commandAnchor([process.execPath, "-e", script, kept]));
    expect(sizes(readFileSync(kept, "utf8")).at(-1)).toBe(6);
    const bare = await log.verified([kept]);
    expect(bare).toMatchObject({ intact: true, streams: [{ provenBy: { outside: true } }] });
  });

  it("can be a place on the network", async () => {
    const posted: string[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      const { "x-token": token, "content-type": type } = request.headers;
      posted.push(`${request.method} ${request.url} ${token} ${type}\n${body}`);
      response.end("thanks");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    // INVARIANT: a server that listens on a port has an address that is no text.
    const { port } = server.address() as AddressInfo;
    await anchored(httpAnchor(`http://127.0.0.1:${port}/notes`, { "x-token": "secret" }));
    server.close();
    expect(posted.at(-1)).toMatch(
      /^POST \/notes secret text\/plain; charset=utf-8\nsafeclaw\/\S+\n6\n/u,
    );
    expect(log.checkpoints()).toContain(posted.at(-1)?.split("\n").slice(1).join("\n"));
  });

  it("is told of where the place on the network refuses it", async () => {
    const server = createServer((_, response) => {
      response.statusCode = 503;
      response.end("busy");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    // INVARIANT: a server that listens on a port has an address that is no text.
    const { port } = server.address() as AddressInfo;
    const note = httpAnchor(`http://127.0.0.1:${port}/`)("note");
    await expect(note).rejects.toThrow(`127.0.0.1:${port} answered 503`);
    server.close();
  });

  it("can be a program that does not care for what it is given", async () => {
    const note = "x".repeat(1024 * 1024);
    await commandAnchor([process.execPath, "-e", "process.stdin.destroy()"])(note);
  });

  it("can be the standard output", async () => {
    const { stdout } = await log.run("stdout");
    expect(sizes(stdout)).toEqual(sizes(log.checkpoints()));
    expect(sizes(log.checkpoints()).at(-1)).toBe(20);
  });

  it.each<[string, () => Anchor, RegExp]>([
    [
      "throws",
      () => () => {
        throw new Error("no way");
      },
      /^no way$/u,
    ],
    ["rejects", () => async () => await Promise.reject(new Error("no way")), /^no way$/u],
    [
      "is a program that fails",
      () => commandAnchor([process.execPath, "-e", "console.error('sorry');process.exit(3)"]),
      /ended with 3: sorry$/u,
    ],
    [
      "is a program that has much to say",
      () =>
        commandAnchor([process.execPath, "-e", "console.error('s'.repeat(5000));process.exit(3)"]),
      /ended with 3: s{1000}$/u,
    ],
    [
      "is a program that is killed",
      () => commandAnchor([process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"]),
      /ended with SIGKILL: $/u,
    ],
    [
      "is a program that is not there",
      () => commandAnchor([`/nowhere/${randomUUID()}`]),
      /ENOENT/u,
    ],
    ["is a place that does not answer", () => httpAnchor("http://127.0.0.1:9/"), /fetch failed/u],
  ])("that %s is told of, and no decision fails for it", async (_, anchor, reason) => {
    const sink = log.open({ everyRecords: 1, anchor: anchor() });
    for (let count = 1; count <= 3; count += 1) {
      await record(sink, 1);
      await vi.waitFor(() => expect(log.events).toHaveLength(count), { timeout: 20_000 });
    }
    await sink.close();
    for (const event of log.events) {
      expect(event).toMatchObject({
        kind: "anchor-failed",
        error: { message: expect.stringMatching(reason) },
      });
    }
    expect(await log.verified()).toMatchObject({
      intact: true,
      streams: [{ records: 3, proven: 3 }],
    });
  });

  it("that is slow gets the newest checkpoint next, and none of those in between", async () => {
    const taken: number[] = [];
    let go: () => void = () => undefined;
    const sink = log.open({
      everyRecords: 1,
      anchor: async (note) => {
        taken.push(...sizes(note));
        await new Promise<void>((resolve) => {
          go = resolve;
        });
      },
    });
    for (let count = 0; count < 5; count += 1) await record(sink, 1);
    expect(taken).toEqual([1]);
    go();
    await vi.waitFor(() => expect(taken).toEqual([1, 5]));
    go();
    await sink.close();
    expect(sizes(log.checkpoints())).toEqual([1, 2, 3, 4, 5]);
  });

  it("that never answers does not keep a log from being closed", async () => {
    const failures: unknown[] = [];
    const anchoring = new Anchoring(
      () => new Promise(() => undefined),
      (error) => failures.push(error),
    );
    await anchoring.settle(60_000);
    expect(failures).toEqual([]);
    anchoring.send("note");
    await anchoring.settle(1);
    expect(String(failures)).toContain("has not taken a checkpoint within 1 ms");
  });
});
