// The official JSON Schema test suite, draft-07 and 2020-12: nothing is accepted that it refuses.

import { describe, expect, it } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { parseJson } from "../../compiler/tools/json/parse-json.js";
import { SchemaReader } from "../../compiler/tools/json-schema/read-schema.js";
import { SchemaPlace } from "../../compiler/tools/json-schema/schema.js";
import { type Group, isMissing, rows } from "./support/corpora.js";
import { judge } from "./support/judge.js";

/** Groups that are refused while compiling, by the reason. */
const refused: Readonly<Record<string, readonly string[]>> = {
  "what $dynamicRef means depends on where the schema is used": [
    "draft2020-12/dynamicRef/3",
    "draft2020-12/dynamicRef/9",
    "draft2020-12/dynamicRef/12",
    "draft2020-12/dynamicRef/20",
  ],
  "nothing outside the schema is fetched": [
    "draft2020-12/dynamicRef/16",
    "draft2020-12/optional/cross-draft/0",
    "draft2020-12/refRemote/0",
    "draft2020-12/refRemote/1",
    "draft2020-12/refRemote/3",
    "draft2020-12/refRemote/7",
    "draft2020-12/refRemote/8",
    "draft2020-12/refRemote/9",
    "draft2020-12/refRemote/12",
    "draft7/optional/cross-draft/0",
    "draft7/refRemote/0",
    "draft7/refRemote/1",
    "draft7/refRemote/2",
    "draft7/refRemote/6",
    "draft7/refRemote/7",
    "draft7/refRemote/8",
    "draft7/refRemote/10",
  ],
  "what unevaluatedItems is about depends on the value": [
    "draft2020-12/unevaluatedItems/8",
    "draft2020-12/unevaluatedItems/14",
    "draft2020-12/unevaluatedItems/21",
    "draft2020-12/unevaluatedItems/22",
    "draft2020-12/unevaluatedItems/23",
    "draft2020-12/unevaluatedItems/24",
  ],
  "what unevaluatedProperties is about depends on the value": [
    "draft2020-12/unevaluatedProperties/11",
    "draft2020-12/unevaluatedProperties/12",
    "draft2020-12/unevaluatedProperties/15",
    "draft2020-12/unevaluatedProperties/16",
    "draft2020-12/unevaluatedProperties/17",
    "draft2020-12/unevaluatedProperties/34",
    "draft2020-12/unevaluatedProperties/39",
  ],
  "a metaschema of one's own may change what keywords mean": [
    "draft2020-12/optional/format-assertion/0",
    "draft2020-12/vocabulary/1",
  ],
  "no argument can be named __proto__": ["draft2020-12/properties/5", "draft7/properties/5"],
};

/** Groups of which the suite says another thing than we do, by the reason. */
const different: Readonly<Record<string, RegExp>> = {
  "the format is not checked, and the compiler warns of it":
    /^\S+\/optional\/format\/(?:ecmascript-regex|idn-hostname|iri|iri-reference|uri-reference|uri-template)\/\d+$/u,
  "the suite takes a format as a comment, and it is checked here":
    /^\S+\/format\/\d+$(?<!\/optional\/\S+)/u,
  "what strings hold by contentEncoding and contentMediaType is a comment, as 2020-12 has it":
    /^draft7\/optional\/content\/\d+$/u,
};

const groups = isMissing ? [] : rows<Group>("jsonschema_suite.jsonl");
const nameOf = ({ id }: Group): string => id.replace(/^jsts\//u, "");

/** Reads a group's schema; the draft is that of its folder, where it does not say so itself. */
function read({ set, schema }: Group) {
  const $schema = "http://json-schema.org/draft-07/schema#";
  const isOlder = set === "draft7" && typeof schema === "object";
  const file = new SourceFile(
    "schema.json",
    JSON.stringify(isOlder ? { $schema, ...schema } : schema),
  );
  const report = new Report();
  const value = parseJson(file, report);
  if (value === undefined) throw new Error(`no JSON: ${file.text}`);
  const place = new SchemaPlace("suite", file, report);
  const reader = new SchemaReader(value, "strict", place);
  const type = reader.read(value, place);
  const errors = report.diagnostics.filter(({ code }) => catalog[code].severity === "error");
  return errors.length > 0 ? undefined : { type, definitions: reader.definitions };
}

describe.skipIf(isMissing)("the official test suite", () => {
  it("has no more groups that are refused than those listed", () => {
    const found = groups.filter((group) => read(group) === undefined).map(nameOf);
    expect(found.toSorted()).toEqual(Object.values(refused).flat().toSorted());
  });

  it("agrees on every value", () => {
    let checked = 0;
    const wrong = groups.flatMap((group) => {
      const schema = read(group);
      if (schema === undefined) return [];
      if (Object.values(different).some((names) => names.test(nameOf(group)))) return [];
      const accepts = judge(schema.type, schema.definitions);
      return group.tests.flatMap(({ description, data, valid }) => {
        const verdict = accepts(data);
        if (verdict === undefined) return [];
        checked += 1;
        return verdict === valid ? [] : [`${nameOf(group)}: ${description}, ${valid}`];
      });
    });
    console.log(`${checked} values of ${groups.length} groups checked`);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(1400);
  });
});
