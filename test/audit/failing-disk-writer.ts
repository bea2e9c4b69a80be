// A process that decides a call whenever it reads a line, and says what came of it. With `exit`, it closes nothing.

import { createInterface } from "node:readline";
import { SafeClaw } from "../../runtime/index.js";
import { fileAudit } from "../../runtime/node.js";
import { desk, refund } from "../runtime/memory-audit.js";
import { orderDesk } from "../runtime/order-desk.js";

const audit = fileAudit(process.argv[2] ?? "", { onEvent: () => undefined });
const safeclaw = new SafeClaw(orderDesk, { audit });
for await (const callId of createInterface({ input: process.stdin })) {
  const decision = await safeclaw.decide("refund_order", refund, { ...desk, callId });
  console.log(`${callId} ${decision.code ?? "allowed"}`);
}
if (process.argv[3] === "exit") process.exit();
await safeclaw.close();
