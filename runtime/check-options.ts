// Refuses, at start-up and in words that help, what SafeClaw cannot be set up with.

const howTo =
  'Run `npx safeclaw compile`, then `import { policies } from "./generated/index.js"` and pass them: `new SafeClaw(policies, { audit: fileAudit(".safeclaw/audit") })`.';

/** What `new SafeClaw` takes beside the policies. */
export const safeClawOptions: readonly string[] = [
  "audit",
  "facts",
  "onDecision",
  "onAuditFailure",
  "keepResults",
];

/** Throws where these are no compiled policies, such as the path of a policy file. */
export function checkPolicies(policies: unknown): void {
  if (typeof policies === "string") {
    throw new TypeError(
      `SafeClaw does not read policy files when it runs: they are compiled first. ${howTo}`,
    );
  }
  if (!hasFunctions(policies, ["guard"])) {
    throw new TypeError(`SafeClaw needs compiled policies. ${howTo}`);
  }
}

/** Throws where it is not said what becomes of decisions, or where an option is unknown. */
export function checkOptions(options: unknown): void {
  const given = new Map<string, unknown>(Object.entries(options ?? {}));
  const audit = given.get("audit");
  if (audit !== false && !hasFunctions(audit, ["write", "flush", "close"])) {
    throw new TypeError(
      'SafeClaw needs a place for its records: pass `{ audit: fileAudit(".safeclaw/audit") }`, with `fileAudit` from "@authensor/safeclaw-runtime/node", or `{ audit: false }` to keep none.',
    );
  }
  const onDecision = given.get("onDecision");
  if (onDecision !== undefined && typeof onDecision !== "function") {
    throw new TypeError("SafeClaw's option `onDecision` must be a function.");
  }
  const onAuditFailure = given.get("onAuditFailure");
  if (![undefined, "deny", "allow"].some((each) => each === onAuditFailure)) {
    throw new TypeError('SafeClaw\'s option `onAuditFailure` is "deny" or "allow".');
  }
  const keepResults = given.get("keepResults");
  if (keepResults !== undefined && typeof keepResults !== "boolean") {
    throw new TypeError("SafeClaw's option `keepResults` is true or false.");
  }
  const unknown = [...given.keys()].find((key) => !safeClawOptions.includes(key));
  if (unknown !== undefined) {
    const names = safeClawOptions.map((name) => `\`${name}\``).join(", ");
    throw new TypeError(`SafeClaw has no option \`${unknown}\`: there are ${names}.`);
  }
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === "function")
  );
}
