// The tools of a coding agent, as Clawdstrike's events name them.

import { z } from "zod";

export const file_write = z.looseObject({ path: z.string(), content: z.string().optional() });
export const network_egress = z.looseObject({ host: z.string(), port: z.int(), url: z.string() });
export const mcp__blender__execute_blender_code = z.object({ code: z.string() });
export const shell_exec = z.object({ command: z.string() });
