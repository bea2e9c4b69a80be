// What is known of a zod schema while its source is read.

import { type ArgumentType, unionOf } from "../argument-type.js";

export interface ZodSchema {
  readonly type: ArgumentType;
  /** Whether a property of this schema may be left out. */
  readonly optional: boolean;
  readonly description: string | null;
}

export function plain(type: ArgumentType): ZodSchema {
  return { type, optional: false, description: null };
}

export function nullable(inner: ZodSchema): ZodSchema {
  return { ...inner, type: unionOf([inner.type, { kind: "null" }]) };
}
