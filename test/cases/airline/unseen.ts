// The rules of the airline that its policy leaves to others, and why.

export const unseen: Readonly<Record<string, string>> = {
  "A-G1": "whether the user said yes is told by the conversation",
  "A-G2": "about words, and no call",
  "A-G3": "calls beside others, and beside a reply, are the loop's that sends them",
  "A-G4": "whether a request is out of scope is told by the conversation",
  "A-G6": "that the user told their id is told by the conversation; who is signed in may be (A-G5)",
  "A-B9": "about words, and no call",
  "A-B10": "how many bags the user needs is told by the conversation",
  "A-C0": "the reason of a cancellation is no argument of the call",
  "A-C1i": "the reason of a cancellation is no argument of the call",
  "A-S4": "whether the user complained is told by the conversation",
  "A-S5": "what was checked before is told by the calls before this one",
};
