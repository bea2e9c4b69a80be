#!/usr/bin/env node
// argv → command. Every command is loaded only when it is asked for.

import { Command, CommanderError } from "commander";
import { addAuditCommands, type Run } from "./audit-cli.js";
import type { CompileCommandOptions } from "./commands/compile.js";
import type { EvaluateOptions } from "./commands/evaluate.js";
import type { InitOptions } from "./commands/init.js";
import type { ExitCode, Terminal } from "./commands/terminal.js";
import { paletteOf, printFailure } from "./commands/terminal.js";
import type { ToolsOptions } from "./commands/tools.js";
import { UsageError } from "./commands/usage-error.js";
import { harmless } from "./diagnostics/harmless.js";
import { suggest } from "./diagnostics/suggest.js";
import { version } from "./version.js";

const terminal: Terminal = {
  stdout: process.stdout,
  stderr: process.stderr,
  columns: process.stdout.isTTY ? process.stdout.columns : widthIn(process.env["COLUMNS"]),
  color: process.stdout.isTTY && process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "",
  cwd: process.cwd(),
  keyboard: process.stdin.isTTY && process.stdout.isTTY ? process.stdin : undefined,
};

const footnote = `
Without a command: sets a project up where there is no policy, else says how it stands.
Exit codes: 0 fine, 1 something is wrong in the files, 2 in the command line, 3 in safeclaw itself.`;

let exitCode: ExitCode = 0;
const run: Run = (command) => {
  return async (...given: readonly unknown[]): Promise<void> => {
    // INVARIANT: the last thing that commander gives to an action is the command itself.
    const self = given.at(-1) as Command;
    exitCode = await command(self.optsWithGlobals(), self.args[0]);
  };
};

/** A command that is a part of another. */
const part = (whole: Command, name: string, description: string): Command =>
  whole
    .command(name)
    .description(description)
    .allowExcessArguments(false)
    .helpOption("--help", "print this help");

function buildProgram(): Command {
  const program = new Command("safeclaw")
    .description(
      "Compiles a deny-by-default policy for LLM tool calls into typed TypeScript guards.",
    )
    .version(version, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      outputError: (text) => terminal.stderr.write(text.split("\n").map(harmless).join("\n")),
    })
    .configureHelp({ showGlobalOptions: true, optionDescription: ({ description }) => description })
    .addHelpText("after", footnote)
    .option("--config <path>", "the policy file (default: the nearest safeclaw.yaml upward)")
    .option("--json", "print JSON", false)
    .allowExcessArguments(false)
    .action(
      run(async (options: { config?: string; json: boolean }) => {
        const { start } = await import("./commands/start.js");
        return await start(options, terminal);
      }),
    );
  const command = (name: string, description: string) => part(program, name, description);

  command(
    "init",
    "write a safeclaw.yaml that denies everything, and what a project needs beside it",
  )
    .option("--tools <path>", "the module or JSON file that defines your tools")
    .option("--yes", "ask nothing", false)
    .option("--force", "overwrite a safeclaw.yaml that is there", false)
    .action(
      run(async (options: InitOptions) => {
        const { init } = await import("./commands/init.js");
        return await init(options, terminal);
      }),
    );
  command("compile", "policy → typed guards")
    .option("--out <dir>", "the output folder (default: `generated/` beside the policy)")
    .option("--check", "write nothing; exit 1 with a diff where the output is stale", false)
    .option("--watch", "compile again on every change", false)
    .option("--exhaustive", "a tool that no policy mentions is an error", false)
    .action(
      run(async (options: CompileCommandOptions) => {
        const { compileCommand } = await import("./commands/compile.js");
        return await compileCommand(options, terminal);
      }),
    );
  command("tools", "what was read of your tools, and which policies mention each").action(
    run(async (options: ToolsOptions) => {
      const { tools } = await import("./commands/tools.js");
      return await tools(options, terminal);
    }),
  );
  command("evaluate", "decide one call, or every line of a file of calls, with the compiled guard")
    .option("--tool <name>", "the tool that is called")
    .option("--args <json>", "its arguments, as the model would send them")
    .option("--assistant <id>", "who calls")
    .option("--facts <json>", "what conditions know: {name: value}")
    .option("--calls <file>", "JSON lines: {tool, args or arguments, assistant?, …}")
    .option("--explain", "every action that was considered, and the nearest call that passes")
    .action(
      run(async (options: EvaluateOptions) => {
        const { evaluate } = await import("./commands/evaluate.js");
        return await evaluate(options, terminal);
      }),
    );
  command("explain", "why a diagnostic exists, with a bad and a good example")
    .argument("<code>", "e.g. SC2001")
    .action(
      run(async (options: { json: boolean }, code = "") => {
        const { explain } = await import("./commands/explain.js");
        return explain(code, options, terminal);
      }),
    );
  addAuditCommands(command("audit", "show what was decided, the newest last"), {
    part,
    run,
    terminal,
  });
  return program;
}

/** Said before anything else: to an unknown command all options are unknown too. */
function checkCommand(program: Command, argv: readonly string[]): void {
  let { commands } = program;
  for (const name of program.parseOptions([...argv]).operands) {
    if (commands.length === 0) return;
    const found = commands.find((each) => each.name() === name);
    if (found === undefined) throw unknownCommand(name, commands);
    ({ commands } = found);
  }
}

function unknownCommand(name: string, commands: readonly Command[]): UsageError {
  const names = commands.map((each) => each.name());
  const near = suggest(name, names);
  const help =
    near === undefined ? `the commands are ${names.join(", ")}` : `did you mean \`${near}\`?`;
  return new UsageError(`there is no command \`${name}\``, help);
}

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  const program = buildProgram();
  checkCommand(program, process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  exitCode = failed(error);
}
process.exitCode = exitCode;

/** Who says how wide it is wants that of a pipe and a file, too. */
function widthIn(columns = ""): number | undefined {
  return /^[1-9]\d{0,3}$/u.test(columns) ? Number(columns) : undefined;
}

function failed(error: unknown): ExitCode {
  // Commander has printed its own message; help and version end here too, with code 0.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (process.argv.includes("--json")) printFault(error);
  if (error instanceof CommanderError) return 2;
  const palette = paletteOf(terminal);
  if (error instanceof UsageError) {
    const help =
      error.help === undefined ? "" : `\n  ${palette.dim("=")} help: ${harmless(error.help)}`;
    terminal.stderr.write(`${palette.error("error")}: ${harmless(error.message)}${help}\n`);
    return 2;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.stderr.write(
    `${palette.error("error[SC9001]")}: a fault of safeclaw itself; please report it\n${details}\n`,
  );
  return 3;
}

function printFault(error: unknown): void {
  const message = error instanceof Error ? error.message.replace(/^error: /u, "") : String(error);
  const help = error instanceof UsageError ? (error.help ?? null) : null;
  printFailure(message, help, terminal);
}
