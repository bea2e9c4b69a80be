// `safeclaw` alone: where a project stands, and what comes next.

import { describe, expect, it } from "vitest";
import { folder, snapshot, write } from "./folder.js";
import { safeclaw } from "./safeclaw.js";
import { policy, project, scoped } from "./samples.js";

const files = { ...project, "safeclaw.yaml": scoped };

describe("safeclaw without a command", () => {
  it("sets a project up where there is no policy", async () => {
    const path = folder({ "tools.json": project["tools.json"] });
    expect(await safeclaw([], path)).toMatchObject({ exit: 0, stderr: "" });
    expect(await safeclaw([], path)).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("policies   none\n"),
    });
  });

  it("says how it stands, writes nothing, and sees when the guards are current", async () => {
    const path = folder(files);
    const before = snapshot(path);
    const stale = await safeclaw([], path);
    expect(stale).toMatchObject({ exit: 0, stderr: "" });
    expect(stale.stdout).toBe(`SafeClaw
  policy     safeclaw.yaml
  policies   1: support
  assistants 1: asst_1
  tools      2: get_customer, refund_order
  output     generated/ is stale

Next
  npx safeclaw compile                              write the guards
  npx safeclaw tools                                what was read of the tools, and who may call them
  npx safeclaw evaluate --tool NAME --args '{…}'    try a call
  npx safeclaw compile --check                      in CI: fail where the guards are stale
  npx safeclaw audit --last 20                      see what was decided

For an editor that completes and checks the policy, begin it with
  # yaml-language-server: $schema=./generated/safeclaw.schema.json
`);
    expect(snapshot(path)).toEqual(before);
    await safeclaw(["compile"], path);
    const current = await safeclaw([], path);
    expect(current.stdout).toContain("generated/ is current");
    expect(current.stdout).not.toContain("write the guards");
  });

  it("says nothing of editors where the policy has the line already", async () => {
    const path = folder(project);
    const { stdout } = await safeclaw([], path);
    const [, line = ""] = /\n {2}(# yaml-.*)\n$/u.exec(stdout) ?? [];
    write(path, { "safeclaw.yaml": `${line}\n${policy}` });
    expect((await safeclaw([], path)).stdout).not.toContain("editor");
  });

  it("says the same as one JSON document", async () => {
    const path = folder(files);
    const ran = await safeclaw(["--json"], path);
    expect(ran).toMatchObject({ exit: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toEqual({
      ok: true,
      policy: "safeclaw.yaml",
      policies: ["support"],
      shadow: [],
      included: [],
      assistants: ["asst_1"],
      agents: {},
      tools: ["get_customer", "refund_order"],
      facts: [],
      output: "generated",
      current: false,
    });
  });

  it("names facts, agents, and files and policies that not every project has", async () => {
    const path = folder({
      ...project,
      "package.json": "{}",
      "org.yaml": "version: 1\npolicies: []\n",
      "facts.ts":
        "export const order = (args: { order_id: string }): string | null => args.order_id;\nexport interface CallerFacts { user: string }\n",
      "safeclaw.yaml": `version: 1
tools: ./tools.json
facts: ./facts.ts
include: ./org.yaml
agents: { support: [asst_dev, asst_prod] }
policies:
  - name: support
    assistant_id: support
    mode: shadow
    actions: [{ tool: get_customer, effect: allow }]
`,
    });
    const { stdout } = await safeclaw([], path);
    expect(stdout).toContain(`
  policy     safeclaw.yaml
  included   1: org.yaml
  policies   1: support
  in shadow  1: support
  assistants 3: support, asst_dev, asst_prod
  agents     1: support (asst_dev, asst_prod)
  tools      2: get_customer, refund_order
  facts      2: order, user
  output     generated/ is stale
`);
    const { stdout: json } = await safeclaw(["--json"], path);
    expect(JSON.parse(json)).toMatchObject({
      agents: { support: ["asst_dev", "asst_prod"] },
      facts: ["order", "user"],
    });
  });

  it.each([
    ["the policy does not compile", { "safeclaw.yaml": policy.replace("allow", "alow") }, "SC4004"],
    ["a file that is not ours is in the way", { "generated/index.ts": "" }, "SC6001"],
  ])("says what is wrong where %s", async (_, broken, code) => {
    const path = folder({ ...files, ...broken });
    const text = await safeclaw([], path);
    expect(text).toMatchObject({ exit: 1, stdout: "" });
    expect(text.stderr).toContain(`error[${code}]`);
    expect(text.stderr).toMatch(/safeclaw\.yaml does not compile: 1 error\n$/u);
    const json = await safeclaw(["--json"], path);
    expect(json).toMatchObject({ exit: 1, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, diagnostics: [{ code }] });
  });

  it("works on the policy that the command line names", async () => {
    const path = folder({ ...files });
    write(path, { "other.yaml": policy });
    const ran = await safeclaw(["--config", "other.yaml"], path);
    expect(ran.stdout).toContain("assistants none");
  });
});
