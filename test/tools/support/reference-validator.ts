// ajv, which most tools' authors test with: what a schema means to everybody else.

import { Ajv, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

/** Keywords that say nothing to ajv are nothing to it, and properties are an object's own. */
const options: Options = {
  strict: false,
  logger: false,
  ownProperties: true,
  addUsedSchema: false,
  validateSchema: false,
};

const asserted = [
  "date",
  "date-time",
  "time",
  "email",
  "uri",
  "uuid",
  "ipv4",
  "ipv6",
  "hostname",
] as const;

const older = formats.default(new Ajv(options), [...asserted]);
const newer = formats.default(new Ajv2020(options), [...asserted]);

export function referenceValidator(schema: object): (value: unknown) => boolean {
  const isOlder = "$schema" in schema && String(schema.$schema).includes("draft-07");
  const validate = (isOlder ? older : newer).compile(schema);
  return (value) => validate(value) === true;
}
