// SC7: the application's tool definitions.

import { entries } from "./entry.js";

const denyAll = (tools: string): string => `version: 1\ntools: ${tools}\npolicies: []\n`;
const jsonTools = denyAll("./tools.json");
const typescriptTools = denyAll("./tools.ts");

const ping = '[{ "name": "ping", "parameters": { "type": "object" } }]\n';
const pingFunction = "export function ping(): string {\n  return 'pong';\n}\n";

const evaluated = denyAll("{ module: ./tools.ts, evaluate: true }");
const builtPing = `export const tools = ["ping"].map((name) => ({
  name,
  parameters: { type: "object", properties: {}, additionalProperties: false },
}));
`;

/** A tool definition with one argument. */
const oneArgument = (schema: string): string =>
  `[{ "name": "ping", "parameters": { "type": "object", "properties": { "host": ${schema} } } }]\n`;

/** A typed function with one argument. */
const oneTypedArgument = (type: string): string =>
  `export function ping(args: { host: ${type} }): string {\n  return String(args.host);\n}\n`;

/** A zod schema with one argument. */
const oneZodArgument = (schema: string): string =>
  `import { z } from "zod";\n\nexport const ping = z.object({ host: ${schema} });\n`;

/** An argument's schema that lies in so many objects. */
const nested = (levels: number): string =>
  levels === 0
    ? '{ "type": "string" }'
    : `{ "type": "object", "properties": { "of": ${nested(levels - 1)} }, "required": ["of"] }`;

export const toolEntries = entries({
  SC7001: {
    severity: "error",
    title: "the tools file cannot be read",
    why: "Without the tools' signatures the compiler cannot check that a policy fits them.",
    bad: { "safeclaw.yaml": denyAll("./missing.ts") },
    good: { "safeclaw.yaml": jsonTools, "tools.json": ping },
  },
  SC7002: {
    severity: "error",
    title: "the tools module does not compile",
    why: "Types in a module with errors may mean something other than what they say.",
    bad: { "safeclaw.yaml": typescriptTools, "tools.ts": oneTypedArgument("Host") },
    good: { "safeclaw.yaml": typescriptTools, "tools.ts": oneTypedArgument("string") },
  },
  SC7003: {
    severity: "error",
    title: "the tools file is not valid JSON",
    why: "A parser that guesses may read other tools than the one that serves them. A key that stands twice is refused, because parsers differ in which one they take.",
    bad: { "safeclaw.yaml": jsonTools, "tools.json": '[{ "name": "ping", }]\n' },
    good: { "safeclaw.yaml": jsonTools, "tools.json": ping },
  },
  SC7004: {
    severity: "error",
    title: "this is not a tool definition",
    why: "Definitions are read in the shapes of OpenAI's Assistants, Chat and Responses APIs, of MCP's tools/list, of Anthropic's API, and as plain { name, description, parameters }; in a list, by name in an object, or one alone.",
    bad: { "safeclaw.yaml": jsonTools, "tools.json": '[{ "title": "ping" }]\n' },
    good: { "safeclaw.yaml": jsonTools, "tools.json": ping },
  },
  SC7005: {
    severity: "error",
    title: "a schema says something that cannot be translated",
    why: "A keyword that is left out of the check lets arguments pass that the tool's author ruled out. So nothing is left out.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument(
        '{ "anyOf": [{ "properties": { "name": {} } }, {}], "unevaluatedProperties": false }',
      ),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument(
        '{ "anyOf": [{ "properties": { "name": {} }, "additionalProperties": false }, {}] }',
      ),
    },
  },
  SC7006: {
    severity: "error",
    title: "a schema is not valid",
    why: "What a malformed schema means is anybody's guess, and the compiler does not guess.",
    bad: { "safeclaw.yaml": jsonTools, "tools.json": oneArgument('{ "type": "text" }') },
    good: { "safeclaw.yaml": jsonTools, "tools.json": oneArgument('{ "type": "string" }') },
  },
  SC7007: {
    severity: "error",
    title: "an export cannot be a tool",
    why: "Each function and zod schema that a tools module exports is a tool. Its arguments come as one JSON object, so it takes one object or nothing.",
    bad: {
      "safeclaw.yaml": typescriptTools,
      "tools.ts":
        "export function ping(host: string, count: number): string {\n  return host.repeat(count);\n}\n",
    },
    good: {
      "safeclaw.yaml": typescriptTools,
      "tools.ts":
        "export function ping(args: { host: string; count: number }): string {\n  return args.host.repeat(args.count);\n}\n",
    },
  },
  SC7008: {
    severity: "error",
    title: "an argument has a type that no JSON value has, or that cannot be checked",
    why: "A model sends JSON. A type that JSON cannot hold would refuse every call, and `any` would let every value pass.",
    bad: { "safeclaw.yaml": typescriptTools, "tools.ts": oneTypedArgument("Date") },
    good: { "safeclaw.yaml": typescriptTools, "tools.ts": oneTypedArgument("string") },
  },
  SC7009: {
    severity: "error",
    title: "a zod schema says something that cannot be read",
    why: "Zod schemas are read from their source, without running it. What is left out would let arguments pass that the schema rules out, and what changes a value would run other arguments than were checked.",
    bad: {
      "safeclaw.yaml": typescriptTools,
      "tools.ts": oneZodArgument("z.string().transform((host) => host.trim())"),
    },
    good: { "safeclaw.yaml": typescriptTools, "tools.ts": oneZodArgument("z.string().max(253)") },
  },
  SC7010: {
    severity: "error",
    title: "a tool has an illegal name",
    why: "Names stand in generated code, in messages and in audit records. Quotes, line breaks and invisible characters have no place there.",
    bad: { "safeclaw.yaml": jsonTools, "tools.json": '[{ "name": "pi`ng" }]\n' },
    good: { "safeclaw.yaml": jsonTools, "tools.json": ping },
  },
  SC7011: {
    severity: "error",
    title: "a tool is defined twice, with different arguments",
    why: "A call carries only the tool's name, so there is no telling which of the two it means. Definitions that agree on the arguments are one tool.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": '[{ "name": "ping" }, { "name": "ping", "parameters": {} }]\n',
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": '[{ "name": "ping" }, { "name": "ping" }]\n',
    },
  },
  SC7012: {
    severity: "error",
    title: "a tool has the name of a built-in tool",
    why: "Built-in tools run on the provider's side and are decided by name alone: the arguments of a tool of this name would go unchecked.",
    bad: { "safeclaw.yaml": jsonTools, "tools.json": '[{ "name": "file_search" }]\n' },
    good: { "safeclaw.yaml": jsonTools, "tools.json": '[{ "name": "search_files" }]\n' },
  },
  SC7013: {
    severity: "error",
    title: "an argument is named `__proto__`",
    why: "In JavaScript that name reaches an object's prototype. Calls that hold it are refused whatever the policy says.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json":
        '[{ "name": "ping", "parameters": { "type": "object", "properties": { "__proto__": {} } } }]\n',
    },
    good: { "safeclaw.yaml": jsonTools, "tools.json": oneArgument("{}") },
  },
  SC7014: {
    severity: "warning",
    title: "a tools file defines no tools",
    why: "Then every tool that a policy names is unknown.",
    bad: {
      "safeclaw.yaml": typescriptTools,
      "tools.ts": "export interface Host {\n  name: string;\n}\n",
    },
    good: { "safeclaw.yaml": typescriptTools, "tools.ts": pingFunction },
  },
  SC7015: {
    severity: "error",
    title: "a tool's arguments are nested too deep",
    why: "TypeScript gives up on types that lie too deep in each other, and the generated code would not compile.",
    bad: { "safeclaw.yaml": jsonTools, "tools.json": oneArgument(nested(24)) },
    good: { "safeclaw.yaml": jsonTools, "tools.json": oneArgument(nested(8)) },
  },
  SC7016: {
    severity: "error",
    title: "a reference in a schema leads nowhere, or too far",
    why: "Nothing is fetched while compiling, so a reference must lead to a place in the same schema. A schema may contain itself in its properties or items, but may not simply be itself.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "$ref": "https://example.com/host.json" }'),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument(
        '{ "$id": "https://example.com/host.json", "$ref": "#/$defs/name", "$defs": { "name": { "type": "string" } } }',
      ),
    },
  },
  SC7017: {
    severity: "warning",
    title: "a format is not checked",
    why: "JSON Schema lets everybody invent formats. Checked are date, date-time, time, email, uri, uuid, ipv4, ipv6 and hostname; a string of any other format passes as it is.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "format": "host-or-address" }'),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "format": "hostname" }'),
    },
  },
  SC7018: {
    severity: "error",
    title: "a keyword belongs to another version of JSON Schema",
    why: "Schemas are read as draft-07 or 2020-12, as `$schema` says, and as 2020-12 where it says nothing. A keyword of another version or of OpenAPI would be ignored by other validators, and so would what it demands.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "nullable": true }'),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": ["string", "null"] }'),
    },
  },
  SC7019: {
    severity: "error",
    title: "a pattern is not one of JavaScript's",
    why: "JSON Schema's patterns are regular expressions of JavaScript with the `u` flag. Other dialects write other things alike, and a pattern that is translated wrongly lets arguments pass.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "pattern": "\\\\A[a-z]+\\\\Z" }'),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "pattern": "^[a-z]+$" }'),
    },
  },
  SC7040: {
    severity: "warning",
    title: "no value fits a part of a schema",
    why: "What contradicts itself, such as an integer that must be one of some strings, accepts nothing. An argument of that kind can never be given, which hardly ever is what its author wants.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "integer", "enum": ["1", "2"] }'),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "integer", "enum": [1, 2] }'),
    },
  },
  SC7041: {
    severity: "warning",
    title: "a pattern takes more than linear time",
    why: "A guard holds arguments against the patterns of your tools, and JavaScript tries one way to match after another. Where text can match in many ways, one call can keep it busy for seconds, or for years. Nothing is said of a pattern whose time can neither be proven nor shown to be long, such as one with back references.",
    bad: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "pattern": "^([a-z]+-?)*$" }'),
    },
    good: {
      "safeclaw.yaml": jsonTools,
      "tools.json": oneArgument('{ "type": "string", "pattern": "^[a-z]+(-[a-z]+)*$" }'),
    },
  },
  SC7050: {
    severity: "error",
    title: "a tools module cannot be bundled",
    why: "With `evaluate: true` a tools module is bundled with all that it imports and run. What is no module, does not parse, or imports what is not installed cannot be.",
    bad: { "safeclaw.yaml": evaluated, "tools.ts": 'import "./missing.js";\n' },
    good: { "safeclaw.yaml": evaluated, "tools.ts": builtPing },
  },
  SC7051: {
    severity: "error",
    title: "a tools module fails when it is run",
    why: "A module that throws or ends half-way may have told half of its tools. It runs with an empty environment: a key that it asks for is not there.",
    bad: {
      "safeclaw.yaml": evaluated,
      "tools.ts": 'throw new Error("no database");\n',
    },
    good: { "safeclaw.yaml": evaluated, "tools.ts": builtPing },
  },
  SC7052: {
    severity: "error",
    title: "a tools module does not come to an end",
    why: "Compiling must end. A module that waits for a server or a timer before its exports are there cannot be asked for its tools.",
    bad: { situation: "`while (true) {}` at the top of a tools module that is evaluated" },
    good: { "safeclaw.yaml": evaluated, "tools.ts": builtPing },
  },
  SC7053: {
    severity: "error",
    title: "a tools module does what it may not",
    why: "A tools module that is run to be read may read the project's files, and nothing more: it writes none, starts no processes and no workers.",
    bad: {
      "safeclaw.yaml": evaluated,
      "tools.ts": 'import { writeFileSync } from "node:fs";\n\nwriteFileSync("log.txt", "");\n',
    },
    good: { "safeclaw.yaml": evaluated, "tools.ts": builtPing },
  },
  SC7054: {
    severity: "error",
    title: "an export of an evaluated module cannot be read",
    why: "What such a module exports as a tool becomes JSON. What JSON cannot hold would be lost on the way, and a schema of zod 3 cannot be asked what it says.",
    bad: {
      "safeclaw.yaml": evaluated,
      "tools.ts":
        'export const ping = { name: "ping", parameters: { type: "object", properties: { at: new Date(0) } } };\n',
    },
    good: { "safeclaw.yaml": evaluated, "tools.ts": builtPing },
  },
});
