// The routes of a run's steps.

import type { Step } from "./objects.js";
import { page } from "./page.js";
import type { Handler } from "./reply.js";
import { runOf } from "./runs.js";
import { found } from "./world.js";

export const list: Handler = (request) => {
  const { query } = request;
  const steps = page("run step", runOf(request).steps.values(), query);
  return { body: { ...steps, data: steps.data.map((step) => included(step, query)) } };
};

export const retrieve: Handler = (request) => {
  const step = found(runOf(request).steps, "run step", request.ids.step);
  return { body: included(step, request.query) };
};

/** What a file search found is shown only to those who ask for it. */
function included(step: Step, query: URLSearchParams): Step {
  const shown = structuredClone(step);
  const wanted = query.getAll("include[]");
  if (wanted.includes("step_details.tool_calls[*].file_search.results[*].content")) return shown;
  if (shown.step_details.type !== "tool_calls") return shown;
  for (const call of shown.step_details.tool_calls) {
    if (call.type !== "file_search") continue;
    for (const result of call.file_search.results ?? []) delete result.content;
  }
  return shown;
}
