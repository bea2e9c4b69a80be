// The API's refusals, in OpenAI's words.

/** Answered with `status` and the API's error body. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: object;

  constructor(
    status: number,
    message: string,
    code: string | null = null,
    param: string | null = null,
  ) {
    super(message);
    const type = status < 500 ? "invalid_request_error" : "server_error";
    this.status = status;
    this.body = { error: { message, type, param, code } };
  }
}

export const refused = (message: string): ApiError => new ApiError(400, message);

export const invalid = (code: string, param: string, message: string): ApiError =>
  new ApiError(400, message, code, param);

export const notFound = (kind: string, id: string | undefined): ApiError =>
  new ApiError(404, `No ${kind} found with id '${id}'.`);

export const unknownUrl = (method: string, path: string): ApiError =>
  new ApiError(404, `Invalid URL (${method} ${path})`);

export const missingBeta = (): ApiError =>
  new ApiError(
    400,
    "You must provide the 'OpenAI-Beta' header to access the Assistants API. " +
      "Please try again by setting the header 'OpenAI-Beta: assistants=v2'.",
    "invalid_beta",
  );

export const malformedJson = (): ApiError =>
  refused(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using " +
      "your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was " +
      "not valid JSON.)",
  );

export const busyThread = (threadId: string, runId: string): ApiError =>
  refused(`Thread ${threadId} already has an active run ${runId}.`);

export const lockedThread = (threadId: string, runId: string): ApiError =>
  refused(`Can't add messages to ${threadId} while a run ${runId} is active.`);

export const notCancellable = (status: string): ApiError =>
  refused(`Cannot cancel run with status '${status}'.`);

export const notWaiting = (status: string): ApiError =>
  refused(`Runs in status "${status}" do not accept tool outputs.`);

export const wrongOutputs = (expected: readonly string[], got: readonly string[]): ApiError =>
  refused(`Expected tool outputs for call_ids ${listed(expected)}, got ${listed(got)}`);

/** As Python prints a list, which is what the API does. */
const listed = (ids: readonly string[]): string => `[${ids.map((id) => `'${id}'`).join(", ")}]`;
