// A chain of calls such as `z.string().min(1)`, laid out as Prettier does it.

import { type Code, call, make, name, print } from "./code.js";
import { builders, utils } from "./layout.js";

/** One call of a chain: the method and its arguments. */
export interface Link {
  readonly method: string;
  readonly args: readonly Code[];
}

/**
 * `head.a().b()`. Prettier breaks a chain of three calls or more where an argument is not simple: where it holds
 * arguments that hold some in turn. And one where a call before the last has a line break in it.
 */
export function chain(head: Code, links: readonly Link[]): Code {
  const { breakParent, conditionalGroup, group, hardline, indent } = builders;
  const calls = links.map(({ method, args }) => {
    const called = call(name(method), args);
    return make([".", called.doc], [called]);
  });
  const isSimple = links.every(({ args }) => args.every(({ nesting = 0 }) => nesting < 2));
  const docs = calls.map(({ doc }) => doc);
  const oneLine = [head.doc, ...docs];
  if (links.length === 1) return make(oneLine, [head, ...calls]);
  const expanded = [head.doc, indent(docs.map((doc) => [hardline, doc]))];
  const breaks = (links.length > 2 && !isSimple) || docs.slice(0, -1).some(utils.willBreak);
  if (breaks) return make(group(expanded), [head, ...calls]);
  // A break within does not pass through a conditional group by itself.
  const outer = utils.willBreak(oneLine) ? breakParent : "";
  return make([outer, conditionalGroup([oneLine, expanded])], [head, ...calls]);
}

/** The value of a property that nothing in it can break: on a line of its own where that gains some columns. */
export function nameAt(key: Code, value: Code): Code {
  const { group, indent, softline } = builders;
  return print(key).length < 5 ? value : make(group(indent([softline, value.doc])), [value]);
}
