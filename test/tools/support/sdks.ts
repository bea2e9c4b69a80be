// Folders in which modules find what is not installed under the name that applications import it by.

import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { project } from "./read.js";

const installed = fileURLToPath(new URL("../../../node_modules/", import.meta.url));

/** Installed under another name. */
const aliases: Readonly<Record<string, string>> = { openai: "openai7" };

/** Too heavy to be installed: what matters of them, in their own words. */
export const sdkParts: Readonly<Record<string, string>> = {
  "node_modules/@openai/agents/package.json":
    '{ "name": "@openai/agents", "type": "module", "exports": "./index.js" }',
  "node_modules/@openai/agents/index.d.ts": "export * from '@openai/agents-core';\n",
  "node_modules/@openai/agents/index.js": "export * from '@openai/agents-core';\n",
  "node_modules/@modelcontextprotocol/sdk/package.json":
    '{ "name": "@modelcontextprotocol/sdk", "type": "module", "exports": { "./*": "./*" } }',
  "node_modules/@modelcontextprotocol/sdk/server/mcp.js":
    "export class McpServer { registerTool() {} tool() {} }\n",
  "node_modules/@modelcontextprotocol/sdk/server/mcp.d.ts": `
    import type { z } from "zod";
    type Shape = Record<string, z.ZodType>;
    type Callback = (...parameters: any[]) => unknown;
    interface ToolAnnotations { title?: string; readOnlyHint?: boolean }
    export declare class McpServer {
      constructor(serverInfo: { name: string; version: string });
      tool(name: string, cb: Callback): void;
      tool(name: string, description: string, cb: Callback): void;
      tool<Args extends Shape>(name: string, paramsSchemaOrAnnotations: Args | ToolAnnotations, cb: Callback): void;
      tool<Args extends Shape>(name: string, description: string, paramsSchemaOrAnnotations: Args | ToolAnnotations, cb: Callback): void;
      tool<Args extends Shape>(name: string, description: string, paramsSchema: Args, annotations: ToolAnnotations, cb: Callback): void;
      registerTool<InputArgs extends undefined | Shape | z.ZodType = undefined>(
        name: string,
        config: { title?: string; description?: string; inputSchema?: InputArgs; annotations?: ToolAnnotations },
        cb: Callback,
      ): void;
    }
  `,
};

/** Writes files into a folder of their own, which goes when the test has finished. */
export function projectWithSdks(files: Readonly<Record<string, string>>): string {
  const folder = project({ ...sdkParts, ...files });
  linkSdks(folder);
  return folder;
}

export function linkSdks(folder: string): void {
  for (const [name, target] of Object.entries(aliases)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(installed, target), link);
  }
}
