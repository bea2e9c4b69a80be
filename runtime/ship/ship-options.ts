// What an application may ask of shipping, and what it is told of it.

/** What befalls shipping. No decision waits for it, and none is denied for it. */
export type ShipEvent =
  /** Nothing arrives; it is tried until it does. One event until the next `ship-resumed`. */
  | { readonly kind: "ship-failed"; readonly target: string; readonly error: Error }
  | { readonly kind: "ship-resumed"; readonly target: string }
  /** Lines that the target will not have. They are in the log as before. */
  | {
      readonly kind: "ship-skipped";
      readonly target: string;
      readonly stream: string;
      readonly count: number;
      readonly error: Error;
    }
  /** Closed before all was shipped: whoever ships next goes on from there. */
  | { readonly kind: "ship-unfinished"; readonly target: string };

export interface ShipOptions {
  /** At most so many lines at once; default 500. */
  readonly batchLines?: number;
  /** At most so many bytes at once, but for a line that is longer; default 1 MiB. */
  readonly batchBytes?: number;
  /** How often it is looked for new lines, in milliseconds; default 500. */
  readonly interval?: number;
  /** After so many milliseconds without an answer, what was sent counts as lost; default 30 s. */
  readonly sendTimeout?: number;
  /** For how long `close` goes on shipping, in milliseconds; default 5 s. */
  readonly closeTimeout?: number;
  /** Default: `process.emitWarning`. */
  readonly onEvent?: (event: ShipEvent) => void;
}

const defaults: Required<ShipOptions> = {
  batchLines: 500,
  batchBytes: 1024 * 1024,
  interval: 500,
  sendTimeout: 30_000,
  closeTimeout: 5000,
  onEvent: warn,
};

/** Throws where an option is unknown or makes no sense. */
export function withDefaults(options: ShipOptions): Required<ShipOptions> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (!Object.hasOwn(defaults, name)) {
      const known = Object.keys(defaults).join(", ");
      throw new TypeError(`shipping has no option \`${name}\`: there are ${known}`);
    }
    if (name !== "onEvent" && !(typeof value === "number" && value > 0 && value < 2 ** 31)) {
      throw new TypeError(`shipping's \`${name}\` is a number above 0`);
    }
  }
  return { ...defaults, ...Object.fromEntries(given) };
}

/** Where nobody listens, the process's own warnings tell. */
export function warn(event: ShipEvent): void {
  process.emitWarning(wordsFor(event), "SafeClawShippingWarning");
}

function wordsFor(event: ShipEvent): string {
  switch (event.kind) {
    case "ship-failed":
      return `the audit log does not reach ${event.target} (tried until it does): ${event.error.message}`;
    case "ship-resumed":
      return `the audit log reaches ${event.target} again`;
    case "ship-skipped":
      return `${event.count} of the audit log's lines did not go to ${event.target}: ${event.stream}: ${event.error.message}`;
    case "ship-unfinished":
      return `not all of the audit log has reached ${event.target} yet: the next process goes on with it`;
  }
}
