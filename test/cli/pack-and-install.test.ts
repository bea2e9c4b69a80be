// The two packages as npm packs them, installed into an empty project from their tarballs: nothing else by hand.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { folder, keptFolder, read, write } from "./folder.js";

const root = join(import.meta.dirname, "../..");
const minutes = 60_000;

interface Ran {
  readonly exit: number | null;
  readonly output: string;
}

function run(command: string, args: readonly string[], cwd: string): Ran {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1" };
  const ran = spawnSync(command, args, { cwd, env, encoding: "utf8", timeout: 4 * minutes });
  return { exit: ran.status, output: `${ran.stdout}${ran.stderr}` };
}

function succeed(command: string, args: readonly string[], cwd: string): string {
  const { exit, output } = run(command, args, cwd);
  expect(exit, output).toBe(0);
  return output;
}

const packed = z.array(
  z.object({
    name: z.string(),
    filename: z.string(),
    files: z.array(z.object({ path: z.string() })),
  }),
);

/** What is built is packed as it is: other tests run from it at the same time. */
function pack(to: string): z.infer<typeof packed> {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", to];
  const ran = spawnSync("npm", [...args, "--workspaces", "--include-workspace-root"], {
    cwd: root,
    encoding: "utf8",
  });
  return packed.parse(JSON.parse(ran.stdout));
}

const versionOf = (name: string): string => {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return `${name}@${JSON.parse(readFileSync(manifest, "utf8")).version}`;
};

const unreachable = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/u;

const tarballs = keptFolder();
let packages: z.infer<typeof packed> = [];
beforeAll(() => {
  packages = pack(tarballs);
});
afterAll(() => rmSync(tarballs, { recursive: true, force: true }));

/** An empty project in which both are installed; undefined where there is no registry to ask for the rest. */
function installed(): string | undefined {
  const path = folder();
  succeed("npm", ["init", "-y"], path);
  const files = packages.map(({ filename }) => join(tarballs, filename));
  const quick = [
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--fetch-retries=1",
    "--fetch-timeout=30000",
  ];
  const others = [versionOf("zod"), versionOf("typescript")];
  const { exit, output } = run("npm", ["install", ...quick, ...files, ...others], path);
  if (exit !== 0 && unreachable.test(output)) return undefined;
  expect(exit, output).toBe(0);
  return path;
}

describe("the tarballs", () => {
  it.each([
    [
      "@authensor/safeclaw",
      /^(?:package\.json|README\.md|LICENSE|docs\/[\w-]+\.md|dist\/compiler\/(?:index\.d\.cts|[\w/-]+\.(?:js|d\.ts)))$/u,
      ["dist/compiler/cli.js", "dist/compiler/index.d.ts"],
    ],
    [
      "@authensor/safeclaw-runtime",
      /^(?:package\.json|README\.md|LICENSE|dist\/[\w/-]+\.(?:js|d\.ts|d\.cts))$/u,
      [
        "dist/index.js",
        "dist/node.d.ts",
        "dist/policy.js",
        "dist/schema.js",
        "dist/openai/index.js",
        "dist/ship/postgres/index.js",
        "dist/ship/otlp/index.js",
      ],
    ],
  ])("%s holds what is needed and nothing else", (name, wanted, needed) => {
    const files = packages.find((each) => each.name === name)?.files.map(({ path }) => path) ?? [];
    expect(files.filter((path) => !wanted.test(path))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(needed));
    expect(files.filter((path) => /test|tsbuildinfo|\.work/u.test(path))).toEqual([]);
  });

  it("hold nothing whose source is gone", () => {
    const built = packages.flatMap(({ files }) => files.map(({ path }) => path));
    const modules = built.flatMap(
      (path) => /^dist\/(.+?)(?:\.d)?\.(?:js|c?ts)$/u.exec(path)?.slice(1) ?? [],
    );
    expect(modules.length).toBeGreaterThan(100);
    const places = [root, join(root, "runtime")];
    const sourceless = modules.filter(
      (module) => !places.some((place) => existsSync(join(place, `${module}.ts`))),
    );
    expect(sourceless).toEqual([]);
  });

  it("name nothing that is only in the checkout", () => {
    const manifests = [root, join(root, "runtime")].map((path) =>
      JSON.parse(read(path, "package.json")),
    );
    for (const { dependencies = {} } of manifests) {
      expect(JSON.stringify(dependencies)).not.toMatch(/file:|workspace:|link:/u);
    }
  });
});

const tools = `export async function refund_order(args: { order_id: string; amount: number }) {
  return { refunded: args.amount };
}
`;
const policy = `version: 1
tools: ./tools.ts
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          max_amount: 100
`;
const main = (extension: string): string => `import { SafeClaw } from "@authensor/safeclaw-runtime";
import * as own from "@authensor/safeclaw";
import { policies, type ToolHandlers } from "./generated/index.js";
import * as tools from "./tools.js";

const handlers: ToolHandlers = tools;
const safeclaw = new SafeClaw(policies, { audit: false });

async function main(): Promise<void> {
  for (const amount of [100, 101]) {
    const decision = await safeclaw.decide("refund_order", { order_id: "o", amount });
    if (decision.allowed) console.log(await handlers.refund_order(decision.args));
    else console.log(decision.reason);
  }
  console.log(own.SafeClaw === SafeClaw, ${JSON.stringify(extension)});
}

void main();
`;

describe("an empty project", () => {
  it("has guards after install, init and compile, and runs behind them", {
    timeout: 6 * minutes,
  }, (test) => {
    const path = installed();
    if (path === undefined) return test.skip("npm cannot reach its registry");
    expect(succeed("npx", ["safeclaw", "init", "--yes"], path)).toContain("safeclaw.yaml");
    expect(succeed("npx", ["safeclaw", "compile"], path)).toContain("generated/ wrote");
    succeed("npx", ["tsc", "--noEmit"], path);
    const [modeline = ""] = read(path, "safeclaw.yaml").split("\n");
    const schema = join(path, modeline.split("$schema=")[1] ?? "nowhere");
    expect(JSON.parse(readFileSync(schema, "utf8"))).toMatchObject({
      required: ["policies"],
    });

    write(path, { "tools.ts": tools, "safeclaw.yaml": policy, "main.ts": main("esm") });
    succeed("npm", ["run", "safeclaw"], path);
    const call = ["--tool", "refund_order", "--args", '{"order_id": "o", "amount": 100}'];
    expect(succeed("npx", ["safeclaw", "evaluate", ...call], path)).toContain("allowed");
    succeed("npx", ["tsc"], path);
    const expected = "{ refunded: 100 }\namount must be at most 100\ntrue";
    expect(succeed("node", ["dist/main.js"], path)).toBe(`${expected} esm\n`);

    // The same in a package that stays CommonJS, because there is JavaScript in it.
    rmSync(join(path, "dist"), { recursive: true });
    rmSync(join(path, "tsconfig.json"));
    const manifest = read(path, "package.json").replace('"type": "module"', '"type": "commonjs"');
    write(path, {
      "package.json": manifest,
      "old.js": "module.exports = 1;\n",
      "main.ts": main("cjs"),
    });
    succeed("npx", ["safeclaw", "init", "--yes", "--force"], path);
    expect(JSON.parse(read(path, "package.json")).type).toBe("commonjs");
    write(path, { "safeclaw.yaml": policy });
    succeed("npx", ["safeclaw", "compile"], path);
    succeed("npx", ["tsc"], path);
    expect(succeed("node", ["dist/main.js"], path)).toContain(`${expected} cjs\n`);
  });
});

describe("the checkout", () => {
  it("has `npx safeclaw` too", () => {
    const { version } = JSON.parse(read(root, "package.json"));
    expect(run("npx", ["safeclaw", "--version"], root)).toMatchObject({
      exit: 0,
      output: expect.stringContaining(`${version}\n`),
    });
  });
});
