// Entry `@authensor/safeclaw-runtime/otlp`: the log as OpenTelemetry logs. Needs Node.js.

import type { AuditSink } from "../../audit/audit-sink.js";
import { type ShippedAuditOptions, shippedAudit } from "../shipped-audit.js";
import type { OtlpTargetOptions } from "./otlp-settings.js";
import { otlpTarget } from "./otlp-target.js";

export type { AuditTarget, Rejection, ShippedLine } from "../audit-target.js";
export { type AuditShipper, shipAudit } from "../ship-audit.js";
export type { ShipEvent, ShipOptions } from "../ship-options.js";
export type { ShippedAuditOptions } from "../shipped-audit.js";
export type { OtlpTargetOptions } from "./otlp-settings.js";
export { otlpTarget } from "./otlp-target.js";
export type { SemconvVersion } from "./semconv.js";

export interface OtlpAuditOptions extends ShippedAuditOptions, OtlpTargetOptions {}

/** Keeps decisions in files, as `fileAudit` does, and sends them to an endpoint for OpenTelemetry logs. */
export function otlpAudit({ directory, log, shipping, ...target }: OtlpAuditOptions): AuditSink {
  return shippedAudit({ directory, log, shipping }, otlpTarget(target));
}
