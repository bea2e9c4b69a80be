// One page of a list, between the cursors that the request names.

import { notFound } from "./errors.js";
import { checked, type Shape } from "./shape.js";

interface Page<Item> {
  readonly object: "list";
  readonly data: readonly Item[];
  readonly first_id: string;
  readonly last_id: string;
  readonly has_more: boolean;
}

interface Cursor {
  readonly limit?: number;
  readonly order?: "asc" | "desc";
}

const cursor: Shape = {
  is: "object",
  fields: {
    limit: { is: "integer", min: 1, max: 100 },
    order: { is: "string", values: ["asc", "desc"] },
  },
};

/** `items` in the order they were created. */
export function page<Item extends { readonly id: string }>(
  kind: string,
  items: Iterable<Item>,
  query: URLSearchParams,
): Page<Item> {
  const { limit = 20, order = "desc" } = readCursor(query);
  const all = order === "asc" ? [...items] : [...items].reverse();
  const indexOf = (id: string | null, otherwise: number): number => {
    if (id === null) return otherwise;
    const index = all.findIndex((item) => item.id === id);
    if (index < 0) throw notFound(kind, id);
    return index;
  };
  const start = indexOf(query.get("after"), -1) + 1;
  const end = indexOf(query.get("before"), all.length);
  // With `before` alone the page is the one that ends at it.
  const backwards = query.has("before") && !query.has("after");
  const from = backwards ? Math.max(start, end - limit) : start;
  const to = Math.min(end, from + limit);
  const data = all.slice(from, Math.max(from, to));
  return {
    object: "list",
    data,
    // The description has these as strings, even where there is nothing to name.
    first_id: data[0]?.id ?? "",
    last_id: data.at(-1)?.id ?? "",
    has_more: backwards ? from > start : to < end,
  };
}

function readCursor(query: URLSearchParams): Cursor {
  const limit = query.get("limit");
  const order = query.get("order");
  return checked<Cursor>(cursor, {
    ...(limit !== null && { limit: /^-?\d+$/u.test(limit) ? Number(limit) : limit }),
    ...(order !== null && { order }),
  });
}
