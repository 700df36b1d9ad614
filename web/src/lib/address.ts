/** What the address says: the page and its parameters. Pure, so that a link is tested without a browser. */

export const PAGES = ['overview', 'network', 'groups', 'read', 'evidence', 'map', 'hypotheses', 'search', 'sources'] as const;
export type Page = (typeof PAGES)[number];
export type Params = Record<string, string>;
export interface Address { page: Page; params: Params }

/** The parameters that a page keeps in its address; the two clocks belong to every page. */
const OWN: Record<Page, readonly string[]> = {
  overview: ['group', 'mode', 'others'],
  network: ['group', 'around'],
  groups: ['group', 'q', 'sort', 'at'],
  read: ['doc', 'claim', 'tab', 'group'],
  evidence: ['group', 'principal', 'from'],
  map: ['place', 'region', 'group'],
  hypotheses: ['set', 'group'],
  search: ['q', 'kind', 'actor', 'source', 'since', 'until', 'status', 'at'],
  sources: ['source', 'sort', 'q', 'at'],
};
const CLOCKS = ['asof', 'known'];

export function parse(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const page = (PAGES as readonly string[]).includes(path) ? (path as Page) : 'overview';
  return { page, params: keep(page, Object.fromEntries(new URLSearchParams(query))) };
}

export function keep(page: Page, params: Params): Params {
  const names = [...CLOCKS, ...OWN[page]];
  return Object.fromEntries(names.filter((n) => params[n]).map((n) => [n, params[n]!]));
}

/** Commas and colons stay readable; everything else is escaped. */
export function write({ page, params }: Address): string {
  const query = Object.entries(keep(page, params))
    .map(([k, v]) => `${k}=${encodeURIComponent(v).replaceAll('%2C', ',').replaceAll('%3A', ':')}`)
    .join('&');
  return `#/${page}${query ? `?${query}` : ''}`;
}

/** Where a link leads that keeps what both pages share and changes `patch`; null removes. */
export function move(from: Address, page: Page, patch: Record<string, string | null> = {}): Address {
  const params: Params = { ...from.params };
  for (const [k, v] of Object.entries(patch)) if (v === null) delete params[k]; else params[k] = v;
  return { page, params: keep(page, params) };
}
