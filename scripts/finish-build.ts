// What the build does beyond tsc: declarations for CommonJS packages, and a command that can be run. What has no source
// any more goes.

import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

// tsc leaves it there, and it would be packed.
for (const [built, source] of [
  ["runtime/dist", "runtime"],
  ["dist/compiler", "compiler"],
] as const) {
  for (const name of readdirSync(join(root, built), { recursive: true, encoding: "utf8" })) {
    const [, module] = /^(.*?)(?:\.d)?\.(?:c?ts|js)(?:\.map)?$/u.exec(name) ?? [];
    if (module === undefined || existsSync(join(root, source, `${module}.ts`))) continue;
    rmSync(join(root, built, name));
  }
}

const runtime = readdirSync(join(root, "runtime/dist"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".d.ts"))
  .map((name) => join("runtime/dist", name));

// Node loads an ES module with `require`; TypeScript before 5.8 does not know that.
// The compiler's entry hands on the runtime's types: those of the one kind must not be mixed with those of the other.
for (const file of [...runtime, "dist/compiler/index.d.ts"]) {
  const text = readFileSync(join(root, file), "utf8");
  const twin = text.replaceAll(/(from |import\()"(\..*?)\.js"/gu, '$1"$2.cjs"');
  writeFileSync(join(root, file.replace(/\.d\.ts$/u, ".d.cts")), twin);
}

// npm sets this where it installs the package; `npx safeclaw` in the checkout runs the file as it is.
chmodSync(join(root, "dist/compiler/cli.js"), 0o755);
