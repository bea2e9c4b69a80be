// What comes of running a tools module: its definitions as JSON, or why there are none.

import { z } from "zod";

/** A part of an export that cannot be read. */
const exportFault = z.object({
  export: z.string(),
  code: z.enum(["SC7009", "SC7054"]),
  message: z.string(),
  help: z.string(),
});
export type ExportFault = Readonly<z.infer<typeof exportFault>>;

/** What the child hands over. SECURITY: the module's own code runs beside it, so it is checked as a stranger's. */
export const handedOver = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("read"),
    /** The JSON text of the definitions that each export holds. */
    exports: z.array(z.object({ name: z.string(), json: z.string() })),
    faults: z.array(exportFault),
  }),
  z.object({ kind: z.literal("threw"), message: z.string(), stack: z.string() }),
  z.object({
    kind: z.literal("denied"),
    permission: z.string(),
    resource: z.string(),
    stack: z.string(),
  }),
]);
export type HandedOver = z.infer<typeof handedOver>;

export type Outcome =
  | HandedOver
  | { readonly kind: "exited"; readonly status: string; readonly stderr: string }
  | { readonly kind: "late"; readonly seconds: number }
  | { readonly kind: "large" };
