// What one plain e-mail address at a domain is, for `email_domain`.

/** "letters, digits and `_ . + - ' & = ~`, not beginning with another than a letter, digit or `_`" */
const ADDRESS = /^([A-Za-z0-9_][A-Za-z0-9_.+'&=~-]*)@([A-Za-z0-9.-]+)$/u;

/** "exactly one plain address; the domain is compared without case, `*.x` is what lies below x" */
export function isAddressAt(value: string, domain: string): boolean {
  const [, mailbox = "", host = ""] = ADDRESS.exec(value) ?? [];
  const isPlain = mailbox.split(".").every((part) => part !== "") && mailbox.length <= 64;
  return mailbox !== "" && isPlain && isName(host) && isAt(host.toLowerCase(), domain);
}

/** "labels of 1 to 63 letters, digits and hyphens, 253 characters in all" */
export function isName(host: string): boolean {
  return (
    host.length <= 253 &&
    host
      .split(".")
      .every((label) => /^(?!-)[A-Za-z0-9-]{1,63}$/u.test(label) && !label.endsWith("-"))
  );
}

export function isAt(host: string, listed: string): boolean {
  const name = listed.toLowerCase();
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;
}
