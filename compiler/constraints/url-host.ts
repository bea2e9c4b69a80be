// `url_host: example.com` keeps a string to absolute URLs of a host.

import { urlHost as isOf } from "@authensor/safeclaw-runtime/policy";
import { array, literal } from "../code/code.js";
import { defineKind, type Reader, type TextForm } from "./constraint.js";
import { predicate, sameAs } from "./predicates.js";
import { textsOf } from "./readers.js";
import { anyOf } from "./texts.js";

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const name = `(?:\\*(?:\\.${label}){2,}|${label}(?:\\.${label})*)`;

const hosts: TextForm = {
  pattern: new RegExp(`^(?:${name}|\\[[0-9A-Fa-f:.]+\\])(?::[1-9][0-9]{0,4})?$`, "u"),
  many: true,
  called: "a host",
  help: "write a host such as `example.com` or `example.com:8080`, or `*.example.com` for all below it, in ASCII",
};

/** A host that no URL can have is none. */
const read: Reader<readonly string[]> = (value) => {
  const texts = textsOf(hosts)(value);
  const odd = "value" in texts ? texts.value.find((host) => !isPossible(host)) : undefined;
  if (odd === undefined) return texts;
  return { problem: `names \`${odd}\`, which is not how a URL writes a host`, help: hosts.help };
};

function isPossible(host: string): boolean {
  return isOneOf([host], `http://${host.replace("*", "a")}/`);
}

const isOneOf = sameAs(isOf);

export const urlHost = defineKind<readonly string[]>({
  key: "url_host",
  about: "The text is a URL of this host, or of one of these.",
  takes: hosts,
  short: [],
  on: ["string"],
  read,
  text: (values) => `must be a URL of the host ${anyOf(values)}`,
  holds: isOneOf,
  predicate: (path, values) => predicate("urlHost", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  examples: [
    {
      yaml: "example.com",
      passes: [
        "https://example.com",
        "http://EXAMPLE.com/a?b#c",
        "HTTPS://example.com:443/",
        "https://example.com/@evil.com",
        "wss://example.com/%2e%2e",
        "http://example.com:80/",
        "ws://example.com:80/",
        "wss://example.com:443",
        "ftp://example.com:21/a",
      ],
      fails: [
        "https://evil.com/example.com",
        "https://example.com@evil.com/",
        "https://user:word@example.com/",
        "https://@example.com/",
        "https://example.com\\@evil.com/",
        "https://evil.com\\.example.com/",
        "https:\\\\example.com/",
        "https://example.com.evil.com/",
        "https://sub.example.com/",
        "https://notexample.com/",
        "https://example.com./",
        "https://example.com:8443/",
        "https://example.com:/",
        "https://example.com:0443/",
        "http://example.com:443/",
        "https:example.com",
        "https:example.com/https://example.com/",
        "https:/example.com/",
        "https:///example.com/",
        "//example.com/",
        "example.com",
        "https://ex%61mple.com/",
        "https://\uff45xample.com/",
        "https://ex\u0430mple.com/",
        "https://example\u3002com/",
        " https://example.com/",
        "https://example.com/ ",
        "https://exam\tple.com/",
        "https://example.com\n/",
        "https://example.com/\ud800",
        "javascript://example.com/%0aalert(1)",
        "file://example.com/etc/passwd",
        "data://example.com/",
        ["https://example.com/"],
        7,
        null,
      ],
    },
    {
      yaml: "['*.example.com', 'localhost:3000', '127.0.0.1', '[::1]']",
      passes: [
        "https://a.example.com/",
        "https://a.b.example.com/",
        "http://localhost:3000/",
        "http://127.0.0.1/",
        "http://[::1]/",
      ],
      fails: [
        "https://example.com/",
        "https://a.example.com:3000/",
        "http://localhost/",
        "http://localhost:80/",
        "http://0x7f.0.0.1/",
        "http://2130706433/",
        "http://127.1/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::ffff:127.0.0.1]/",
      ],
    },
  ],
});
