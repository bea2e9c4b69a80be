// The log as OpenTelemetry logs: what is sent, and what happens where the endpoint is in trouble.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type OtlpAuditOptions,
  type OtlpTargetOptions,
  otlpAudit,
  otlpTarget,
  type ShipEvent,
  shipAudit,
} from "@authensor/safeclaw-runtime/otlp";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { sealEvent } from "../../runtime/audit/seal.js";
import { allowed, approval, denied, unkept, unknownTool } from "../audit/decisions.js";
import { folder } from "../audit/stream-files.js";
import { freePort } from "./support/free-port.js";
import { type Answer, LogCollector } from "./support/log-collector.js";
import { runShortLife } from "./support/run-short-life.js";

let collector: LogCollector;
let events: ShipEvent[];
beforeEach(async () => {
  events = [];
  collector = await LogCollector.start();
  onTestFinished(() => collector.close());
  for (const name of Object.keys(process.env).filter((each) => each.startsWith("OTEL_")))
    vi.stubEnv(name, "");
  onTestFinished(() => void vi.unstubAllEnvs());
});

const shipping = {
  interval: 10,
  closeTimeout: 20_000,
  onEvent: (event: ShipEvent) => events.push(event),
};
const endpoint = () => `${collector.url}/v1/logs`;

/** Records these in a log of their own, until all have arrived. */
async function record(
  records: readonly DecisionRecord[],
  options: Partial<OtlpAuditOptions> = { endpoint: endpoint() },
): Promise<string> {
  const directory = folder();
  const audit = otlpAudit({ directory, shipping, ...options });
  for (const each of records) audit.write(each);
  await audit.close();
  return directory;
}

const outcome = { ...allowed, args: null, outcome: { of: 1, status: "error", ms: 12.5 } } as const;

describe("what is sent", () => {
  it("has the names of the conventions for generative AI, and our own for the rest", async () => {
    await record([allowed, denied, unknownTool, approval, outcome]);
    expect(collector.faults).toEqual([]);
    expect(events).toEqual([]);
    const [first, second, third, fourth, last] = collector.received;
    expect(first).toEqual({
      event: "safeclaw.decision",
      severity: 9,
      time: expect.stringMatching(/^\d{4}-.*Z$/u),
      body: "allow refund_order: Refunds up to 100",
      schemaUrl: "https://opentelemetry.io/schemas/1.38.0",
      resource: {},
      attributes: {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "refund_order",
        "gen_ai.tool.call.id": "call_1",
        "gen_ai.agent.id": "asst_abc123",
        "gen_ai.conversation.id": "thread_Q1",
        "safeclaw.run": "run_77",
        "safeclaw.effect": "allow",
        "safeclaw.allowed": true,
        "safeclaw.rule": "support-assistant/refund_order",
        "safeclaw.line": 12,
        "safeclaw.reason": "Refunds up to 100",
        "safeclaw.policy": "sha256:0a1b2c",
        "safeclaw.stream": expect.any(String),
        "safeclaw.seq": 1,
        "safeclaw.hash": expect.stringMatching(/^[0-9a-f]{64}$/u),
      },
    });
    expect(second).toMatchObject({ severity: 13, attributes: { "safeclaw.code": "constraint" } });
    expect(Object.keys(Object(third?.attributes))).not.toContain("gen_ai.agent.id");
    expect(fourth).toMatchObject({
      severity: 13,
      attributes: { "safeclaw.effect": "require_approval" },
    });
    expect(last).toMatchObject({
      event: "safeclaw.outcome",
      severity: 17,
      attributes: {
        "gen_ai.tool.call.id": "call_1",
        "safeclaw.outcome.of": 1,
        "safeclaw.outcome.ms": 12.5,
        "error.type": "_OTHER",
      },
    });
  });

  const args = { text: "退款 \0", deep: [{ a: [1, 2.5, -0, null, true, {}] }], big: 2 ** 53 - 1 };
  const whole = { ...allowed, args };
  const withContent = {
    ...outcome,
    outcome: { ...outcome.outcome, status: "ok", content: { refunded: 1 } },
  } as const;

  it.each([
    ["1.37", "safeclaw.args", "safeclaw.outcome.content"],
    ["1.38", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result"],
  ] as const)(
    "holds arguments and results only where asked to, in version %s as %s",
    async (semconv, argsName, resultName) => {
      await record([whole, withContent], { endpoint: endpoint(), semconv });
      expect(JSON.stringify(collector.received)).not.toMatch(/退款|refunded/u);
      collector.received.length = 0;
      await record([whole, withContent], { endpoint: endpoint(), semconv, content: true });
      const [first, second] = collector.received;
      expect(first?.attributes[argsName]).toEqual({
        ...args,
        deep: [{ a: [1, 2.5, 0, null, true, {}] }],
      });
      expect(second?.attributes[resultName]).toEqual({ refunded: 1 });
      expect(collector.faults).toEqual([]);
      expect(first?.schemaUrl).toContain(semconv);
    },
  );

  it("says which record it revokes", async () => {
    await record([unkept], { endpoint: endpoint() });
    expect(collector.received[0]?.attributes).toMatchObject({ "safeclaw.revokes.of": 2 });
    expect(collector.faults).toEqual([]);
  });

  it("says what a shadow policy would have made of it, and facts where content goes along", async () => {
    const shadow = { effect: "deny", code: "constraint", rule: "trial/refund_order" } as const;
    const facts = { order: "sha256:00ff", user: { id: "u1" }, shop: { failed: "late" } };
    for (const content of [false, true]) {
      await record([{ ...allowed, facts, shadow }], { endpoint: endpoint(), content });
    }
    const [without, whole] = collector.received.map(({ attributes }) => attributes);
    expect(without).toMatchObject({
      "safeclaw.shadow.effect": "deny",
      "safeclaw.shadow.code": "constraint",
      "safeclaw.shadow.rule": "trial/refund_order",
    });
    expect(without).not.toHaveProperty(["safeclaw.facts"]);
    expect(whole).toHaveProperty(["safeclaw.facts"], facts);
    expect(collector.faults).toEqual([]);
  });

  it("says what was redacted", async () => {
    await record([{ ...allowed, args: { card: "…" }, redacted: ["card:mask"] }]);
    expect(collector.faults).toEqual([]);
    expect(collector.received[0]?.attributes["safeclaw.redacted"]).toEqual(["card:mask"]);
  });

  it("tells what befell the log itself", async () => {
    const directory = folder();
    const { bytes } = sealEvent("file moved", { path: "/x" }, 1, "2026-11-21T08:00:00.000Z", "");
    writeFileSync(join(directory, "a.jsonl"), bytes);
    await shipAudit(directory, otlpTarget({ endpoint: endpoint() }), shipping).close();
    expect(collector.faults).toEqual([]);
    expect(collector.received).toMatchObject([
      {
        event: "safeclaw.event",
        body: "file moved",
        time: "2026-11-21T08:00:00.000Z",
        attributes: { "safeclaw.detail": { path: "/x" } },
      },
    ]);
  });
});

describe("where it goes", () => {
  it("is what the environment says, as for all of OpenTelemetry", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `${collector.url}/base/`);
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b, x-other=c");
    vi.stubEnv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    vi.stubEnv("OTEL_SERVICE_NAME", "desk");
    vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "service.name=x,deployment.environment.name=test");
    await record([allowed], {});
    const [{ headers, path } = { headers: {}, path: "" }] = collector.requests;
    expect(path).toBe("/base/v1/logs");
    expect(headers).toMatchObject({ "x-key": "a b", "x-other": "c", "content-encoding": "gzip" });
    expect(collector.received).toMatchObject([
      { resource: { "service.name": "desk", "deployment.environment.name": "test" } },
    ]);
  });

  it("is what is said of logs before what is said of everything, and the options before both", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1");
    vi.stubEnv("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", `${collector.url}/logs`);
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=everything");
    vi.stubEnv("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "x-key=logs");
    await record([allowed], { resource: { "service.name": "desk" } });
    await record([allowed], { endpoint: endpoint(), headers: { "x-key": "options" } });
    expect(collector.requests.map(({ path, headers }) => `${path} ${headers["x-key"]}`)).toEqual([
      "/logs logs",
      "/v1/logs options",
    ]);
    expect(collector.received).toMatchObject([{ resource: { "service.name": "desk" } }, {}]);
  });

  it.each<[OtlpTargetOptions, RegExp]>([
    [{ endpoint: "localhost:4318" }, /no URL/u],
    [
      { headers: { "x-key": "canary\nx" } },
      /^a header for OTLP has a name or a value that HTTP does not have$/u,
    ],
    [JSON.parse('{"semconv":"1.0"}'), /1\.37, 1\.38/u],
    [JSON.parse('{"url":"http://x"}'), /no option `url`.*endpoint/u],
  ])("refuses %j", (options, message) => {
    expect(() => otlpTarget(options)).toThrow(message);
  });
});

describe("an endpoint in trouble", () => {
  const many = Array.from({ length: 50 }, (_, index) => ({ ...allowed, call: `call_${index}` }));
  const calls = () => collector.received.map(({ attributes }) => attributes["gen_ai.tool.call.id"]);

  it.each<[string, (Answer | "cut")[]]>([
    [
      "429, 502, 503 and 504",
      [429, 502, 503, 504].map((status) => ({ status, headers: { "retry-after": "0" } })),
    ],
    [
      "a date for when to come back",
      [{ status: 503, headers: { "retry-after": new Date(0).toUTCString() } }],
    ],
    ["a connection that is cut", ["cut", "cut"]],
    [
      "what is wrong on the way, such as a key",
      [{ status: 401 }, { status: 404 }, { status: 500 }],
    ],
  ])("gets everything once after %s", async (_, answers) => {
    collector.answers.push(...answers);
    await record(many);
    expect(calls()).toEqual(many.map(({ call }) => call));
    expect(events.map(({ kind }) => kind)).toEqual(["ship-failed", "ship-resumed"]);
    expect(collector.requests).toHaveLength(answers.length + 1);
  });

  it.each([
    ["2", 2000],
    ["soon", 1000],
    [undefined, 1000],
  ])("is left alone for as long as it asks: Retry-After %s", async (after, retryAfter) => {
    const headers = after === undefined ? {} : { "retry-after": after };
    collector.answers.push({ status: 429, headers });
    const sent = otlpTarget({ endpoint: endpoint() }).send([], new AbortController().signal);
    await expect(sent).rejects.toMatchObject({ name: "BusyError", retryAfter });
  });

  it("that rejects some of them says so, and is not sent them again", async () => {
    const partialSuccess = { rejectedLogRecords: "3", errorMessage: "too old" };
    collector.answers.push({ status: 200, body: { partialSuccess } });
    await record(many);
    expect(collector.requests).toHaveLength(1);
    expect(events).toMatchObject([
      { kind: "ship-skipped", count: 3, error: { message: expect.stringContaining("too old") } },
    ]);
  });

  it("that finds a request too large gets smaller ones", async () => {
    collector.answers.push({ status: 413 }, { status: 413 });
    await record(many);
    expect(calls()).toEqual(many.map(({ call }) => call));
    expect(events).toEqual([]);
  });

  it("that refuses a single record for good is spared it", async () => {
    collector.answers.push({ status: 400, body: { code: 3, message: "bad" } });
    await record([allowed]);
    expect(events).toMatchObject([
      { kind: "ship-skipped", count: 1, error: { message: expect.stringContaining("400: bad") } },
    ]);
    expect(collector.requests).toHaveLength(1);
  });

  it.each(["closes", "does not close"])("lets a process end that %s its log", async (way) => {
    const { status, stderr } = await runShortLife(folder(), endpoint(), way);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(collector.received.length).toBeGreaterThanOrEqual(way === "closes" ? 2 : 1);
  });

  it("delays no decision and no end, and what is left goes later", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/v1/logs`;
    const lost = { endpoint: `${nobody}?token=canary`, name: "later" };
    const directory = await record(many, { ...lost, shipping: { ...shipping, closeTimeout: 100 } });
    expect(events.map(({ kind }) => kind)).toEqual(["ship-failed", "ship-unfinished"]);
    const told = events.map((event) => ("error" in event ? event.error.message : ""));
    expect(told[0]).toMatch(/^cannot reach .*ECONNREFUSED/u);
    expect(told[0]).toContain(nobody);
    expect(told.join()).not.toContain("canary");
    await shipAudit(
      directory,
      otlpTarget({ endpoint: endpoint(), name: "later" }),
      shipping,
    ).close();
    expect(calls()).toEqual(many.map(({ call }) => call));
    expect(readdirSync(directory)).toContain("later.positions");
  });
});
