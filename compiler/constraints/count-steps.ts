// How many steps a backtracking engine takes to find out that a regular expression is nowhere in a text.

import type { AST } from "@eslint-community/regexpp";

/** What is still to be matched: from a place in the text, the ways to go on, in the order of trial. Null: nothing. */
type Goal = ((at: number) => readonly Way[]) | null;
type Way = readonly [goal: Goal, at: number];

/** Of a pattern without lookaround and backreferences. Zero where it is found; one above `most` where it takes more. */
export function countSteps(
  pattern: AST.Pattern,
  flags: string,
  text: string,
  most: number,
): number {
  const characters = flags.includes("u") ? [...text] : text.split("");
  const begin = new Search(characters, flags).goal(pattern, null);
  let steps = 0;
  for (let start = 0; start <= characters.length; start += 1) {
    // A stack of our own, since a text may be longer than calls may be deep.
    const left: Way[] = [[begin, start]];
    for (let way = left.pop(); way !== undefined && steps <= most; way = left.pop()) {
      const [goal, at] = way;
      if (goal === null) return 0;
      steps += 1;
      left.push(...goal(at).toReversed());
    }
  }
  return steps;
}

class Search {
  readonly #text: readonly string[];
  readonly #flags: string;
  readonly #word: RegExp;
  readonly #characters = new Map<AST.Node, RegExp>();

  constructor(text: readonly string[], flags: string) {
    this.#text = text;
    this.#flags = flags;
    this.#word = new RegExp("\\w", flags);
  }

  goal(node: AST.Node, then: Goal): Goal {
    switch (node.type) {
      case "Pattern":
      case "Group":
      case "CapturingGroup":
        return (at) => node.alternatives.map((alternative) => [this.goal(alternative, then), at]);
      case "Alternative":
        return node.elements.reduceRight((next, element) => this.goal(element, next), then);
      case "Quantifier":
        return this.#round(node, then, 0, 0);
      case "Assertion":
        return (at) => (this.#holds(node, at) ? [[then, at]] : []);
      default:
        return (at) => (this.#is(this.#character(node), at) ? [[then, at + 1]] : []);
    }
  }

  #round(node: AST.Quantifier, then: Goal, done: number, from: number): Goal {
    return (at) => {
      // As the language has it: a round beyond those that must be, and that matched nothing, does not count.
      if (done > node.min && at === from) return [];
      const more = (): Way => [this.goal(node.element, this.#round(node, then, done + 1, at)), at];
      const ways: Way[] = done < node.max ? [more()] : [];
      if (done < node.min) return ways;
      return node.greedy ? [...ways, [then, at]] : [[then, at], ...ways];
    };
  }

  #holds({ kind, ...rest }: AST.Assertion, at: number): boolean {
    if (kind === "start") return at === 0;
    if (kind === "end") return at === this.#text.length;
    const isEdge = this.#is(this.#word, at - 1) !== this.#is(this.#word, at);
    return isEdge !== ("negate" in rest && rest.negate);
  }

  #is(character: RegExp, at: number): boolean {
    const found = this.#text[at];
    return found !== undefined && character.test(found);
  }

  #character(node: AST.Node): RegExp {
    const known = this.#characters.get(node) ?? new RegExp(node.raw, this.#flags);
    this.#characters.set(node, known);
    return known;
  }
}
