// `email_domain: example.com` keeps a string to one plain e-mail address at a domain.

import { emailDomain as isAt } from "@authensor/safeclaw-runtime/policy";
import { array, literal } from "../code/code.js";
import { defineKind, type TextForm } from "./constraint.js";
import { predicate, sameAs } from "./predicates.js";
import { textsOf } from "./readers.js";
import { anyOf } from "./texts.js";

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

const domains: TextForm = {
  pattern: new RegExp(`^(?=.{1,253}$)(?:\\*\\.)?${label}(?:\\.${label})+$`, "u"),
  many: true,
  called: "a domain",
  help: "write a domain such as `example.com`, or `*.example.com` for all below it, in ASCII",
};

export const emailDomain = defineKind<readonly string[]>({
  key: "email_domain",
  about: "The text is one e-mail address at this domain, or at one of these.",
  takes: domains,
  short: [],
  on: ["string"],
  read: textsOf(domains),
  text: (values) => `must be one e-mail address at ${anyOf(values)}`,
  holds: sameAs(isAt),
  predicate: (path, values) => predicate("emailDomain", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  examples: [
    {
      yaml: "example.com",
      passes: [
        "ada@example.com",
        "a.b+c_d-e@Example.COM",
        "o'brien=x@example.com",
        `${"a".repeat(64)}@example.com`,
      ],
      fails: [
        "ada@evil.com,bob@example.com",
        "ada@evil.com;bob@example.com",
        "ada@evil.com bob@example.com",
        "ada@evil.com\n@example.com",
        "ada@sub.example.com",
        "ada@notexample.com",
        "ada@example.com.evil.com",
        "ada@example.com.",
        "ada@example.com@evil.com",
        "ada@evil.com@example.com",
        "ada%evil.com@example.com",
        "evil.com!ada@example.com",
        "Ada <ada@example.com>",
        '"ada@evil.com"@example.com',
        "ada(comment)@example.com",
        "ada@[example.com]",
        "ada@example.com\n",
        " ada@example.com",
        "ada..b@example.com",
        ".ada@example.com",
        "ada.@example.com",
        "@example.com",
        "example.com",
        "ada@",
        "ad\u0430@example.com",
        "ada@ex\u0430mple.com",
        "ada@e\u212aample.com",
        "ada\0@example.com",
        `${"a".repeat(65)}@example.com`,
        ["ada@example.com"],
        7,
        null,
      ],
    },
    {
      yaml: "['*.example.com', k.org]",
      passes: ["a@x.example.com", "a@x.y.EXAMPLE.com", "a@K.org"],
      fails: [
        "a@example.com",
        "a@xexample.com",
        "a@.example.com",
        "a@*.example.com",
        "a@x..example.com",
        "a@\u212a.org",
      ],
    },
  ],
});
