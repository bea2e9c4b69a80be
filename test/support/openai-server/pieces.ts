// How the model's text is cut into deltas.

/** Pieces of about a word each, no code point broken. Joined they are `text`. */
export const pieces = (text: string): readonly string[] => text.match(/\s*\S{1,8}|\s+/gu) ?? [];
