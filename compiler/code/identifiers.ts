// Names of our own making, derived from names in a policy.

/** `assistant-data-functions` → `assistantDataFunctions`. Empty where nothing of the name can stay. */
export function camelCase(text: string): string {
  return pascalCase(text).replace(/^./u, (first) => first.toLowerCase());
}

/** `refund_order` → `RefundOrder`. */
export function pascalCase(text: string): string {
  return words(text)
    .map((word) => word.replace(/^./u, (first) => first.toUpperCase()))
    .join("");
}

/** `Support staff` → `support-staff`, the base name of a file on any system. */
export function kebabCase(text: string): string {
  return words(text).join("-").toLowerCase();
}

/** Of what may stand in an identifier, for every version of TypeScript and every target. */
function words(text: string): readonly string[] {
  const parts = text.match(/\p{ID_Continue}+/gu) ?? [];
  return parts.flatMap((part) => part.match(/[^_\u{10000}-\u{10FFFF}]+/gu) ?? []);
}

/** Words that TypeScript keeps for itself in a module. */
export const reservedWords: ReadonlySet<string> = new Set(
  `abstract any arguments as asserts async await boolean break case catch class const constructor continue debugger
  declare default delete do else enum eval export extends false finally for from function get if implements import in
  infer instanceof interface is keyof let module namespace never new null number object of package private protected
  public readonly require return set static string super switch symbol this throw true try type typeof undefined
  unique unknown var void while with yield`.split(/\s+/u),
);
