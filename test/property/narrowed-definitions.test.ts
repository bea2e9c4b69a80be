// Holds the definitions that the model is given against the guards: what is offered is what would be let through.

import type { FunctionTool } from "@authensor/safeclaw-runtime/policy";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import type { Constraint } from "../../compiler/constraints/constraint.js";
import type { ConstraintIr } from "../../compiler/ir/guard-ir.js";
import type { ArgumentType, Tools } from "../oracle/policy-file.js";
import {
  type CompiledInMemory,
  compileAllInMemory,
  type PolicyText,
} from "../support/compile-in-memory.js";
import { SEED } from "../support/seed.js";
import { strictFaults } from "../support/strict-subset.js";
import type { GeneratedCall } from "./calls.js";
import { conditioned, passOverIdle } from "./conditioned.js";
import { BUILT_IN_TOOLS } from "./policies.js";
import { type Scenario, scenarioArbitrary, toToolsJson } from "./scenario.js";
import { CALLS, POLICIES } from "./settings.js";

const HOUR = 3_600_000;

/** What came of the calls, so that no promise is kept for want of a case. */
const cases = { fits: 0, refusedByBoth: 0, inWords: 0 };

test(
  `a call fits the narrowed schema where the guard would let it through, and only there (seed ${SEED})`,
  async () => {
    const scenarios = fc.tuple(scenarioArbitrary(CALLS), fc.boolean());
    await fc.assert(
      fc.asyncProperty(scenarios, async ([scenario, strict]) => check(scenario, strict)),
      { numRuns: Math.max(50, POLICIES / 40), includeErrorInReport: true },
    );
    for (const [what, times] of Object.entries(cases)) expect(times, what).toBeGreaterThan(0);
  },
  HOUR,
);

test(
  `whatever is let through under conditions fits what the model was offered (seed ${SEED})`,
  async () => {
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(scenarioArbitrary(CALLS).chain(conditioned), async (scenario) => {
        const { yaml, tools, calls } = scenario;
        const toolsJson = tools === null ? {} : { toolsJson: toToolsJson(tools) };
        const compiled = await compileOrPassOver({ yaml, ...toolsJson });
        for (const call of calls.filter(({ tool }) => !BUILT_IN_TOOLS.includes(tool))) {
          const { tool, assistant, args } = call;
          if (compiled.policies.guard(assistant).decide(tool, args).effect === "deny") continue;
          const offered = offeredTo(compiled, call);
          const fits = offered !== undefined && accepts(offered.function.parameters ?? {}, args);
          expect(fits, `${yaml}\n${JSON.stringify([call, offered])}`).toBe(true);
          passed += 1;
        }
      }),
      { numRuns: Math.max(50, POLICIES / 40), includeErrorInReport: true },
    );
    expect(passed).toBeGreaterThan(0);
  },
  HOUR,
);

test(
  "they and the policies are written as Prettier writes them",
  async () => {
    await fc.assert(
      fc.asyncProperty(scenarioArbitrary(0).chain(conditioned), async ({ yaml, tools }) => {
        const toolsJson = tools === null ? {} : { toolsJson: toToolsJson(tools) };
        const { output } = await compileOrPassOver({ yaml, ...toolsJson });
        for (const { path, text } of output.files.filter(isOfThePolicies)) {
          expect([path, await format(text, { parser: "typescript", printWidth: 100 })]).toEqual([
            path,
            text,
          ]);
        }
      }),
      { numRuns: Math.max(25, POLICIES / 80), includeErrorInReport: true },
    );
  },
  HOUR,
);

/** The modules that hold what constraints become: one for each policy, and the definitions. */
function isOfThePolicies({ path }: { readonly path: string }): boolean {
  return path.endsWith(".ts") && !["index.ts", "tools.ts", "checks.ts"].includes(path);
}

function compileOrPassOver(text: PolicyText): Promise<CompiledInMemory> {
  return compileAllInMemory(text).catch((error: unknown) => {
    passOverIdle(String(error));
    throw error;
  });
}

async function check({ yaml, tools, calls }: Scenario, strict: boolean): Promise<void> {
  const toolsJson = tools && (strict ? toStrictJson(tools) : toToolsJson(tools));
  const compiled = await compileAllInMemory({ yaml, ...(toolsJson === null ? {} : { toolsJson }) });
  const originals = new Map<string, object>(
    JSON.parse(toolsJson ?? "[]").map((tool: Definition) => [tool.name, tool.parameters]),
  );
  for (const call of calls.filter(({ tool }) => !BUILT_IN_TOOLS.includes(tool))) {
    const offered = offeredTo(compiled, call);
    const printed = () =>
      `${yaml}\n${toolsJson}\n${JSON.stringify([call.tool, call.args, offered])}`;
    if (strict && toolsJson !== null && offered !== undefined) {
      expect(strictFaults(offered.function.parameters ?? {}), printed()).toEqual([]);
    }
    checkCall(call, compiled, offered, originals.get(call.tool), printed);
  }
}

interface Definition {
  readonly name: string;
  readonly parameters: object;
}

/** The tool as this caller's model would know it; undefined where it is not offered. */
function offeredTo(
  { definitions }: CompiledInMemory,
  call: GeneratedCall,
): FunctionTool | undefined {
  try {
    const tools = definitions.toolsFor(call.assistant, "chat");
    return tools.find((tool) => tool.function.name === call.tool);
  } catch (error) {
    if (String(error).includes("no policy knows")) return undefined;
    throw error;
  }
}

function checkCall(
  { tool, assistant, args }: GeneratedCall,
  { policies, output: { ir } }: CompiledInMemory,
  offered: FunctionTool | undefined,
  original: object | undefined,
  printed: () => string,
): void {
  const decision = policies.guard(assistant).decide(tool, args);
  const fits = offered !== undefined && accepts(offered.function.parameters ?? {}, args);
  if (decision.effect !== "deny") {
    expect(fits, `let through, yet not offered\n${printed()}`).toBe(true);
    if (original) expect(accepts(original, args), `no call of the tool\n${printed()}`).toBe(true);
    cases.fits += 1;
  } else if (fits) {
    const constraints = ir.policies.flatMap(({ actions }) => actions.flatMap((a) => a.constraints));
    const failed = constraints.find(({ rule }) => rule === decision.rule);
    const words = failed !== undefined && inWords(failed, offered, original !== undefined);
    expect(words, `offered, yet denied: ${decision.reason}\n${printed()}`).toBe(true);
    cases.inWords += 1;
  } else {
    cases.refusedByBoth += Number(decision.code === "constraint");
  }
}

/** Whether the limit is one that this schema cannot say, and is said in words. */
function inWords(
  { constraint }: ConstraintIr,
  { function: { strict, ...tool } }: FunctionTool,
  described: boolean,
): boolean {
  // Strict mode has room for one pattern, which `starts_with` and its like may have taken.
  const mayBeSecond = strict === true && constraint.kind === "pattern";
  return (
    (mayBeSecond || !isInSchema(constraint, strict === true, described)) &&
    JSON.stringify(tool).includes(JSON.stringify(constraint.text.slice(1)).slice(1, -1))
  );
}

/** Limits that JSON Schema has a keyword for, which strict mode does not refuse. */
function isInSchema(
  { kind, value, item }: Constraint,
  strict: boolean,
  described: boolean,
): boolean {
  if (item !== null) return isInSchema(item, strict, described);
  // Of a text, or of a list: nothing else says which.
  if (kind === "contains" && !described) return false;
  if (kind === "multiple_of") return Number.isInteger(value);
  const inAny = [
    "equals",
    "in",
    "min",
    "max",
    "above",
    "below",
    "pattern",
    "min_items",
    "max_items",
  ];
  // A second pattern needs `allOf`.
  const inFree = [
    "min_length",
    "max_length",
    "starts_with",
    "ends_with",
    "contains",
    "unique_items",
  ];
  return inAny.includes(kind) || (!strict && inFree.includes(kind));
}

const ajv = new Ajv2020({ strict: false, ownProperties: true });
const compiled = new Map<string, (value: unknown) => boolean>();

function accepts(schema: object, value: unknown): boolean {
  const text = JSON.stringify(schema);
  const known = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, known);
  return known(value);
}

/** The same tools as strict mode wants them: all closed, all required, and null for what may be left out. */
function toStrictJson(tools: Tools): string {
  const definitions = [...tools].map(([name, type]) => ({
    name,
    strict: true,
    parameters: toStrict(type),
  }));
  return JSON.stringify(definitions, null, 2);
}

function toStrict(type: ArgumentType): object {
  const schema = strictType(type);
  return type.optional === true ? { anyOf: [schema, { type: "null" }] } : schema;
}

function strictType(type: ArgumentType): object {
  switch (type.type) {
    case "object": {
      const properties = Object.entries(type.properties).map(([name, part]) => [
        name,
        toStrict(part),
      ]);
      return {
        type: "object",
        properties: Object.fromEntries(properties),
        required: Object.keys(type.properties),
        additionalProperties: false,
      };
    }
    case "array":
      return { type: "array", items: toStrict(type.items) };
    default:
      return type.enum === undefined ? { type: type.type } : { type: type.type, enum: type.enum };
  }
}
