// Makes of one call's arguments what may be recorded, and says what of them is not as it was.

import { cut, shortened } from "../shorten.js";
import { type HiddenValues, masked } from "./hidden-values.js";
import type { LogMode, LogRules } from "./log-rules.js";
import { isSecretKey, namesSecret, unescaped } from "./secret-names.js";

/** Longer texts are cut, in characters. */
const longestText = 8 * 1024;
/** When so much text is kept of a call's arguments, the rest is left out. */
const mostText = 64 * 1024;
/** About how long a stand-in is. */
const standInSize = 64;
/** What lies deeper is left out. */
const deepest = 32;

const none: readonly string[] = Object.freeze([]);
const dropped = Symbol("a value of which nothing is kept");

export interface RedactionOptions {
  /** Makes stand-ins for values; null where nobody does. */
  readonly pseudonym: ((text: string) => unknown) | null;
  /** Of what a tool answers: how it hides what stands at any place under this name, and values that are hidden anywhere. */
  readonly modeOfName?: ((name: string) => LogMode | null) | null;
  readonly values?: HiddenValues | null;
  /** Is given all that is hidden. Then nothing is left out for being too much. */
  readonly found?: HiddenValues | null;
}

/** To be used for one call. What is not changed is not copied. */
export class Redaction {
  readonly #options: RedactionOptions;
  readonly #steps: (string | null)[] = [];
  /** Made when there is one: most calls have none. */
  #places: Set<string> | null = null;
  #room: number;
  readonly #deepest: number;
  /** Whether a stand-in was asked for in vain. */
  failed = false;

  constructor(options: RedactionOptions) {
    this.#options = options;
    const isBounded = (options.found ?? null) === null;
    this.#room = isBounded ? mostText : Number.POSITIVE_INFINITY;
    this.#deepest = isBounded ? deepest : Number.POSITIVE_INFINITY;
  }

  /** `<path>:<how>`, in the order of the arguments. */
  get places(): readonly string[] {
    return this.#places === null ? none : [...this.#places];
  }

  apply(args: object, rules: LogRules | null): unknown {
    return this.#within(args, rules, null);
  }

  /** Of a value that is no argument: by the names and values in it, as if it stood at this place. */
  applyTo(value: unknown, place: string): unknown {
    this.#steps.push(place);
    const kept = this.#usual(value);
    this.#steps.pop();
    return kept;
  }

  /** `key` is null for an item of a list. `around` is what is said of the whole that the value is part of. */
  #part(
    key: string | null,
    value: unknown,
    rules: LogRules | null,
    around: LogMode | null,
  ): unknown {
    const mode = rules?.mode ?? around ?? (key === null ? null : this.#modeOfName(key));
    if (rules !== null && (rules.keys.size > 0 || rules.items !== null)) {
      return this.#whole(value, rules, mode);
    }
    if (mode === "full") return value;
    return mode === null ? this.#usual(value) : this.#conceal(value, mode);
  }

  /** A value of which a part has rules of its own. */
  #whole(value: unknown, rules: LogRules, mode: LogMode | null): unknown {
    if (value === null && mode !== "mask") return value;
    const fits = Array.isArray(value) ? rules.items !== null : rules.keys.size > 0;
    if (isContainer(value) && fits) return this.#within(value, rules, mode);
    // SECURITY: what is to be hidden in an object may come as text of it, or in a list.
    if (rules.hides || mode === "mask") return this.#conceal(value, "mask");
    return mode === "full" ? value : this.#usual(value);
  }

  #usual(value: unknown): unknown {
    if (typeof value === "string") return this.#text(value);
    if (!isContainer(value)) return this.#scalar(value);
    if (this.#steps.length < this.#deepest) return this.#within(value, null, null);
    this.#say("cut");
    return "…";
  }

  #scalar(value: unknown): unknown {
    if (this.#options.values?.isHidden(String(value)) !== true) return value;
    this.#say("mask");
    return masked;
  }

  #text(whole: string): string {
    const { modeOfName = null, values = null } = this.#options;
    const text = values === null ? whole : values.maskIn(whole);
    if (text !== whole) this.#say("mask");
    const kept = text.slice(0, longestText);
    // SECURITY: an object that came as text has its keys in it.
    if (modeOfName !== null && kept.includes("{") && holdsSecrets(kept, modeOfName)) {
      this.#say("mask");
      return masked;
    }
    this.#room -= kept.length;
    if (kept === text) return text;
    this.#say("cut");
    return shortened(text, longestText);
  }

  #within(value: object, rules: LogRules | null, around: LogMode | null): unknown {
    return Array.isArray(value)
      ? this.#list(value, rules?.items ?? null, around)
      : // INVARIANT: arguments are objects and arrays of JSON, so what is no array has nothing but properties.
        this.#object(value as Readonly<Record<string, unknown>>, rules, around);
  }

  #object(
    source: Readonly<Record<string, unknown>>,
    rules: LogRules | null,
    around: LogMode | null,
  ): unknown {
    let copy: Record<string, unknown> | null = null;
    for (const key of Object.keys(source)) {
      const value = source[key];
      const name = this.#options.values?.maskIn(key) ?? key;
      const kept = this.#step(name, value, rules?.keys.get(key) ?? null, around);
      if (copy === null && kept === value && name === key) continue;
      copy ??= upTo(key, source);
      // INVARIANT: no key is `__proto__`, which is malformed.
      if (kept !== dropped) copy[name] = kept;
    }
    return copy === null ? source : Object.freeze(copy);
  }

  #list(source: readonly unknown[], rules: LogRules | null, around: LogMode | null): unknown {
    let copy: unknown[] | null = null;
    let index = 0;
    for (const value of source) {
      const kept = this.#step(null, value, rules, around);
      if (copy === null && kept !== value) copy = source.slice(0, index);
      if (kept !== dropped) copy?.push(kept);
      index += 1;
    }
    return copy === null ? source : Object.freeze(copy);
  }

  #step(
    key: string | null,
    value: unknown,
    rules: LogRules | null,
    around: LogMode | null,
  ): unknown {
    this.#room -= (key?.length ?? 0) + 8;
    if (this.#room < 0 && rules?.keeps !== true && around !== "full") {
      this.#say("cut");
      return dropped;
    }
    this.#steps.push(key);
    const kept = this.#part(key, value, rules, around);
    this.#steps.pop();
    return kept;
  }

  #conceal(value: unknown, mode: LogMode): unknown {
    this.#options.found?.add(value);
    if (mode === "hash") {
      this.#room -= standInSize;
      const standIn = this.#standIn(value);
      if (standIn !== null) return standIn;
    }
    this.#say(mode === "drop" ? mode : "mask");
    return mode === "drop" ? dropped : masked;
  }

  #standIn(value: unknown): string | null {
    if (this.#options.pseudonym === null) return null;
    try {
      const standIn = this.#options.pseudonym(textOf(value));
      if (typeof standIn !== "string") throw new TypeError();
      this.#say("hash");
      return standIn;
    } catch {
      this.failed = true;
      return null;
    }
  }

  #modeOfName(key: string): LogMode | null {
    return this.#options.modeOfName?.(key) ?? (isSecretKey(key) ? "mask" : null);
  }

  #say(how: "mask" | "hash" | "drop" | "cut"): void {
    this.#places ??= new Set();
    this.#places.add(`${writtenPath(this.#steps)}:${how}`);
  }
}

/** A copy of what comes before this key. */
function upTo(key: string, source: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(source)) {
    if (name === key) break;
    copy[name] = source[name];
  }
  return copy;
}

/** Whether a text may hold what is to be hidden. */
function holdsSecrets(text: string, modeOfName: (name: string) => LogMode | null): boolean {
  const plain = unescaped(text);
  if (namesSecret(plain)) return true;
  return (plain.match(/[\p{L}\p{N}_.-]+/gu) ?? []).some((name) => modeOfName(name) !== null);
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The same for equal values: a text as it is, everything else as JSON with its keys in order. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isContainer(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

/** `lines[].sku`. Its keys may come from a model, so its length is bounded. */
export function writtenPath(steps: readonly (string | null)[]): string {
  const written = steps.map((step, index) =>
    step === null ? "[]" : `${index === 0 ? "" : "."}${cut(step, 64)}`,
  );
  return cut(written.join(""), 256);
}
