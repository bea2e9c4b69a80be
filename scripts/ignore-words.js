// What mutation testing leaves alone: examples, which are tests themselves, and words for people, which golden files hold.

const words = new Set(["about", "called", "examples", "help", "problem"]);

export const strykerPlugins = [
  {
    kind: "Ignore",
    name: "words",
    value: {
      shouldIgnore: (path) =>
        path.isObjectProperty() && words.has(path.node.key.name) ? "words" : undefined,
    },
  },
];
