/** From the Overview's answer to what the charts draw: months to moments, principals to poles. Pure. */

import type { S } from '../lib/api';
import { DAY, ms, shiftMonths } from '../lib/dates';
import { NONE, standOf, type Stand, type Group, type Moment, type Pole } from './timeline';

export const OTHER = 'other';

/** The last day of `2018-02`. */
export const endOf = (month: string): number => shiftMonths(ms(`${month}-01`), 1) - DAY;

/** The principals with a colour of their own, then the folded tail, then standing alone. */
export function polesOf(principals: readonly S['Principal'][]): Pole[] {
  const own = principals.filter((p) => p.slot > 0).sort((a, b) => a.slot - b.slot);
  const rest: Pole[] = principals.length > own.length ? [{ id: OTHER, name: 'Other patrons', short: 'other', slot: 6 }] : [];
  return [...own.map(({ id, name, short, slot }) => ({ id, name, short, slot })), ...rest, { id: NONE, name: 'Independent', short: 'independent', slot: 0 }];
}

export const tie = (s: S['Levels']): number => s.pledged + s.accepted + s.operational + s.split;

/** What may be said of a group from its ties: no tie at all is what all of them together leave. */
export function standOfTies(ties: readonly S['StandingOut'][]): Stand & { none: number } {
  const poles = ties.map((t) => tie(t.levels)), none = Math.max(0, 1 - poles.reduce((a, b) => a + b, 0));
  return { ...standOf({ p: [...poles, none], pledged: [...ties.map((t) => t.levels.pledged), 0] }), none };
}

export function momentsOf(series: readonly S['Point'][], poles: readonly Pole[]): Moment[] {
  const index = new Map(poles.map((p, i) => [p.id, i]));
  const other = index.get(OTHER);
  return series.map((point) => {
    const p = poles.map(() => 0), pledged = poles.map(() => 0);
    p[index.get(NONE)!] = point.none;
    for (const s of point.shares) {
      const i = index.get(s.principal) ?? other;
      if (i !== undefined) { p[i]! += tie(s); pledged[i]! += s.pledged; }
    }
    return { t: endOf(point.month), p, pledged, basis: point.basis ?? 'reported' };
  });
}

/** A tie from which a group's story begins. */
const BEGINS = 0.05;
/** How long before it a group is shown standing alone. */
const LEAD_IN = 300 * DAY;

/** The moments from shortly before the first tie; none where there never is one. */
export function fromFirstTie(moments: readonly Moment[], alone: number): Moment[] {
  const i = moments.findIndex((m) => 1 - m.p[alone]! >= BEGINS);
  if (i < 0) return [];
  const first = moments[i]!, before = moments[i - 1];
  if (!before) return [...moments];
  const last = { ...before, t: Math.max(before.t, shiftMonths(first.t, -1)) };
  // Straight lines: the group stood alone until the month before, unless its rise took longer.
  const rise = first.t - before.t > 45 * DAY && 1 - before.p[alone]! > 0.02 ? before : last;
  return [{ ...rise, t: Math.max(moments[0]!.t, rise.t - LEAD_IN), p: rise.p }, rise, ...moments.slice(i)].filter((m, k, all) => k === 0 || m.t > all[k - 1]!.t);
}

export const groupOf = (row: { group: S['Named']; parent?: string | null; series: readonly S['Point'][] }, poles: readonly Pole[]): Group =>
  ({ id: row.group.id, name: row.group.name, parent: row.parent ?? null, moments: fromFirstTie(momentsOf(row.series, poles), poles.length - 1) });
