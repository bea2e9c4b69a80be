// What `import … from "@authensor/safeclaw"` gives: the runtime, so that an application may depend on one package.

export * from "@authensor/safeclaw-runtime";
