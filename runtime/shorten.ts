// Texts of bounded length: what a model sends must not fill messages and logs.

export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** The same, for who wants to know how much is not there. */
export function shortened(text: string, longest: number): string {
  const more = text.length - longest;
  return more <= 0 ? text : `${text.slice(0, longest)} … (${more} more characters)`;
}
