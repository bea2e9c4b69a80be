// Debian's Chromium, for pages that must need nothing but themselves.

import { existsSync } from "node:fs";
import { type BrowserContext, chromium } from "playwright-core";
import { onTestFinished } from "vitest";

const executablePath = "/usr/bin/chromium";
export const hasChromium: boolean = existsSync(executablePath);
export const withoutChromium =
  "there is no /usr/bin/chromium: `apt-get install chromium`, or leave it to .ci/run";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Browsing {
  readonly context: BrowserContext;
  /** Addresses that a page asked for. */
  readonly asked: readonly string[];
}

/** A browser of its own, which ends with the test. */
export async function browse(settings: { readonly javaScriptEnabled: boolean }): Promise<Browsing> {
  const browser = await chromium.launch({ executablePath, args: flags });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({
    ...settings,
    viewport: { width: 1440, height: 1000 },
  });
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  return { context, asked };
}
