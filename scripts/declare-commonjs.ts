// Gives the runtime's declarations a CommonJS twin. Node loads an ES module with `require`; TypeScript before 5.8 does not know.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../runtime/dist", import.meta.url));
const files = readdirSync(dist, { recursive: true, encoding: "utf8" });

for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
  const text = readFileSync(join(dist, file), "utf8");
  const twin = text.replaceAll(/(from |import\()"(\..*?)\.js"/gu, '$1"$2.cjs"');
  writeFileSync(join(dist, file.replace(/\.d\.ts$/u, ".d.cts")), twin);
}
