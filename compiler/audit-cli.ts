// The part of the command line that is about the audit log.

import type { Command, OptionValues } from "commander";
import type { AuditOptions } from "./commands/audit.js";
import type { DatabaseOptions } from "./commands/audit-database.js";
import type { ExportOptions } from "./commands/audit-export.js";
import type { InitDatabaseOptions } from "./commands/audit-init-db.js";
import type { AuditKeygenOptions } from "./commands/audit-keygen.js";
import type { AuditProveOptions } from "./commands/audit-prove.js";
import type { StatsOptions } from "./commands/audit-stats.js";
import type { AuditVerifyOptions } from "./commands/audit-verify.js";
import type { ExitCode, Terminal } from "./commands/terminal.js";
import { UsageError } from "./commands/usage-error.js";

/** A command's action, given all options, on whichever side of the command they stood. Its exit code is the process's. */
export type Run = <Options extends OptionValues>(
  command: (options: Options, argument: string | undefined) => Promise<ExitCode>,
) => (...given: readonly unknown[]) => Promise<void>;

export interface Cli {
  readonly part: (whole: Command, name: string, description: string) => Command;
  readonly run: Run;
  readonly terminal: Terminal;
}

/** Repeats of an option, in order. */
const collect = (value: string, previous: readonly string[]): readonly string[] => [
  ...previous,
  value,
];

export function addAuditCommands(log: Command, cli: Cli): void {
  const { run, terminal } = cli;
  log
    .option("--log <path>", "a stream file or a folder of them (default: .safeclaw/audit)")
    .option("--last <n>", "the newest n decisions", Number)
    .option(
      "--filter <key=value>",
      "assistant thread run call tool effect code rule policy; `*` at the end is a prefix",
      collect,
      [],
    )
    .option("--since <time>", "a date, a time, or a span such as 15m, 2h, 7d")
    .option("--until <time>", "the same; nothing of then or newer")
    .option("--follow", "go on with what is recorded from now on", false)
    .option("--db <url>", "ask the PostgreSQL database that the log is shipped to")
    .action(
      run(async (options: AuditOptions | DatabaseOptions) => {
        if ("db" in options) {
          const { auditDatabase } = await import("./commands/audit-database.js");
          return await auditDatabase(options, terminal);
        }
        const { audit } = await import("./commands/audit.js");
        return await audit(options, terminal);
      }),
    );
  log.hook("preAction", (_, command) => refuseEmpty(command.optsWithGlobals()));
  addViews(log, cli);
  addProofs(log, cli);
  cli
    .part(
      log,
      "init-db",
      "make the table in PostgreSQL that the log is shipped to, or bring it up to date",
    )
    .action(
      run(async (options: InitDatabaseOptions) => {
        const { auditInitDatabase } = await import("./commands/audit-init-db.js");
        return await auditInitDatabase(options, terminal);
      }),
    );
}

/** A shell gives it for a variable that is not set; as a path it would be the folder that one is in. */
function refuseEmpty(options: OptionValues): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== "" && !(Array.isArray(value) && value.includes(""))) continue;
    throw new UsageError(`\`--${name}\` is empty`, "leave it out, or write what it is to be");
  }
}

function addViews(log: Command, { part, run, terminal }: Cli): void {
  part(log, "stats", "how many decisions there are, by assistant, tool, effect, rule and day")
    .option("--shadow", "what shadow policies would have changed", false)
    .action(
      run(async (options: StatsOptions | (StatsOptions & DatabaseOptions)) => {
        if ("db" in options) {
          const { auditDatabaseStats } = await import("./commands/audit-database.js");
          return await auditDatabaseStats(options, terminal);
        }
        const { auditStats } = await import("./commands/audit-stats.js");
        return await auditStats(options, terminal);
      }),
    );
  part(log, "export", "all decisions and whether the log can be trusted, for auditors")
    .hook("preAction", () => {
      if (log.getOptionValueSource("db") !== "cli") return;
      throw new UsageError(
        "an export holds the verdict on the files, so it cannot be made from a database",
        "leave out `--db`",
      );
    })
    .option("--format <format>", "html, csv or jsonl")
    .option("--out <file>", "where to (default: standard output)")
    .option("--checkpoint <file>", "checkpoints that were kept elsewhere", collect, [])
    .option("--key <key>", "a public key for checkpoints, or a file with one", collect, [])
    .action(
      run(async (options: ExportOptions) => {
        const { auditExport } = await import("./commands/audit-export.js");
        return await auditExport(options, terminal);
      }),
    );
}

/** A command about the log as a whole: of the options that choose decisions, it takes none. */
function wholeLogCommand(
  log: Command,
  part: Cli["part"],
  name: string,
  description: string,
): Command {
  const shared = log.options.filter(({ long }) => long === "--log");
  return part(log, name, description)
    .configureHelp({
      ...log.configureHelp(),
      visibleGlobalOptions: () => [...shared, ...(log.parent?.options ?? [])],
    })
    .hook("preAction", () => {
      const rest = log.options.filter((option) => !shared.includes(option));
      const given = rest.find(
        (option) => log.getOptionValueSource(option.attributeName()) === "cli",
      );
      if (given === undefined) return;
      throw given.long === "--db"
        ? new UsageError(
            "this command reads the files of the log, and no database",
            "leave out `--db`",
          )
        : new UsageError(`\`${given.long}\` chooses decisions to show; this command takes all`);
    });
}

function addProofs(log: Command, { part, run, terminal }: Cli): void {
  const command = (name: string, description: string): Command =>
    wholeLogCommand(log, part, name, description);
  command("verify", "prove that the log is as it was written, or name the first record that is not")
    .option("--checkpoint <file>", "checkpoints that were kept elsewhere", collect, [])
    .option("--key <key>", "a public key for checkpoints, or a file with one", collect, [])
    .action(
      run(async (options: AuditVerifyOptions) => {
        const { auditVerify } = await import("./commands/audit-verify.js");
        return await auditVerify(options, terminal);
      }),
    );
  command("prove", "print a proof that one record is in the log")
    .usage("[options] <seq>")
    // Not `<seq>`: commander would say that it is missing, and nothing else.
    .argument("[seq]", "the record's number in its stream")
    .option("--stream <name>", "the stream, where there are several")
    .option("--checkpoint <file>", "a checkpoint that was kept elsewhere")
    .action(
      run(async (options: AuditProveOptions, seq) => {
        const { auditProve } = await import("./commands/audit-prove.js");
        return await auditProve(seq, options, terminal);
      }),
    );
  command("keygen", "make the key that checkpoints are signed with, and print its public half")
    .option("--out <file>", "where the private key goes (default: .safeclaw/audit.key)")
    .option("--name <name>", "the key's name in signatures (default: safeclaw/<host>)")
    .action(
      run(async (options: AuditKeygenOptions) => {
        const { auditKeygen } = await import("./commands/audit-keygen.js");
        return auditKeygen(options, terminal);
      }),
    );
}
