// Which names stand for secrets: what the audit hides where the policy says nothing of it.

/** Between words of a name that was taken apart. */
const asWords =
  / (?:secrets?|token|(?:access|api|auth|bearer|refresh|session) tokens|jwt|pwd|pass ?(?:code|key)|authorization|cookies?|credentials?|pin|otp|cvv|cvc|csc|security code|ssn|social security|card (?:no|num|number)|(?:credit|debit) card) /u;

/** Anywhere in a name, however it is joined to what is around it. */
const anywhere =
  /password|passwd|passphrase|apikey|privatekey|accesskey|secretkey|signingkey|encryptionkey|sshkey|accesstoken|authtoken|refreshtoken|sessiontoken|clientsecret|creditcard|cardnumber/u;

/**
 * Whether a name is one for secrets, in snake, kebab, camel or whatever case. Asked of a text, it answers whether one
 * stands in it.
 */
export function namesSecret(text: string): boolean {
  const words = wordsOf(text);
  return asWords.test(` ${words} `) || anywhere.test(words.replaceAll(" ", ""));
}

/** The same for keys, most of which come again and again. */
export function isSecretKey(key: string): boolean {
  if (key.length > longestKnown) return namesSecret(key);
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const secret = namesSecret(key);
  // A model can make up any number of them.
  if (knownKeys.size >= mostKnown) knownKeys.clear();
  knownKeys.set(key, secret);
  return secret;
}

const knownKeys = new Map<string, boolean>();
const mostKnown = 4096;
const longestKnown = 64;

/** `X-Api-Key`, `xApiKey`, `x_api_key2` → `x api key`, and so on. */
function wordsOf(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1$2 ")
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ");
}

/** The text with what its escapes stand for: `\u0070assword` names a password too. */
export function unescaped(text: string): string {
  return text.replace(/(?<!\\)\\+(?:u([\da-f]{4})|x([\da-f]{2}))/giu, (_, wide, narrow) =>
    String.fromCharCode(Number.parseInt(wide ?? narrow, 16)),
  );
}
