// An endpoint for OpenTelemetry logs that is strict about what it is sent, and fails where a test says so.

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const anyValue: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.strictObject({}),
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ boolValue: z.boolean() }),
    z.strictObject({ intValue: z.string().regex(/^-?\d{1,19}$/u) }),
    z.strictObject({ doubleValue: z.number() }),
    z.strictObject({ arrayValue: z.strictObject({ values: z.array(anyValue) }) }),
    z.strictObject({ kvlistValue: z.strictObject({ values: z.array(keyValue) }) }),
  ]),
);
const keyValue = z.strictObject({ key: z.string().min(1), value: anyValue });
const attributes = z
  .array(keyValue)
  .refine(
    (all) => new Set(all.map(({ key }) => key)).size === all.length,
    "attributes have names of their own",
  );
const nanoseconds = z.string().regex(/^\d{19}$/u);
const logRecord = z.strictObject({
  timeUnixNano: nanoseconds,
  observedTimeUnixNano: nanoseconds,
  severityNumber: z.int().min(1).max(24),
  severityText: z.string(),
  eventName: z.string().min(1),
  body: anyValue,
  attributes,
});
/** ExportLogsServiceRequest, as the protocol's definition has it in JSON. */
const request = z.strictObject({
  resourceLogs: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeLogs: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string() }),
          logRecords: z.array(logRecord),
          schemaUrl: z.url(),
        }),
      ),
    }),
  ),
});

export interface Received {
  readonly event: string;
  readonly severity: number;
  readonly time: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly schemaUrl: string;
  readonly scope: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** In place of a body of JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class LogCollector {
  readonly received: Received[] = [];
  readonly requests: { headers: IncomingHttpHeaders; path: string }[] = [];
  /** What was wrong with what was sent. */
  readonly faults: string[] = [];
  /** In place of what a collector would answer: the first of them to the next request. */
  readonly answers: (Answer | "cut")[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (incoming, outgoing) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const { headers, url: path = "", method } = incoming;
      this.requests.push({ headers, path });
      const bytes = Buffer.concat(chunks);
      const next = this.answers.shift();
      if (next === "cut") return void incoming.socket.destroy();
      const isWhole = method === "POST" && headers["content-type"] === "application/json";
      if (!isWhole) this.faults.push(`${method} of ${headers["content-type"]}`);
      const answer =
        next ?? this.#take(headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes);
      outgoing.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      outgoing.end(answer.text ?? JSON.stringify(answer.body ?? {}));
    });
  }

  static async start(): Promise<LogCollector> {
    const collector = new LogCollector();
    await new Promise<void>((resolve) => collector.#server.listen(0, "127.0.0.1", resolve));
    return collector;
  }

  get url(): string {
    // INVARIANT: it listens on TCP.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(bytes: Uint8Array): Answer {
    const { data, error } = request.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    if (error !== undefined) {
      this.faults.push(error.message);
      return { status: 400, body: { message: error.message } };
    }
    for (const { resource, scopeLogs } of data.resourceLogs) {
      for (const { scope, logRecords, schemaUrl } of scopeLogs) {
        this.received.push(
          ...logRecords.map((record) => ({
            event: record.eventName,
            severity: record.severityNumber,
            time: new Date(Number(BigInt(record.timeUnixNano) / 1_000_000n)).toISOString(),
            body: plain(record.body),
            attributes: plainAll(record.attributes),
            resource: plainAll(resource.attributes),
            schemaUrl,
            scope: scope.name,
          })),
        );
      }
    }
    return { status: 200 };
  }
}

function plainAll(all: readonly { key: string; value?: unknown }[]): Record<string, unknown> {
  return Object.fromEntries(all.map(({ key, value }) => [key, plain(value)]));
}

/** What a value says, in JavaScript's own terms. */
function plain(value: unknown): unknown {
  const [[kind = "", held] = []] = Object.entries(Object(value));
  if (kind === "") return null;
  if (kind === "intValue") return Number(held);
  if (kind === "arrayValue") return Object(held).values.map(plain);
  return kind === "kvlistValue" ? plainAll(Object(held).values) : held;
}
