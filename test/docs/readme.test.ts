// The README does what it says, in a checkout and in a project of one's own.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { root } from "./application.js";
import { checkPage } from "./check-page.js";

checkPage("README.md", {
  // It begins in the checkout, whose sample it decides a call by, and goes on in a new project.
  setUp: ({ folder }) =>
    cpSync(join(root, "policies"), join(folder, "policies"), { recursive: true }),
});
