// The tool calls of a step, as they are streamed: functions of the client, and tools that OpenAI runs.

import type { Step, StreamEvent, ToolCall, ToolCallDelta } from "./objects.js";
import { pieces } from "./pieces.js";
import type { BuiltinTurn, ScriptedCall } from "./script.js";

type Events<Result = void> = Generator<StreamEvent, Result>;
type FunctionCall = Extract<ToolCall, { type: "function" }>;
type CodeCall = Extract<ToolCall, { type: "code_interpreter" }>;

/** Gives the calls whose outputs the run now needs. */
export function* callFunctions(
  step: Step,
  newId: (prefix: string) => string,
  calls: readonly ScriptedCall[],
): Events<readonly FunctionCall[]> {
  const called: FunctionCall[] = [];
  for (const [index, { id = newId("call"), name, arguments: text }] of calls.entries()) {
    const call: FunctionCall = {
      id,
      type: "function",
      function: { name, arguments: "", output: null },
    };
    yield begin(step, call, { index, ...call });
    for (const piece of pieces(text)) {
      call.function.arguments += piece;
      yield change(step, { index, type: "function", function: { arguments: piece } });
    }
    called.push(call);
  }
  return called;
}

export function* useBuiltin(step: Step, id: string, turn: BuiltinTurn): Events {
  if (turn.builtin === "code_interpreter") yield* runCode(step, id, turn);
  else yield searchFiles(step, id, turn);
}

function* runCode(step: Step, id: string, { input = "", output }: BuiltinTurn): Events {
  const type = "code_interpreter";
  const call: CodeCall = { id, type, code_interpreter: { input: "", outputs: [] } };
  yield begin(step, call, { index: 0, id, type, code_interpreter: { input: "", outputs: [] } });
  for (const piece of pieces(input)) {
    call.code_interpreter.input += piece;
    yield change(step, { index: 0, type, code_interpreter: { input: piece } });
  }
  if (output === undefined) return;
  const logs = { type: "logs", logs: output } as const;
  call.code_interpreter.outputs.push(logs);
  const outputs = [{ index: 0, ...logs }];
  yield change(step, { index: 0, type, code_interpreter: { outputs } });
}

function searchFiles(step: Step, id: string, { output }: BuiltinTurn): StreamEvent {
  const type = "file_search";
  const content = [{ type: "text" as const, text: output ?? "" }];
  const found = { file_id: "file-found", file_name: "found.txt", score: 1, content };
  const ranking_options = { ranker: "default_2024_08_21", score_threshold: 0 } as const;
  const results = output === undefined ? [] : [found];
  const call: ToolCall = { id, type, file_search: { ranking_options, results } };
  return begin(step, call, { index: 0, id, type, file_search: {} });
}

/** The step has the call from its first change on. */
function begin(step: Step, call: ToolCall, delta: ToolCallDelta): StreamEvent {
  if (step.step_details.type === "tool_calls") step.step_details.tool_calls.push(call);
  return change(step, delta);
}

function change({ id }: Step, delta: ToolCallDelta): StreamEvent {
  const step_details = { type: "tool_calls" as const, tool_calls: [delta] };
  return {
    event: "thread.run.step.delta",
    data: { id, object: "thread.run.step.delta", delta: { step_details } },
  };
}
