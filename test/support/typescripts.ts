// The compilers that generated code must pass: the oldest and the newest in every run, those between where asked for.

const between = process.env["SAFECLAW_TYPESCRIPT"] === "all" ? ["typescript59", "typescript6"] : [];

/** Names of packages. */
export const typescripts: readonly string[] = ["typescript55", ...between, "typescript"];
