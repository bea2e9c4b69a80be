// A tool that takes anything, so that nothing but the reading of the arguments can deny; and material for attacks.

import { type Decision, SafeClaw } from "@authensor/safeclaw-runtime";
import { argumentSchema, definePolicies } from "@authensor/safeclaw-runtime/policy";
import { z } from "zod";

const policies = definePolicies<{ readonly run: object }, false>({
  tools: [{ name: "run", arguments: argumentSchema(z, z.looseObject({})) }],
  policies: [
    {
      name: "p",
      digest: "sha256:p",
      assistants: [],
      actions: [{ rule: "p/run", line: 1, tool: "run", effect: "allow" }],
    },
  ],
});
const safeclaw = new SafeClaw(policies, { audit: false });
export const decide = (args: unknown): Decision => safeclaw.evaluate("run", args);

/** Stands in hostile values, and must stand in no denial. */
export const secret = "s3cret";

export function fail(): never {
  throw new Error(secret);
}

export function nested(levels: number, innermost: object): object {
  return levels === 0 ? innermost : { a: nested(levels - 1, innermost) };
}

/** The object with a property of its own, seen and changeable unless said otherwise. */
export function own(key: string, property: PropertyDescriptor, on: object = {}): object {
  return Object.defineProperty(on, key, { enumerable: true, configurable: true, ...property });
}
