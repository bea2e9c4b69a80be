// How long a decision takes, as a multiple of what a hand-written guard of the same policy takes in the same run.

import { isDeepStrictEqual } from "node:util";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { policies } from "../generated/index.js";
import { allowed, type Call, denied, deniedByName } from "./calls.js";
import { handWrittenGuard } from "./hand-written-guard.js";
import { median } from "./median.js";

const rounds = 25;
const callsARound = 60_000;

const safeclaw = new SafeClaw(policies, { audit: false });

const evaluate = ({ assistant, tool, args }: Call) =>
  safeclaw.evaluate(tool, args, { assistantId: assistant });
const evaluateText = ({ assistant, tool, text }: Call) =>
  safeclaw.evaluate(tool, text, { assistantId: assistant });
const byHand = ({ assistant, tool, args }: Call) => handWrittenGuard(assistant, tool, args);
const byHandFromText = ({ assistant, tool, text }: Call) =>
  handWrittenGuard(assistant, tool, JSON.parse(text));
const parse = ({ text }: Call): unknown => JSON.parse(text);

type Work = (call: Call) => unknown;

interface Comparison {
  readonly what: string;
  readonly ours: Work;
  readonly theirs: Work;
  readonly calls: readonly Call[];
  readonly target: number;
}

const comparisons: readonly Comparison[] = [
  {
    what: "evaluate, parsed arguments : hand-written guard",
    ours: evaluate,
    theirs: byHand,
    calls: allowed,
    target: 4,
  },
  {
    what: "evaluate, JSON text : JSON.parse and hand-written guard",
    ours: evaluateText,
    theirs: byHandFromText,
    calls: allowed,
    target: 2,
  },
  {
    what: "evaluate, tool denied by name : JSON.parse alone",
    ours: evaluateText,
    theirs: parse,
    calls: deniedByName,
    target: 0.2,
  },
];

/** The guards must agree on what passes, and with which arguments, or their speed means nothing. */
function checkDecisions(): void {
  for (const call of [...allowed, ...denied]) {
    const answers = [evaluate, evaluateText, byHand].map((decide) => {
      const answer = decide(call);
      return answer.allowed ? answer.args : null;
    });
    if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0]))) {
      throw new Error(`the guards disagree about ${call.tool}(${call.text})`);
    }
  }
}

/** Nanoseconds a call. */
function time(work: Work, calls: readonly Call[]): number {
  const times = Math.ceil(callsARound / calls.length);
  let answers = 0;
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < times; turn += 1) {
    for (const call of calls) {
      answers += work(call) === undefined ? 0 : 1;
    }
  }
  return Number(process.hrtime.bigint() - start) / answers;
}

checkDecisions();
const results = comparisons.map((comparison) => ({
  ...comparison,
  samples: [] as { readonly ours: number; readonly theirs: number }[],
}));
for (let round = 0; round < rounds; round += 1) {
  for (const { ours, theirs, calls, samples } of results) {
    samples.push({ ours: time(ours, calls), theirs: time(theirs, calls) });
  }
}

console.log(`decisions, medians of ${rounds} rounds of ${callsARound} calls, audit off\n`);
for (const { what, target, samples } of results) {
  const ratio = median(samples.map(({ ours, theirs }) => ours / theirs));
  const ours = median(samples.map((sample) => sample.ours));
  const theirs = median(samples.map((sample) => sample.theirs));
  console.log(
    `${what.padEnd(58)}${ours.toFixed(0).padStart(5)} ns :${theirs.toFixed(0).padStart(5)} ns  = ${ratio.toFixed(2)} ×   (target ≤ ${target})`,
  );
}
