// A process of its own that decides a little and ends: having closed its log, or not.

import { otlpAudit } from "../../../runtime/ship/otlp/index.js";
import { postgresAudit } from "../../../runtime/ship/postgres/index.js";
import { allowed } from "../../audit/decisions.js";

const [directory = "", target = "", way = ""] = process.argv.slice(2);
const shipping = { interval: 10 };
const audit = target.startsWith("postgres:")
  ? postgresAudit({ directory, connection: target, shipping })
  : otlpAudit({ directory, endpoint: target, shipping });
audit.write(allowed);
await audit.flush();
// Long enough for a connection to be open.
await new Promise((resolve) => setTimeout(resolve, 300));
audit.write(allowed);
await audit.flush();
if (way === "closes") await audit.close();
