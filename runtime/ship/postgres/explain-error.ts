// What a failure of PostgreSQL means, and what to do about it.

/** The class of errors that another try does not mend: the data themselves are refused, by SQLSTATE. */
const refusals = /^(?:22|23|54)/u;
const unreachable: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "EPIPE",
]);

/** SQLSTATE, or what the operating system says; empty where there is neither. */
function codeOf(error: unknown): string {
  const code: unknown = Reflect.get(Object(error), "code");
  return typeof code === "string" ? code : "";
}

export function isRefusal(error: unknown): boolean {
  return codeOf(error).length === 5 && refusals.test(codeOf(error));
}

/** In words, with the error itself as its cause. Without a URL, nothing is known of where the server is. */
export function explained(error: unknown, url?: string): Error {
  const at = url === undefined ? "" : ` at ${placeOf(url)}`;
  const said = messageOf(error);
  const text = wordsFor(codeOf(error), said, at);
  return text === undefined && error instanceof Error && error.message !== ""
    ? error
    : Object.assign(new Error(text ?? said, { cause: error }), { code: codeOf(error) });
}

function wordsFor(code: string, said: string, at: string): string | undefined {
  if (unreachable.has(code) || /^Connection terminated|timeout expired/u.test(said)) {
    return `cannot reach PostgreSQL${at}: ${said}`;
  }
  switch (code) {
    case "57P01":
    case "57P02":
    case "57P03":
      return `PostgreSQL${at} is starting or stopping: ${said}`;
    case "42P01":
      return `the database${at} has no table for the log yet: run \`safeclaw audit init-db\` once`;
    case "42703":
      return `the table${at} was made by another version of safeclaw: run \`safeclaw audit init-db\``;
    case "28000":
    case "28P01":
    case "3D000":
    case "42501":
      return `PostgreSQL${at} refuses: ${said}`;
    default:
      return undefined;
  }
}

/** SECURITY: without user and password. */
export function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get("host") || "localhost"}${pathname}`;
}

function messageOf(error: unknown): string {
  // Of a host with several addresses, each has failed in its own way.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  const message = error instanceof Error ? error.message : String(error);
  return message === "" ? codeOf(error) : message;
}
