// The modules that generated code imports.

export const runtimePolicy = "@authensor/safeclaw-runtime/policy";
export const runtimeConditions = "@authensor/safeclaw-runtime/conditions";
export const runtimeSchema = "@authensor/safeclaw-runtime/schema";
