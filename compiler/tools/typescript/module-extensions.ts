// Which files are modules that TypeScript reads. It does not see what `module.exports` exports.

const extensions: ReadonlySet<string> = new Set([".ts", ".mts", ".cts", ".js", ".mjs"]);

/** Whether a file with this extension, in lower case and with its dot, is read as a module. */
export function isModule(extension: string): boolean {
  return extensions.has(extension);
}
