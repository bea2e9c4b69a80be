// Sees to it that what logs still hold is written when the process ends: at its exit, and at signals to end.

import { isMainThread } from "node:worker_threads";

export interface Flushable {
  /** Writes and syncs at once. Never throws. */
  flushNow(): void;
}

const open = new Set<Flushable>();
const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

export function flushAtExit(log: Flushable): void {
  if (open.size === 0) {
    process.on("exit", flushAll);
    // Other threads are told nothing of signals.
    if (isMainThread) for (const signal of signals) process.on(signal, endBy);
  }
  open.add(log);
}

export function forget(log: Flushable): void {
  if (!open.delete(log) || open.size > 0) return;
  process.off("exit", flushAll);
  for (const signal of signals) process.off(signal, endBy);
}

function flushAll(): void {
  for (const log of open) log.flushNow();
}

/** Who listens to a signal keeps the process from ending by it: where nobody else does, that is made up for. */
function endBy(signal: NodeJS.Signals): void {
  flushAll();
  if (process.listenerCount(signal) > 1) return;
  process.off(signal, endBy);
  process.kill(process.pid, signal);
}
