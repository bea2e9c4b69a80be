// The characters that made-up texts are made of, the plainest first.

export const preferredCharacters: readonly string[] = [
  ..."aX1bz0A9-_./:@ ,+%#?=&\\\"'()[]{}<>|~!$^*;`\té€日😀\n",
];
