// What the semantic conventions of OpenTelemetry for generative AI call the parts of a tool call, by version.

/** Versions that changed one of the names below. They are in development, so an upgrade of ours must not rename. */
export type SemconvVersion = "1.37" | "1.38";

export interface AttributeNames {
  readonly operation: string;
  readonly tool: string;
  readonly call: string;
  readonly agent: string;
  readonly conversation: string;
  readonly args: string;
  readonly result: string;
}

const names1_37: AttributeNames = {
  operation: "gen_ai.operation.name",
  tool: "gen_ai.tool.name",
  call: "gen_ai.tool.call.id",
  agent: "gen_ai.agent.id",
  conversation: "gen_ai.conversation.id",
  // Not in these conventions yet.
  args: "safeclaw.args",
  result: "safeclaw.outcome.content",
};

const names: Readonly<Record<SemconvVersion, AttributeNames>> = {
  "1.37": names1_37,
  "1.38": {
    ...names1_37,
    args: "gen_ai.tool.call.arguments",
    result: "gen_ai.tool.call.result",
  },
};

export const semconvVersions: readonly string[] = Object.keys(names);

export function namesOf(version: SemconvVersion): AttributeNames {
  return names[version];
}

/** Of what is said about each log record, for whoever translates between versions. */
export function schemaUrlOf(version: SemconvVersion): string {
  return `https://opentelemetry.io/schemas/${version}.0`;
}
