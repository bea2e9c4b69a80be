// Cedar's integration tests as policies of ours: those whose answer lies in the request alone.

const photo = "VacationPhoto94.jpg";

/** By the test's file: the YAML. The principal is the assistant; the rest of the request are arguments. */
export const cedarPolicies: Readonly<Record<string, string>> = {
  "decimal/1": `
version: 1
policies:
  - name: anyone
    actions:
      - tool: view
        effect: allow
        constraints:
          resource: ${photo}
          confidence_score: { above: 0.75 }
`,
  "decimal/2": `
version: 1
policies:
  - name: anyone
    actions:
      - tool: view
        effect: allow
        constraints:
          resource: ${photo}
          confidence_score: { min: 0.4, max: 0.5 }
`,
  "example_use_cases/1a": `
version: 1
policies:
  - name: alice
    assistant_id: alice
    actions:
      - tool: view
        effect: allow
        constraints:
          resource: ${photo}
`,
  "ip/1": `
version: 1
policies:
  - name: anyone
    actions:
      - tool: view
        effect: allow
        constraints:
          resource: ${photo}
          source_ip: 222.222.222.222
`,
};

/** Why the others are not here: groups, albums, accounts and attributes are in a store that the requests do not carry. */
export const unsaid =
  "its answer depends on Cedar's entity store, which would be facts, and is not part of the vectors";
