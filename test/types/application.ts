// An application in a folder of its own: its files, and what is compiled of its policy.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import type { EmittedFile } from "../../compiler/emit/module.js";
import { projectOf } from "../../compiler/source/project.js";
import { allChecked } from "../tools/support/type-check.js";

/** Within the repository, so that modules find zod and the runtime. */
const work = fileURLToPath(new URL("../.work/types/", import.meta.url));

export class Application {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>> = {}) {
    mkdirSync(work, { recursive: true });
    this.folder = mkdtempSync(join(work, "a-"));
    this.write({ "package.json": '{ "type": "module" }', ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  /** Throws with what the compiler says where it refuses. tsc is to check all of it. */
  async compile(policy: string): Promise<readonly EmittedFile[]> {
    const project = projectOf(join(this.folder, policy), this.folder);
    const { diagnostics, output } = await compile({ project, cache: false });
    if (output === null) throw new Error(diagnostics.map((found) => render(found)).join("\n"));
    return output.files.map(({ path, text }) => ({ path, text: allChecked(text) }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
