// Values that are hidden of a call's arguments, to be found again in what its tool answers.

/** What stands for a value that is masked. It tells neither length nor type. */
export const masked = "***";

/** Within a longer text, shorter ones would be found by chance. */
const shortest = 4;
/** Of more than these, none is looked for: all is hidden. */
const most = 1000;

export class HiddenValues {
  readonly #texts = new Set<string>();
  #forms: readonly string[] | null = null;

  /** A text or a number, or all of them in a list or an object. */
  add(value: unknown): void {
    if (typeof value === "object" && value !== null) Object.values(value).forEach(this.add, this);
    else if (typeof value === "string" && value !== "") this.#texts.add(value);
    else if (typeof value === "number" && isLong(String(value))) this.#texts.add(String(value));
  }

  get #areTooMany(): boolean {
    return this.#texts.size > most;
  }

  isHidden(text: string): boolean {
    return this.#areTooMany || this.#texts.has(text);
  }

  maskIn(text: string): string {
    if (this.isHidden(text)) return masked;
    this.#forms ??= [...this.#texts]
      .filter(isLong)
      // SECURITY: what holds another one goes first, or its rest would stay.
      .toSorted((a, b) => b.length - a.length)
      .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
    return this.#forms.reduce((left, form) => left.replaceAll(form, masked), text);
  }
}

function isLong(text: string): boolean {
  return text.length >= shortest;
}
