// Where `$ref` leads: the identifiers, anchors and pointers of one schema document.

import type { MapSyntax, ValueSyntax } from "../../syntax/syntax.js";
import type { Draft } from "./dialect.js";
import { schemaKeywords, schemaListKeywords, schemaMapKeywords } from "./keywords.js";
import { get } from "./schema.js";

export interface Target {
  readonly value: ValueSyntax;
  readonly pointer: string;
  /** The name of the dynamic anchor that was asked for, where that is what was found. */
  readonly dynamicAnchor: string | null;
}

interface Located {
  readonly base: string;
  readonly pointer: string;
}

/** What a document without an identifier is called. Nothing is ever fetched from there. */
const nameless = "schema://document/";

export class Resources {
  readonly #draft: Draft;
  readonly #located = new Map<MapSyntax, Located>();
  readonly #resources = new Map<string, MapSyntax>();
  readonly #anchors = new Map<string, MapSyntax>();
  /** How often each dynamic anchor stands in the document. */
  readonly #dynamic = new Map<string, number>();

  constructor(root: MapSyntax, draft: Draft) {
    this.#draft = draft;
    this.#resources.set(nameless, root);
    this.#locate(root, { base: nameless, pointer: "" });
  }

  /** What the reference in that schema means, or why it means nothing. */
  resolve(reference: string, from: MapSyntax): Target | string {
    const { base } = this.#located.get(from) ?? { base: nameless };
    if (!URL.canParse(reference, base)) return `\`${reference}\` is no reference`;
    const { href } = new URL(reference, base);
    const [uri = "", encoded = ""] = href.split("#", 2);
    const resource = this.#resources.get(uri);
    if (resource === undefined) return `\`${reference}\` lies outside the schema`;
    const fragment = decode(encoded);
    if (fragment === undefined) return `\`${reference}\` is no reference`;
    if (fragment === "" || fragment.startsWith("/")) return this.#follow(resource, fragment);
    const anchored = this.#anchors.get(`${uri}#${fragment}`);
    if (anchored === undefined) return `there is no anchor \`${fragment}\``;
    const isDynamic = this.#textOf(anchored, "$dynamicAnchor") === fragment;
    const { pointer } = this.#locationOf(anchored);
    return { value: anchored, pointer, dynamicAnchor: isDynamic ? fragment : null };
  }

  /** Whether a dynamic reference could lead elsewhere than a plain one. */
  isAmbiguous(anchor: string): boolean {
    return (this.#dynamic.get(anchor) ?? 0) > 1;
  }

  #follow(resource: MapSyntax, fragment: string): Target | string {
    let value: ValueSyntax = resource;
    let { base, pointer } = this.#locationOf(resource);
    for (const step of fragment.split("/").slice(1)) {
      const next = stepInto(value, step.replaceAll("~1", "/").replaceAll("~0", "~"));
      if (next === undefined) return `there is nothing at \`#${fragment}\``;
      value = next;
      pointer = `${pointer}/${step}`;
      if (value.kind === "map") ({ base } = this.#located.get(value) ?? { base });
    }
    // A place that holds no schema by the rules may be pointed at all the same.
    if (value.kind === "map" && !this.#located.has(value)) this.#locate(value, { base, pointer });
    return { value, pointer, dynamicAnchor: null };
  }

  #locate(map: MapSyntax, { base: outer, pointer }: Located): void {
    const base = this.#identify(map, outer);
    this.#located.set(map, { base, pointer });
    for (const { key, value } of map.entries) {
      const below = `${pointer}/${asToken(key.text)}`;
      if (value.kind === "map" && schemaKeywords.includes(key.text)) {
        this.#locate(value, { base, pointer: below });
      }
      if (value.kind === "list" && schemaListKeywords.includes(key.text)) {
        value.items.forEach((item, index) => {
          if (item.kind === "map") this.#locate(item, { base, pointer: `${below}/${index}` });
        });
      }
      if (value.kind !== "map" || !schemaMapKeywords.includes(key.text)) continue;
      for (const entry of value.entries) {
        if (entry.value.kind !== "map") continue;
        this.#locate(entry.value, { base, pointer: `${below}/${asToken(entry.key.text)}` });
      }
    }
  }

  /** Notes what a schema is called, and gives the base of the references in it. */
  #identify(map: MapSyntax, outer: string): string {
    // In draft-07 nothing beside `$ref` counts.
    if (this.#draft === "draft-07" && get(map, "$ref") !== undefined) return outer;
    const id = this.#textOf(map, "$id");
    const href = id !== undefined && URL.canParse(id, outer) ? new URL(id, outer).href : outer;
    const [base = outer, fragment = ""] = href.split("#", 2);
    if (id !== undefined && fragment === "") this.#resources.set(base, map);
    if (fragment !== "") this.#anchors.set(`${base}#${fragment}`, map);
    for (const keyword of this.#draft === "draft-07" ? [] : ["$anchor", "$dynamicAnchor"]) {
      const anchor = this.#textOf(map, keyword);
      if (anchor === undefined) continue;
      this.#anchors.set(`${base}#${anchor}`, map);
      if (keyword === "$anchor") continue;
      this.#dynamic.set(anchor, (this.#dynamic.get(anchor) ?? 0) + 1);
    }
    return base;
  }

  #locationOf(map: MapSyntax): Located {
    return this.#located.get(map) ?? { base: nameless, pointer: "" };
  }

  #textOf(map: MapSyntax, keyword: string): string | undefined {
    const value = get(map, keyword);
    return value?.kind === "string" ? value.value : undefined;
  }
}

function stepInto(value: ValueSyntax, step: string): ValueSyntax | undefined {
  if (value.kind === "map") return get(value, step);
  return value.kind === "list" && /^(?:0|[1-9]\d*)$/u.test(step)
    ? value.items[Number(step)]
    : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function asToken(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
