// `url_scheme: https` keeps a string to absolute URLs of a scheme.

import { urlScheme as isOf } from "@authensor/safeclaw-runtime/policy";
import { array, literal } from "../code/code.js";
import { defineKind, type TextForm } from "./constraint.js";
import { predicate, sameAs } from "./predicates.js";
import { textsOf } from "./readers.js";
import { anyOf } from "./texts.js";

const schemes: TextForm = {
  pattern: /^[A-Za-z][A-Za-z0-9+.-]*$/u,
  many: true,
  called: "a scheme",
  help: "write a scheme such as `https`, without `:` and `//`",
};

export const urlScheme = defineKind<readonly string[]>({
  key: "url_scheme",
  about: "The text is a URL of this scheme, or of one of these.",
  takes: schemes,
  short: [],
  on: ["string"],
  read: textsOf(schemes),
  text: (values) => `must be a URL of the scheme ${anyOf(values)}`,
  holds: sameAs(isOf),
  predicate: (path, values) => predicate("urlScheme", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  examples: [
    {
      yaml: "https",
      passes: ["https://example.com/a", "HTTPS://example.com", "https://[::1]:8443/"],
      fails: [
        "http://example.com/",
        "https:example.com",
        "https:/example.com",
        "https://user@example.com/",
        "https://example.com\\x",
        "https://",
        "https://example.com./",
        "https://a..b/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://example.com:/",
        "https://example.com:0443/",
        "https://example.com:65536/",
        "https",
        " https://example.com",
        "ht\ntps://example.com",
        "javascript:alert(1)//https://",
        "\u017fhttps://example.com",
        ["https://example.com"],
        7,
        null,
      ],
    },
    {
      yaml: "[mailto, s3]",
      passes: ["mailto:ada@example.com", "s3://bucket/key", "MAILTO:x"],
      fails: ["https://example.com/", "mailto", "mail to:x", "mailto:a b", "s3:\\\\bucket"],
    },
  ],
});
