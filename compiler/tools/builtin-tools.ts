// The provider's own tools: known by name, never defined by the application.

/** They run on the provider's side, and are decided by their names alone. */
export const builtinTools: ReadonlySet<string> = new Set(["code_interpreter", "file_search"]);
