// `path_within: /srv/data` keeps a string to absolute POSIX paths of a folder and what lies in it.

import { pathWithin as isWithin } from "@authensor/safeclaw-runtime/policy";
import { array, literal } from "../code/code.js";
import { defineKind, type TextForm } from "./constraint.js";
import { predicate, sameAs } from "./predicates.js";
import { textsOf } from "./readers.js";
import { anyOf } from "./texts.js";

const folders: TextForm = {
  pattern: /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))[^\p{Cc}\p{Cs}\u2028\u2029\\%/]+)+)$/u,
  many: true,
  called: "the path of a folder",
  help: "write an absolute path such as `/srv/data`, without `.`, `..`, `%`, `\\` and a slash at the end",
};

export const pathWithin = defineKind<readonly string[]>({
  key: "path_within",
  about: "The text is an absolute path of this folder or of what lies in it, or of one of these.",
  takes: folders,
  short: [],
  on: ["string"],
  read: textsOf(folders),
  text: (values) => `must be an absolute path within ${anyOf(values)}`,
  holds: sameAs(isWithin),
  predicate: (path, values) => predicate("pathWithin", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  examples: [
    {
      yaml: "/srv/data",
      passes: [
        "/srv/data",
        "/srv/data/",
        "/srv/data/a b/é.txt",
        "/srv//./data/./a",
        "/srv/data/a/../b",
        "/srv/x/../data/...",
        "/../srv/data",
      ],
      fails: [
        "/srv/data2",
        "/srv/data2/../data3",
        "/srv/data/../secret",
        "/srv/data/a/../../secret",
        "/srv/data/..",
        "/srv/data/./../secret",
        "/srv/data//../secret",
        "/srv/data/\u2028",
        "/../etc/passwd",
        "/srv/data/%2e%2e/secret",
        "/srv/data/..%2fsecret",
        "/srv/data/..\\..\\secret",
        "/srv/data\0/../../etc",
        "/srv/data/a\n",
        "/SRV/data/a",
        "/srv/Data",
        "srv/data",
        "./srv/data",
        "../srv/data",
        "~/srv/data",
        "C:\\srv\\data",
        "C:/srv/data",
        "//srv/data",
        "file:///srv/data",
        " /srv/data",
        "/srv/data/\ud800",
        "/",
        "",
        ["/srv/data"],
        7,
        null,
      ],
    },
    { yaml: "[/tmp, /var/tmp]", passes: ["/tmp/a", "/var/tmp"], fails: ["/var", "/var/tmpx"] },
  ],
});
