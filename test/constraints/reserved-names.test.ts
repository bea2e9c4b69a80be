// A policy's constant may not bear a name that its module imports.

import * as runtimePolicy from "@authensor/safeclaw-runtime/policy";
import { expect, test } from "vitest";
import { takenIdentifiers } from "../../compiler/policy/check-names.js";

test.each(Object.keys(runtimePolicy))("no policy can be called like %s", (name) => {
  expect(takenIdentifiers.has(name)).toBe(true);
});
