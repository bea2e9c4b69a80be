// Where logs go and what goes along: the options, and where they are silent the variables that all of OpenTelemetry reads.

import { type SemconvVersion, semconvVersions } from "./semconv.js";

export interface OtlpTargetOptions {
  /** The full URL for logs. Default: of the environment; else http://localhost:4318/v1/logs. */
  readonly endpoint?: string;
  /** In place of those of the environment; for keys and the like. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What sends the logs, such as `service.name`; beside what the environment says. */
  readonly resource?: Readonly<Record<string, string | number | boolean>>;
  /** By which version of the conventions for generative AI attributes are named; default 1.38. */
  readonly semconv?: SemconvVersion;
  /** Whether arguments, facts and results of calls go along; default false. */
  readonly content?: boolean;
  /** Under this name it is remembered what the endpoint has. Default: the endpoint's own. */
  readonly name?: string;
}

export interface OtlpSettings {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Readonly<Record<string, string | number | boolean>>;
  readonly semconv: SemconvVersion;
  readonly content: boolean;
  readonly isCompressed: boolean;
}

const protocols: ReadonlySet<string> = new Set(["http:", "https:"]);

type Environment = Readonly<Record<string, string | undefined>>;

const options: ReadonlySet<string> = new Set([
  "endpoint",
  "headers",
  "resource",
  "semconv",
  "content",
  "name",
]);

/** Throws where an option is unknown or makes no sense. */
export function settingsOf(given: OtlpTargetOptions, env: Environment): OtlpSettings {
  const unknown = Object.keys(given).find((key) => !options.has(key));
  if (unknown !== undefined) {
    throw new TypeError(`OTLP has no option \`${unknown}\`: there are ${[...options].join(", ")}`);
  }
  const { semconv = "1.38", content = false } = given;
  if (!semconvVersions.includes(semconv)) {
    throw new TypeError(`the conventions are known in the versions ${semconvVersions.join(", ")}`);
  }
  const service = env["OTEL_SERVICE_NAME"];
  return {
    endpoint: checked(given.endpoint ?? endpointIn(env)),
    headers: sendable(given.headers ?? pairsIn(ofLogs("HEADERS", env))),
    resource: {
      ...pairsIn(env["OTEL_RESOURCE_ATTRIBUTES"]),
      ...(service ? { "service.name": service } : {}),
      ...given.resource,
    },
    semconv,
    content,
    isCompressed: ofLogs("COMPRESSION", env) === "gzip",
  };
}

/** What is said of logs goes before what is said of everything. An empty text is as good as none. */
function ofLogs(name: string, env: Environment): string | undefined {
  return env[`OTEL_EXPORTER_OTLP_LOGS_${name}`] || env[`OTEL_EXPORTER_OTLP_${name}`] || undefined;
}

function endpointIn(env: Environment): string {
  const own = env["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];
  const shared = env["OTEL_EXPORTER_OTLP_ENDPOINT"] || "http://localhost:4318";
  return own || `${shared.replace(/\/$/u, "")}/v1/logs`;
}

function checked(endpoint: string): string {
  if (!URL.canParse(endpoint) || !protocols.has(new URL(endpoint).protocol)) {
    throw new TypeError("the endpoint for OTLP is no URL with http or https");
  }
  return endpoint;
}

/** SECURITY: what `fetch` would say of a header that it cannot send repeats its value, which may be a key. */
function sendable(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]]);
    } catch {
      throw new TypeError("a header for OTLP has a name or a value that HTTP does not have");
    }
  }
  return headers;
}

/** `name=value,…`, percent-encoded, as W3C's baggage has it. */
function pairsIn(text = ""): Readonly<Record<string, string>> {
  const pairs = text.split(",").flatMap((pair) => {
    const [, name = "", value = ""] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/su.exec(pair) ?? [];
    return name === "" ? [] : [[decoded(name), decoded(value)] as const];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
