// Runs generated modules from memory: what `evaluate` and the tests decide with is the code that would be written.

import type { CompiledPolicies, CompiledPolicy } from "@authensor/safeclaw-runtime/policy";
import { runtimeConditions, runtimePolicy, runtimeSchema } from "../code/runtime-modules.js";
import type { CompiledOutput } from "../compile.js";
import type { EmittedFile } from "../emit/module.js";

type Exports = Readonly<Record<string, unknown>>;

/** The `policies` of these modules. */
export async function load(files: readonly EmittedFile[]): Promise<CompiledPolicies> {
  const { policies } = (await modulesOf(files))("./index.js");
  // INVARIANT: index.ts exports `policies`, made by the runtime's own definePolicies.
  return policies as CompiledPolicies;
}

/** The bound policies, and the tables that they are bound from. */
export interface LoadedPolicies {
  readonly policies: CompiledPolicies;
  readonly tables: readonly CompiledPolicy[];
}

export async function loadAll({ ir, files }: CompiledOutput): Promise<LoadedPolicies> {
  const exported = (await modulesOf(files))("./index.js");
  // INVARIANT: index.ts exports `policies`, and each policy's table by the name of its constant.
  const policies = exported["policies"] as CompiledPolicies;
  const tables = ir.policies.map(({ constant }) => exported[constant] as CompiledPolicy);
  return { policies, tables };
}

/** Finds what each of these modules exports, bound to the compiler's own runtime and zod. */
export async function modulesOf(files: readonly EmittedFile[]): Promise<(name: string) => Exports> {
  const [{ transform }, policy, conditions, schema, zod] = await Promise.all([
    import("esbuild"),
    import("@authensor/safeclaw-runtime/policy"),
    import("@authensor/safeclaw-runtime/conditions"),
    import("@authensor/safeclaw-runtime/schema"),
    import("zod"),
  ]);
  const sources = new Map<string, string>();
  const modules = files.filter((file) => file.path.endsWith(".ts"));
  await Promise.all(
    modules.map(async ({ path, text }) => {
      const { code } = await transform(text, { loader: "ts", format: "cjs", target: "node20" });
      sources.set(`./${path.replace(/\.ts$/u, ".js")}`, code);
    }),
  );
  const loaded = new Map<string, Exports>([
    [runtimePolicy, policy],
    [runtimeConditions, conditions],
    [runtimeSchema, schema],
    ["zod", zod],
  ]);
  const require = (name: string): Exports => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const module = { exports: {} };
    const source = sources.get(name);
    if (source === undefined) throw new Error(`generated code imports ${name}`);
    new Function("module", "exports", "require", source)(module, module.exports, require);
    loaded.set(name, module.exports);
    return module.exports;
  };
  return require;
}
