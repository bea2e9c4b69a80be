// What we need of the openai package's clients and objects, as structures that its majors 4 to 7 all fit.

/** One call that a run asks for. */
export interface ToolCallLike {
  readonly id: string;
  readonly type: string;
  readonly function?: { readonly name: string; readonly arguments: string };
}

/** A run of an assistant on a thread. */
export interface RunLike {
  readonly id: string;
  readonly thread_id: string;
  readonly assistant_id: string;
  readonly status: string;
  readonly required_action: {
    readonly type: string;
    readonly submit_tool_outputs: { readonly tool_calls: readonly ToolCallLike[] };
  } | null;
}

/** One server-sent event of a run's stream. */
export interface EventLike {
  readonly event: string;
  readonly data: unknown;
}

/** The answer to one call, as the API takes it. */
export interface ToolOutput {
  tool_call_id: string;
  output: string;
}

// The parameters differ between the majors: only connect.ts knows how to call these.
type Method = (...args: never) => unknown;

/** An `OpenAI` (or `AzureOpenAI`) client of any major from 4 to 7. */
export interface AssistantsClient {
  readonly beta: {
    readonly threads: {
      readonly runs: {
        readonly create: Method;
        readonly retrieve: Method;
        readonly submitToolOutputs: Method;
        readonly cancel: Method;
      };
    };
  };
}

type Runs<Client extends AssistantsClient> = Client["beta"]["threads"]["runs"];

/** The client's own type of a run. */
export type RunOf<Client extends AssistantsClient> = Awaited<ReturnType<Runs<Client>["retrieve"]>>;

/** The client's own type of a stream event. */
export type EventOf<Client extends AssistantsClient> =
  Extract<
    Awaited<ReturnType<Runs<Client>["create"]>>,
    AsyncIterable<unknown>
  > extends AsyncIterable<infer Event>
    ? Event
    : never;

/** What the client's `runs.create` takes beside the assistant: instructions, additional_messages and so on. */
export type RunParamsOf<Client extends AssistantsClient> = Omit<
  Parameters<Runs<Client>["create"]>[1],
  "assistant_id" | "stream"
>;
