// The compilers that generated code must pass: the newest in every run, all that are supported where asked for.

const older =
  process.env["SAFECLAW_TYPESCRIPT"] === "all"
    ? ["typescript55", "typescript59", "typescript6"]
    : [];

/** Names of packages. */
export const typescripts: readonly string[] = [...older, "typescript"];
