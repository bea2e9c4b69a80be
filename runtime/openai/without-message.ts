// What was thrown and where, for a log that must not hold what its message may tell.

export function withoutMessage(error: unknown): string {
  const isError = error instanceof Error;
  const name = isError && /^\w+$/u.test(error.name) ? error.name : "an exception";
  const frames = isError ? framesOf(error) : "";
  return `${name}, whose message may hold arguments that are not to be logged: onHandlerError gets it${frames}`;
}

/** Empty where it cannot be told from the message. */
function framesOf({ message, stack = "" }: Error): string {
  const start = stack.indexOf(message);
  if (start === -1) return "";
  const frames = stack.slice(start + message.length).split("\n");
  return frames
    .filter((line) => /^ +at /u.test(line))
    .map((line) => `\n${line}`)
    .join("");
}
