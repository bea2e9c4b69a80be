// `safeclaw tools`: what the compiler read of the application's tools, and which policies mention each.

import { compile } from "../compile.js";
import { catalog } from "../diagnostics/catalog.js";
import { jsonSchema } from "../emit/arguments/json-schema.js";
import { openProject } from "./open-project.js";
import {
  countOf,
  diagnosticsAsData,
  type ExitCode,
  printDiagnostics,
  printJson,
  type Terminal,
} from "./terminal.js";
import { type ListedTool, listTools } from "./tools/list-tools.js";
import { renderTools } from "./tools/render-tools.js";

export interface ToolsOptions {
  readonly config?: string | undefined;
  readonly json: boolean;
}

export async function tools(options: ToolsOptions, terminal: Terminal): Promise<ExitCode> {
  const project = openProject(options.config, terminal.cwd);
  const { diagnostics, reading, remember } = await compile({ project });
  const failed = diagnostics.some(({ code }) => catalog[code].severity === "error");
  if (!failed) await remember();
  const listed = reading === null ? null : listTools(reading);
  if (options.json) {
    const found = listed?.map(toolAsData) ?? null;
    const document = { ok: !failed, tools: found, diagnostics: diagnosticsAsData(diagnostics) };
    printJson(document, terminal);
  } else {
    printDiagnostics(diagnostics, terminal);
    if (listed !== null) terminal.stdout.write(renderTools(listed, terminal));
    if (failed) terminal.stderr.write(`the policy does not compile: ${countOf(diagnostics)}\n`);
  }
  return failed ? 1 : 0;
}

function toolAsData({ signature, name, kind, source, checkedByTsc, policies }: ListedTool): object {
  const { description = null, strict = null, parameters, definitions } = signature ?? {};
  return {
    name,
    kind,
    description,
    source,
    checkedByTsc,
    strict,
    parameters: parameters === undefined ? null : jsonSchema(parameters, definitions),
    policies,
  };
}
