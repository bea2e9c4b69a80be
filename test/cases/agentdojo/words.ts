// Texts as the policies of AgentDojo's suites compare them: their words, and the pages that they lead to.

/** In lower case, with one blank before, between and after them: a name stands in a text if it is a part of it. */
export function wordsOf(text: string): string {
  return ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? ""
  } `;
}

/** Whatever a program might make a link of: what begins with a scheme, and names of hosts. */
export function pagesIn(text: string): string[] {
  return (text.match(link) ?? []).map((found) => pageOf(found.replace(/[^\p{L}\p{N}]+$/u, "")));
}

/** Without the scheme, since people leave it out. */
export const pageOf = (url: string): string => url.replace(/^https?:\/\//u, "");

/** No link is what belongs to an e-mail address, or is the name of a document. */
const link =
  /[a-z][\w+.-]*:\/\/\S+|(?<![@\p{L}\p{N}_.-])(?:[\p{L}\p{N}_-]+\.)+(?!(?:docx|xlsx|pptx)\b)\p{L}{2,}(?:[/?#:]\S*)?/giu;
