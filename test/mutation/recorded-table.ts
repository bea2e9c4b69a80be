// Reads a table that the compiler emitted with each call in it still a call, so that a test can change it.

import type { CompiledPolicy } from "@authensor/safeclaw-runtime/policy";
import { transform } from "esbuild";
import { runtimeConditions } from "../../compiler/code/runtime-modules.js";
import type { EmittedFile } from "../../compiler/emit/module.js";

/** A call of the runtime that is not made yet. */
export class Call {
  readonly called: string;
  readonly args: readonly Part[];

  constructor(called: string, args: readonly Part[]) {
    this.called = called;
    this.args = args;
  }
}

/** What stands in a call. A function that is only named is one that gives its call. */
export type Part =
  | Call
  | (() => Call)
  | RegExp
  | string
  | number
  | boolean
  | null
  | readonly Part[];

/** A table in which a call stands for each function. */
export type Recorded<Table> = Table extends (...args: never) => unknown
  ? Call
  : Table extends object
    ? { readonly [Key in keyof Table]: Recorded<Table[Key]> }
    : Table;

export type RecordedPolicy = Recorded<CompiledPolicy>;

/** The table of the policy that this file of the output is for. */
export async function recordedTable(
  files: readonly EmittedFile[],
  path: string,
): Promise<RecordedPolicy> {
  const text = files.find((file) => file.path === path)?.text ?? "";
  const { code } = await transform(text, { loader: "ts", format: "cjs", target: "node20" });
  const module: { exports: Record<string, RecordedPolicy> } = { exports: {} };
  const require = (name: string) =>
    name === runtimeConditions ? { cel: recorder("cel.") } : recorder("");
  new Function("module", "exports", "require", code)(module, module.exports, require);
  const [table] = Object.values(module.exports);
  if (table === undefined) throw new Error(`${path} exports no table`);
  return table;
}

/** A runtime of which each function only notes its call. */
function recorder(prefix: string): object {
  return new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: readonly Part[]) =>
          new Call(`${prefix}${String(name)}`, args),
    },
  );
}
