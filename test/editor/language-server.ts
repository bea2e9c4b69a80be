// yaml-language-server as an editor runs it: a process of its own, spoken to over stdio.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CompletionItem,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";

/** What it says of a document: red places, as `line:column message`. */
export interface OpenDocument {
  readonly red: readonly string[];
  /** What it proposes at the first place of the mark, as labels. */
  readonly proposals: () => Promise<readonly string[]>;
}

const manifest = createRequire(import.meta.url).resolve("yaml-language-server/package.json");
const server = join(dirname(manifest), "bin/yaml-language-server");

/** Where a proposal is asked for in a text. It is no part of it. */
const cursor = "‸";

export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  #documents = 0;

  private constructor(process: ChildProcess, connection: ProtocolConnection) {
    this.#process = process;
    this.#connection = connection;
  }

  static async start(): Promise<LanguageServer> {
    const child = spawn(process.execPath, [server, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const started = new LanguageServer(child, connection);
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(settingsOf));
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      started.#waiting.get(uri)?.(diagnostics);
    });
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { configuration: true } },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return started;
  }

  /** Opens a text as a file of this folder, and waits for what the server has to say of it. */
  async open(folder: string, marked: string): Promise<OpenDocument> {
    this.#documents += 1;
    const uri = pathToFileURL(join(folder, `open-${this.#documents}.yaml`)).href;
    const text = marked.replace(cursor, "");
    const diagnostics = new Promise<readonly Diagnostic[]>((resolve) =>
      this.#waiting.set(uri, resolve),
    );
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
    const red = (await diagnostics).map(
      ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`,
    );
    const before = marked.slice(0, marked.indexOf(cursor)).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const proposals = async () => {
      const asked = { textDocument: { uri }, position };
      const answer = await this.#connection.sendRequest(CompletionRequest.type, asked);
      const items: readonly CompletionItem[] = Array.isArray(answer)
        ? answer
        : (answer?.items ?? []);
      return items.map(({ label }) => label);
    };
    return { red, proposals };
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, "exit");
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    await exited;
    this.#connection.dispose();
  }
}

/** No catalogue of schemas from the network: the modeline alone says which one it is. */
function settingsOf({ section }: { readonly section?: string }): object {
  if (section !== "yaml") return {};
  return { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
}
