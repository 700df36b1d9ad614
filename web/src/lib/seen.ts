/** When the reader last looked, kept in the browser and by book: what has changed is told once, until the next visit. */

const KEY = 'oathbook.seen';
/** A visit ends when nobody has looked for this long. */
const VISIT = 30 * 60_000;

interface Seen { now: string; before: string | null; at: number }

/** The moment up to which the last visit had seen the book; null on the first. `recorded` is the book's newest row. */
export function lastLooked(book: string, recorded: string | null, clock: () => number = Date.now): string | null {
  const all = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, Seen>;
  const old = all[book];
  if (recorded === null) return old?.before ?? null;
  const fresh = !old || clock() - old.at > VISIT;
  all[book] = { now: recorded, before: fresh ? (old?.now ?? null) : old.before, at: clock() };
  localStorage.setItem(KEY, JSON.stringify(all));
  return all[book].before;
}
