// The events of a stream, as far as the tests look at them.

export interface Seen {
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream to its end. What came before an error is in `seen`, too. */
export async function collect(events: AsyncIterable<Seen>, seen: Seen[] = []): Promise<Seen[]> {
  for await (const event of events) seen.push(event);
  return seen;
}

export const names = (events: readonly Seen[]): string[] => events.map(({ event }) => event);
