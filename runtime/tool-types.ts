// How the type of the application's tools module leads to a tool, and the tool to its arguments. Types only.

import type { FromJsonSchema } from "./json-schema-type.js";

/** A tool that is not where it was. */
export interface Gone {
  readonly gone: never;
}

/** What is no tool, or one whose type says nothing of its arguments. */
export interface NoTool {
  readonly noTool: never;
}

/** The tool that a module exports. A definition bears its name, too. */
export type Exported<App, Export extends string, Tool extends string = Export> = Called<
  Member<App, Export>,
  Tool
>;

/** The tool of that name in a list of definitions. */
export type Listed<App, Export extends string, Tool extends string> =
  Member<App, Export> extends readonly (infer Item)[]
    ? FoundIn<Item, Item extends unknown ? (NameOf<Item> extends Tool ? Item : never) : never>
    : Gone;

/** Where some items do not say their names, nothing says that the tool is gone. */
type FoundIn<Item, Found> = [Found] extends [never]
  ? string extends NameOf<Item>
    ? NoTool
    : Gone
  : Found;

/** The tool under that name in an object. */
export type Keyed<App, Export extends string, Tool extends string> = Called<
  Member<Member<App, Export>, Tool>,
  Tool
>;

/** The method of that name of a class's instances, or of an object. */
export type Method<App, Export extends string, Tool extends string> =
  Member<App, Export> extends abstract new (
    ...parameters: never[]
  ) => infer Instance
    ? Member<Instance, Tool>
    : Keyed<App, Export, Tool>;

// With `keyof`, TypeScript would go through all exports for each of them.
export type Member<T, Key extends string> = T extends { readonly [Each in Key]: infer Found }
  ? Found
  : Gone;

/** The exports that are tools by themselves. */
export type ExportedNames<App> = Exclude<ToolNames<App>, "default">;

type ToolNames<T> = {
  [Key in keyof T]-?: [ArgumentsOf<T[Key]>] extends [NoTool]
    ? never
    : IsNamedOnly<T[Key]> extends true
      ? never
      : Key;
}[keyof T];

/** What has a name and nothing else of a tool: an error, an agent, a class. */
type IsNamedOnly<T> = T extends
  | ((...parameters: never[]) => unknown)
  | { readonly type: "function" }
  ? false
  : T extends { readonly name: string } & {
        readonly [Key in "function" | "parameters" | "inputSchema" | "input_schema"]?: never;
      }
    ? true
    : false;

export type ListedNames<App, Export extends string> = Export extends keyof App
  ? App[Export] extends readonly (infer Item)[]
    ? KnownName<Item>
    : never
  : never;

type KnownName<Item> = Item extends unknown
  ? string extends NameOf<Item>
    ? never
    : NameOf<Item>
  : never;

export type KeyedNames<App, Export extends string> = Export extends keyof App
  ? Exclude<ToolNames<App[Export]>, "prototype">
  : never;

export type MethodNames<App, Export extends string> = Export extends keyof App
  ? App[Export] extends abstract new (
      ...parameters: never[]
    ) => infer Instance
    ? FunctionNames<Instance>
    : FunctionNames<App[Export]>
  : never;

type FunctionNames<T> = {
  [Key in keyof T & string]: T[Key] extends (...parameters: never[]) => unknown ? Key : never;
}[keyof T & string];

/** Gone where it bears another name now. What is `any`, or says no name, passes. */
type Called<Found, Tool extends string> = 0 extends 1 & Found
  ? Found
  : NameOf<Found> extends infer Name
    ? [Name] extends [Tool]
      ? Found
      : string extends Name
        ? Found
        : Gone
    : never;

/** The name that a definition bears; `string` where its type does not say. */
type NameOf<Found> = Found extends { readonly function: { readonly name: infer Name } }
  ? Name
  : Found extends { readonly name: infer Name }
    ? Name
    : string;

/** The arguments of a tool in any of its forms. */
export type ArgumentsOf<Tool> = Tool extends (...parameters: infer Parameters) => unknown
  ? Parameters extends readonly []
    ? Record<string, never>
    : NonNullable<Parameters[0]>
  : Tool extends { readonly function: infer Definition }
    ? Tool extends { readonly __arguments: infer Arguments }
      ? Arguments
      : ArgumentsOf<Definition>
    : SdkArguments<Tool>;

/** What SDKs make of a schema shows its arguments in a parameter, or in the type of the schema itself. */
type SdkArguments<Tool> = Tool extends { readonly __arguments: infer Arguments }
  ? Arguments
  : Tool extends {
        readonly invoke: unknown;
        readonly needsApproval: (context: never, args: infer Arguments) => unknown;
      }
    ? Arguments
    : Tool extends { readonly parse: unknown; readonly run: (args: infer Arguments) => unknown }
      ? Arguments
      : Tool extends { readonly inputSchema: infer Schema }
        ? FromSchema<Schema>
        : Tool extends { readonly parameters: infer Schema }
          ? FromSchema<Schema>
          : Tool extends { readonly input_schema: infer Schema }
            ? FromSchema<Schema>
            : Tool extends { readonly name: string }
              ? Record<string, never>
              : FromZod<Tool>;

/** A schema of zod's, or one of the AI SDK's, or JSON Schema. */
type FromSchema<Schema> = [FromZod<Schema>] extends [NoTool]
  ? [Extract<Schema, { readonly _type: unknown }>] extends [never]
    ? [Schema] extends [null | undefined]
      ? Record<string, never>
      : FromJsonSchema<Schema, NoTool>
    : Extract<Schema, { readonly _type: unknown }> extends { readonly _type: infer Arguments }
      ? Arguments
      : NoTool
  : FromZod<Schema>;

/** The output of zod 4's and of zod 3's schemas. */
type FromZod<Schema> = [Schema] extends [{ readonly _zod: { readonly output: infer Output } }]
  ? Output
  : [Schema] extends [{ readonly _output: infer Output }]
    ? Output
    : NoTool;
