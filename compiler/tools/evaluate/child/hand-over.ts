// Runs in a process of its own, bundled with the tools module: imports it, and hands over what it exports.

import { writeSync } from "node:fs";
import type { HandedOver } from "../outcome.js";
import { type Fields, fieldsOf } from "./fields.js";
import { readValues } from "./read-values.js";

/** Whatever the module prints goes elsewhere. */
const channel = 3;

export async function handOver(load: () => Promise<Fields>): Promise<void> {
  // What a timer or a promise of the module throws ends the process as well.
  process.on("uncaughtException", (error: unknown) => send(failureOf(error)));
  try {
    send(readValues(await load()));
  } catch (error) {
    send(failureOf(error));
  }
}

/** The line ends what is handed over: whoever reads it then ends this process, whatever else may go on in it. */
function send(result: HandedOver): void {
  const bytes = Buffer.from(`${JSON.stringify(result)}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(channel, bytes, sent);
}

function failureOf(error: unknown): HandedOver {
  const { code, message, permission, resource, stack } = fieldsOf(error);
  const place = String(stack ?? "");
  if (code === "ERR_ACCESS_DENIED") {
    const what = { permission: String(permission), resource: String(resource ?? "") };
    return { kind: "denied", ...what, stack: place };
  }
  return { kind: "threw", message: String(message ?? error), stack: place };
}
