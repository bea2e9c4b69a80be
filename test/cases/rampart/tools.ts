// The tools of a coding agent, as Rampart sees them: a shell, files, and messages.

import { z } from "zod";

export const exec = z.object({ command: z.string(), rampart_integration: z.string().optional() });
export const read = z.object({ path: z.string() });
export const write = z.object({ path: z.string(), content: z.string() });
export const edit = z.object({ path: z.string(), content: z.string() });
export const message = z.looseObject({ action: z.string(), target: z.string() });
