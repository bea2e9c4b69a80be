// Regular expressions in schemas: ECMA-262 with the `u` flag, or refused. No other dialect is guessed at.

import type { ValueSyntax } from "../../syntax/syntax.js";
import type { RegularExpression } from "../argument-type.js";
import type { SchemaPlace } from "./schema.js";

export function readPattern(value: ValueSyntax, place: SchemaPlace): RegularExpression | undefined {
  if (value.kind !== "string") {
    return place.refuse(
      "SC7006",
      "a pattern must be a string",
      value.range,
      "correct the definition",
    );
  }
  const found = { source: value.value, flags: "u" };
  try {
    new RegExp(found.source, found.flags);
    return found;
  } catch (error) {
    const reason = String(error).split("/u: ").at(-1)?.toLowerCase() ?? "";
    const message = `\`${value.value}\` is no regular expression of JavaScript: ${reason}`;
    return place.refuse("SC7019", message, value.range, "write it in JavaScript's syntax");
  }
}
