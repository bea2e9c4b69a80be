// What a text must begin with, where that ends in the middle of a host or of a file's name: others begin with it as well.

import { startsWith } from "../constraints/starts-with.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Finding } from "./finding.js";
import {
  argumentOf,
  callerOf,
  claim,
  isAt,
  isPlain,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { canBe } from "./values/can-be.js";

interface Opening {
  /** A beginning with an open end. */
  readonly open: RegExp;
  readonly what: string;
  /** What may follow and change whose it is. */
  readonly more: string;
  readonly help: string;
}

const openings: readonly Opening[] = [
  {
    open: /^[a-z][a-z\d+.-]*:\/\/[^/?#]*[^/?#:@.]$/iu,
    what: "the host",
    more: ".example/",
    help: "end it with `/`, or name the host with `url_host`",
  },
  {
    open: /^(?:\/[^/]+)+\/[\p{L}\p{N}]+$/u,
    what: "the folder's name",
    more: "2",
    help: "end it with `/`, or name the folder with `path_within`, which sees through `..` as well",
  },
];

export function findOpenBeginnings(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      stance.constraints
        .filter(({ of, constraint }) => of === null && constraint.kind === startsWith.key)
        .flatMap((entry) => openBeginning(entry, stance, tool)),
    ),
  );
}

function openBeginning(
  entry: CheckedConstraint,
  stance: Stance,
  tool: SubjectTool,
): readonly Finding[] {
  const { constraint, path, file, range } = entry;
  const { type } = argumentOf(entry, tool);
  const limits = stance.constraints.filter(isAt(path)).map((limit) => limit.constraint);
  const begun = Array.isArray(constraint.value) ? constraint.value.filter(isText) : [];
  const [found] = begun.flatMap((text) =>
    openings.flatMap(({ open, more, ...opening }) => {
      const other = `${text}${more}`;
      const isPossible = open.test(text) && canBe(other, type, limits, tool.definitions);
      return isPossible ? [{ ...opening, text, other }] : [];
    }),
  );
  if (found === undefined) return [];
  const { text, other, what, help } = found;
  const message = `\`${text}\` may end within ${what}: \`${other}\` begins with it, too`;
  const given = [{ path, value: other }];
  const { value: answer } = stance.effect;
  const claims = claim(tool, callerOf(stance, tool), stance.constraints, given, answer, stance);
  const diagnostic = { code: "SC5020", message, file, range, help } as const;
  return [{ diagnostic, claims, isCertain: isPlain(tool) }];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
