// Whether a string is well-formed Unicode: what an encoder writes and a decoder reads back is the same.

export function isText(value: string): boolean {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(new TextEncoder().encode(value)) === value;
}
