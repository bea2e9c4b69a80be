// How much the properties try, and from which seed: `SAFECLAW_SEED` and `SAFECLAW_POLICIES` override.

const { SAFECLAW_SEED, SAFECLAW_POLICIES } = process.env;

export const SEED = Number(SAFECLAW_SEED ?? Date.now() % 2 ** 31);
export const POLICIES = Number(SAFECLAW_POLICIES ?? 200);
export const CALLS = 100;
