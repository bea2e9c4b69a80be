// How much the properties try, and from which seed: `SAFECLAW_SEED` and `SAFECLAW_POLICIES` override.
// Where a change is built the seed stands, so that red means the change; `npm run test:deep` takes a new one each time.

const { SAFECLAW_SEED, SAFECLAW_POLICIES } = process.env;

export const SEED = SAFECLAW_SEED === "new" ? Date.now() % 2 ** 31 : Number(SAFECLAW_SEED ?? 2026);
export const POLICIES = Number(SAFECLAW_POLICIES ?? 100);
export const CALLS = 100;
