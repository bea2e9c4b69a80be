// Types that contain themselves, while they are read: inside itself such a type is a reference to a definition.

import type { ArgumentType, Definitions, ReferenceType } from "../argument-type.js";

/** `Source` is what a type is read from. */
export class Recursion<Source> {
  /** What we are inside of, and whether it was referred to. */
  readonly #open = new Map<Source, { isReferred: boolean }>();
  readonly #names = new Map<Source, string>();
  readonly #definitions = new Map<string, ArgumentType>();

  get definitions(): Definitions {
    return this.#definitions;
  }

  isInside(source: Source): boolean {
    return this.#open.has(source);
  }

  /** Reads a type that we are not inside of. `typeOf` is asked for it only where it is to be a definition. */
  read<Read>(
    source: Source,
    read: () => Read | undefined,
    typeOf: (read: Read) => ArgumentType | undefined,
  ): Read | undefined {
    const state = { isReferred: false };
    this.#open.set(source, state);
    const found = read();
    this.#open.delete(source);
    const type = found !== undefined && state.isReferred ? typeOf(found) : undefined;
    const name = this.#names.get(source);
    if (type !== undefined && name !== undefined) this.#definitions.set(name, type);
    return found;
  }

  /** Of two types of one name, the second gets a number. */
  refer(source: Source, written: string): ReferenceType {
    const state = this.#open.get(source);
    if (state !== undefined) state.isReferred = true;
    const taken = [...this.#names.values()];
    let name = this.#names.get(source) ?? written;
    for (let count = 2; !this.#names.has(source) && taken.includes(name); count += 1) {
      name = `${written}${count}`;
    }
    this.#names.set(source, name);
    return { kind: "reference", name };
  }
}
