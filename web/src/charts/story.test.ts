import { describe, expect, it } from 'vitest';
import { iso, ms } from '../lib/dates';
import { fromFirstTie, groupOf, momentsOf, OTHER, polesOf, standOfTies } from './story';
import { NONE } from './timeline';

const named = { in_registry: true, type: null };
const principals = [
  { ...named, id: 'b', name: 'Bee', short: 'B', slot: 2, groups: 1 },
  { ...named, id: 'a', name: 'Aye', short: 'A', slot: 1, groups: 3 },
  { ...named, id: 'z', name: 'Zed', short: 'Z', slot: 0, groups: 0 },
];
const share = (principal: string, accepted: number) => ({ principal, pledged: 0.1, accepted, operational: 0, split: 0 });
const poles = polesOf(principals);

describe('what the charts draw', () => {
  it('gives lanes by slot, then the folded tail, then those who stand alone', () => expect(poles.map((p) => [p.id, p.slot])).toEqual([['a', 1], ['b', 2], [OTHER, 6], [NONE, 0]]));
  it('adds all levels of a tie, and folds a patron without a colour into the others', () => {
    const [m] = momentsOf([{ month: '2018-02', none: 0.3, shares: [share('a', 0.2), share('z', 0.3)], basis: 'claimed' }], poles);
    expect(iso(m!.t)).toBe('2018-02-28');
    expect(m!.p.map((v) => +v.toFixed(2))).toEqual([0.3, 0, 0.4, 0.3]);
    expect(m!.pledged).toEqual([0.1, 0, 0.1, 0]);
  });
  it('begins a group shortly before its first tie, however long the book', () => {
    const series = [['1964-01', 1], ['2015-02', 1], ['2015-03', 0.1], ['2018-01', 0.1]].map(([month, none]) => ({ month: month as string, none: none as number, shares: none === 1 ? [] : [share('a', 0.8)], basis: null }));
    const { moments } = groupOf({ group: { ...named, id: 'g', name: 'G' }, series }, poles);
    expect(moments[0]!.t).toBeGreaterThan(ms('2014-01-01'));
    expect(iso(moments[1]!.t)).toBe('2015-02-28');
  });
  it('draws no group that nobody ties to a patron', () => expect(fromFirstTie([{ t: 0, p: [0, 1], pledged: [0, 0], basis: 'reported' }], 1)).toEqual([]));
  it('leaves to independence what no tie takes, however many there are', () => {
    const to = (accepted: number, pledged = 0) => ({ levels: { pledged, accepted, operational: 0, split: 0 } }) as Parameters<typeof standOfTies>[0][number];
    const s = standOfTies([to(0.25, 0.1), to(0.2, 0.05)]);
    expect(s.none).toBeCloseTo(0.4);
    expect(s).toMatchObject({ how: 'alone', pole: 2 });
    expect(standOfTies([to(0.1, 0.7)])).toMatchObject({ how: 'pledged', pole: 0 });
  });
});
