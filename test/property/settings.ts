// How much the properties try: `SAFECLAW_POLICIES` overrides.

export const POLICIES = Number(process.env["SAFECLAW_POLICIES"] ?? 100);
export const CALLS = 100;
