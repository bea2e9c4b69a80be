// The one seed of all that tests draw at random; `SAFECLAW_SEED` overrides it.
// Where a change is built the seed stands, so that red means the change; `npm run test:deep` takes a new one each time.

import fc from "fast-check";

const { SAFECLAW_SEED } = process.env;

export const SEED = SAFECLAW_SEED === "new" ? Date.now() % 2 ** 31 : Number(SAFECLAW_SEED ?? 2026);

fc.configureGlobal({ seed: SEED });
