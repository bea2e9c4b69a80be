// The rules of the shop that its policy leaves to others, and why.

export const unseen: Readonly<Record<string, string>> = {
  "R-G1": "whether the user was authenticated before is told by the calls before this one",
  "R-G2": "as R-G1, for what only reads",
  "R-G4": "whether the user said yes is told by the conversation",
  "R-G5": "about words, and no call",
  "R-G6": "calls beside others, and beside a reply, are the loop's that sends them",
  "R-G7": "about words, and no call",
  "R-G9": "whether a request is out of scope is told by the conversation",
  "R-C3": "whether the user confirmed is told by the conversation",
  "R-M9": "the benchmark's own calls replace items by themselves, so it is not to be enforced",
  "R-X1": "about words, and no call",
  "R-X2": "about words, and no call",
};
