// A process, or a thread of one, that records decisions, waits for none of them, and ends in the way that it is told.

import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { fileAudit } from "../../runtime/node.js";
import { allowed } from "./decisions.js";

const [directory = "", way = ""] = isMainThread ? process.argv.slice(2) : workerData;
const sink = fileAudit(directory);
const record = (): void => {
  for (let count = 0; count < 10; count += 1) sink.write({ ...allowed, call: `call_${count}` });
};

const ways: Readonly<Record<string, () => void>> = {
  end: () => undefined,
  exit: () => process.exit(0),
  throw: () => {
    throw new Error("out of its depth");
  },
  SIGTERM: () => process.kill(process.pid, "SIGTERM"),
  SIGINT: () => process.kill(process.pid, "SIGINT"),
  SIGHUP: () => process.kill(process.pid, "SIGHUP"),
  handled: () => {
    process.on("SIGTERM", () => {
      sink.write({ ...allowed, call: "last words" });
      process.exit(7);
    });
    process.kill(process.pid, "SIGTERM");
  },
  "in threads": () => {
    const tsx = JSON.stringify(import.meta.resolve("tsx/esm/api"));
    const self = JSON.stringify(import.meta.url);
    const code = `import(${tsx}).then(({ register }) => (register(), import(${self})))`;
    let ready = 0;
    for (let count = 0; count < 3; count += 1) {
      const worker = new Worker(code, { eval: true, workerData: [directory, "in a thread"] });
      worker.on("message", () => {
        ready += 1;
        if (ready === 3) process.kill(process.pid, "SIGKILL");
      });
    }
  },
  "in a thread": () => {
    parentPort?.postMessage("recorded");
    setInterval(() => undefined, 1000);
  },
};

record();
ways[way]?.();
// A signal to oneself comes a moment later.
if (way.startsWith("SIG") || way === "handled") setTimeout(() => undefined, 10_000);
