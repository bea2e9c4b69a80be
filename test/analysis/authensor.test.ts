// Authensor's own policy templates, as policies of ours: what in them never decides, and what of it was meant as a limit.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";

const cases = join(import.meta.dirname, "../cases/authensor");

/** By template, what the compiler finds: most are limits on how often, written as one more `allow` behind the real rules. */
const found: Readonly<Record<string, readonly string[]>> = {
  "code-agent": [
    "SC5001 allow code.exec.cat",
    "SC5001 allow code.exec.git.commit",
    "SC5001 allow code.exec.npm",
    "SC5001 allow code.exec.rm",
    "SC5001 allow code.exec.curl",
  ],
  "customer-support": ["SC5001 allow ticketing.ticket.reply"],
  "data-pipeline": ["SC5001 allow data.read", "SC5001 allow analytics.query"],
  "database-agent": [
    "SC5001 allow database.query.select",
    "SC5001 allow database.query.insert",
    "SC5001 allow database.query.update",
    "SC5001 allow database.query.delete",
    "SC5001 allow database.ddl.drop",
    "SC5001 allow database.admin.grant",
  ],
  "email-comms": [
    "SC5001 allow email.send",
    "SC5001 allow slack.message.post",
    "SC5001 allow email.bulk.send",
    "SC5001 allow slack.channel.create",
  ],
  "eu-ai-act-high-risk": [
    "SC5001 allow record.read",
    "SC5001 allow record.create",
    "SC5001 allow record.update",
    "SC5001 allow record.delete",
    "SC5001 allow record.execute",
  ],
  "financial-compliance": [
    "SC5016  args.amount > 1000000",
    "SC5001 require_approval accounting.journal.create",
    "SC5001 allow finance.transaction.create",
  ],
  "github-agent": [],
  "healthcare-agent": [
    "SC5001 allow patient.record.read",
    "SC5001 allow patient.record.update",
    "SC5001 allow patient.record.share",
    "SC5001 allow patient.record.bulk.read",
    "SC5001 allow patient.record.delete",
  ],
  infrastructure: [
    "SC5001 require_approval aws.iam.createuser",
    "SC5001 require_approval aws.ec2.createvpc",
    "SC5001 allow aws.ec2.describe",
    "SC5001 allow aws.ec2.createinstance",
    "SC5001 allow aws.iam.createuser",
    "SC5001 allow aws.ec2.createvpc",
  ],
  "mcp-gateway": [
    "SC5001 allow mcp.tools.list",
    "SC5001 allow mcp.create",
    "SC5001 allow mcp.update",
    "SC5001 allow mcp.delete",
    "SC5001 allow mcp.execute",
  ],
  "minimal-starter": [],
  "payment-agent": ["SC5001 allow stripe.charges.create"],
  "production-lockdown": [],
  "research-browsing": [
    "SC5001 allow http.get",
    "SC5001 allow http.post",
    "SC5001 allow http.put",
    "SC5001 allow http.delete",
  ],
};

test.each(readdirSync(cases).filter((name) => name.endsWith(".yaml")))("%s", async (name) => {
  const project = projectOf(join(cases, name), cases);
  const { diagnostics, contradicted } = await compile({ project, cache: false });
  const text = diagnostics.map((each) => render(each)).join("\n\n");
  expect(contradicted).toEqual([]);
  const said = diagnostics.map(({ code, file, range, message }) => {
    const effect = /this `(\w+)`/u.exec(message)?.[1] ?? "";
    return `${code} ${effect} ${file.text.slice(range.start, range.end)}`;
  });
  expect(said, text).toEqual(found[name.replace(".yaml", "")]);
  for (const { code, witness } of diagnostics) if (code === "SC5001") expect(witness).toBeDefined();
});
