import { describe, expect, it } from 'vitest';
import { ms } from '../lib/dates';
import { lead, movesOf, NONE, place, standOf, stateAt, strips, type Basis, type Group, type Pole } from './timeline';

const poles: Pole[] = ['red', 'blue', NONE].map((id, i) => ({ id, name: id, short: id, slot: id === NONE ? 0 : i + 1 }));
const at = (day: string, red: number, blue: number, basis: Basis = 'mutual', pledged = [0, 0, 0]) => ({ t: ms(day), p: [red, blue, 1 - red - blue], pledged, basis });
const group = (id: string, ...moments: ReturnType<typeof at>[]): Group => ({ id, name: id, parent: null, moments });

const mover = group('mover', at('2019-01-31', 0.9, 0), at('2021-02-28', 0.88, 0.02), at('2021-04-30', 0.5, 0.4), at('2021-06-30', 0.1, 0.85, 'claimed'), at('2022-12-31', 0.06, 0.88, 'claimed'));
const fading = group('fading', at('2019-01-31', 0.95, 0), at('2022-12-31', 0.55, 0));
const groups: Group[] = [mover, fading, ...Array.from({ length: 30 }, (_, i) => {
  const red = i % 3 === 0 ? 0.7 : 0.05, blue = i % 3 === 1 ? 0.8 : 0.05;
  return group(`g${i}`, at(`20${10 + (i % 9)}-01-31`, 0, 0), at(`20${10 + (i % 9)}-03-31`, red, blue));
})];
const end = ms('2023-01-31');
const layout = place(groups, poles, end, 600);

describe('changes', () => {
  it('one change that takes four months is one change of four months', () => {
    expect(movesOf(mover).map((m) => [m.t0, m.t1])).toEqual([[ms('2021-02-28'), ms('2021-06-30')]]);
  });
  it('a slow fading is no change', () => expect(movesOf(fading)).toEqual([]));
  it('there and back are two changes', () => {
    const there = group('x', at('2020-01-31', 0, 0), at('2020-02-28', 0.9, 0), at('2020-03-31', 0.1, 0));
    expect(movesOf(there)).toHaveLength(2);
  });
});

describe('the layout of ribbons', () => {
  const all = [...layout.bodies.values()].flat();
  it('never puts two groups on one track at one time', () => {
    for (const a of all) for (const b of all) {
      if (a.group < b.group && a.y === b.y) expect(a.points.at(-1)![0] <= b.points[0]![0] || b.points.at(-1)![0] <= a.points[0]![0]).toBe(true);
    }
    expect(all.length).toBeGreaterThan(30);
  });
  it('keeps every body inside the lane of its patron', () => {
    for (const b of all) {
      const lane = layout.lanes[b.pole]!;
      expect(b.y - layout.band / 2).toBeGreaterThan(lane.y0);
      expect(b.y + layout.band / 2).toBeLessThan(lane.y1);
    }
  });
  it('moves as much as one patron lost and the other gained, over the window of the change', () => {
    const [flow] = layout.flows.get('mover')!;
    expect(flow).toMatchObject({ from: 0, to: 1, t0: ms('2021-02-28'), t1: ms('2021-06-30'), basis: 'claimed' });
    expect(flow!.mass).toBeCloseTo(0.78);
  });
  it('draws no body where a flow carries its share', () => {
    const inside = layout.bodies.get('mover')!.filter((b) => b.points[0]![0] < ms('2021-06-30') && b.points.at(-1)![0] > ms('2021-02-28'));
    expect(inside).toEqual([]);
  });
  it('fills a ribbon by the basis of its tie, and standing alone by none', () => {
    const alone = group('alone', at('2019-01-31', 0.2, 0, 'claimed'), at('2022-12-31', 0.2, 0, 'claimed'));
    const [tie, none] = [0, 2].map((pole) => place([alone], poles, end, 400).bodies.get('alone')!.find((b) => b.pole === pole)!);
    expect([tie!.basis, none!.basis]).toEqual(['claimed', 'reported']);
  });
  it('follows a group from its old lane to its new one while it changes', () => {
    const y = (d: string) => layout.yOf('mover', ms(d))!;
    const [a, m, z] = [y('2020-01-01'), y('2021-05-01'), y('2022-01-01')];
    expect((m - a) * (z - m)).toBeGreaterThan(0);
  });
  it('gives every one of 120 groups a ribbon', () => {
    const many = Array.from({ length: 120 }, (_, i) => group(`m${i}`, ...Array.from({ length: 60 }, (_, k) => at(`${2010 + Math.floor(k / 6)}-${String((k % 6) * 2 + 1).padStart(2, '0')}-28`, k % 7 > 3 ? 0.8 : 0.1, k % 11 > 8 ? 0.15 : 0.05))));
    const layout = place(many, poles, end, 2000);
    expect([...layout.bodies.values()].every((b) => b.length > 0)).toBe(true);
  });
});

it('gives no lane to a patron with whom nobody stands', () => {
  const { lanes } = place([fading], poles, end, 600);
  expect(lanes.map((l) => l.tracks.length)).toEqual([1, 0, 1]);
  expect(lanes[1]!.y0).toBe(lanes[1]!.y1);
});

describe('the state on a day', () => {
  it('runs straight between two moments', () => {
    const s = stateAt(mover, ms('2021-05-30'))!;
    expect(s.moving).toBe(true);
    expect(s.p[0]).toBeGreaterThan(0.28);
    expect(s.p[0]).toBeLessThan(0.32);
    expect(s.p.reduce((a, b) => a + b)).toBeCloseTo(1);
  });
  it('is null before a group appears', () => expect(stateAt(mover, ms('2018-12-31'))).toBeNull());
  it('is led by the new patron once the change is over', () => expect(lead(stateAt(mover, ms('2021-07-01'))!).pole).toBe(1));
  it('does not take a pledge that nobody accepted for alignment', () => {
    const sworn = group('sworn', at('2020-01-31', 0.9, 0, 'claimed', [0.7, 0, 0]));
    expect(standOf(stateAt(sworn, ms('2020-02-01'))!)).toEqual({ pole: 0, p: 0.7, how: 'pledged' });
    expect(standOf(stateAt(mover, ms('2021-07-01'))!)).toMatchObject({ pole: 1, how: 'with' });
    expect(standOf({ p: [0.2, 0.1, 0.7], pledged: [0, 0, 0] })).toEqual({ pole: 2, p: 0.7, how: 'alone' });
  });
});

it('strips fill the whole height of a row at every moment', () => {
  const all = strips(mover, 3, end);
  for (const t of [ms('2019-01-31'), ms('2021-04-30'), end]) {
    const heights = poles.map((_, k) => { const point = all.filter((s) => s.pole === k).flatMap((s) => s.points).find(([u]) => u === t); return point ? point[2] - point[1] : 0; });
    expect(heights.reduce((a, b) => a + b)).toBeGreaterThan(0.97);
  }
});
