// Which names stand for secrets: what the audit hides where the policy says nothing of it.

/** Between words of a name that was taken apart. */
const asWords =
  / (?:secrets?|token|(?:access|api|auth|bearer|refresh|session) tokens|jwt|pwd|pw|pass ?(?:code|key)|authorization|bearer|session ?id|connection ?strings?|mnemonic|seed ?phrase|cookies?|credentials?|pin|otp|cvv|cvc|csc|security code|ssn|social security|card (?:no|num|number)|(?:credit|debit) card) /u;

/** Anywhere in a name, however it is joined to what is around it. */
const anywhere =
  /password|passwd|passphrase|apikey|privatekey|accesskey|secretkey|signingkey|encryptionkey|sshkey|accesstoken|authtoken|refreshtoken|sessiontoken|clientsecret|creditcard|cardnumber/u;

/** With other words beside it, it would be something else: `auth_method`, `boarding_pass`. */
const alone = /^ (?:x )?(?:auth|pass) $/u;
const aloneInText = / (?:auth|pass) /u;

/** Whether a name of a secret stands in a text. */
export function namesSecret(text: string): boolean {
  const words = ` ${wordsOf(text)} `;
  return isSecret(words) || aloneInText.test(words);
}

/** Whether a key is such a name, in snake, kebab, camel or whatever case. Most keys come again and again. */
export function isSecretKey(key: string): boolean {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const words = ` ${wordsOf(key).trim()} `;
  const secret = isSecret(words) || alone.test(words);
  if (key.length > longestKnown) return secret;
  // A model can make up any number of them.
  if (knownKeys.size >= mostKnown) knownKeys.clear();
  knownKeys.set(key, secret);
  return secret;
}

function isSecret(words: string): boolean {
  return asWords.test(words) || anywhere.test(words.replaceAll(" ", ""));
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
