import { describe, expect, it } from 'vitest';
import { finder, layOut, legible, placeLate, ring } from './network';

const parties = Array.from({ length: 60 }, (_, i) => ({ id: `n${i}`, pinned: i < 4, weight: i }));
const links = parties.slice(4).map((p, i) => ({ source: p.id, target: `n${i % 4}`, strength: 0.8 }));
const places = layOut(parties, links, 900, 560);

describe('the layout of the network', () => {
  it('is the same for the same parties and ties', () => expect([...layOut(parties, links, 900, 560)]).toEqual([...places]));
  it('keeps everybody inside the picture', () => {
    for (const p of places.values()) { expect(p.x).toBeGreaterThan(0); expect(p.x).toBeLessThan(900); expect(p.y).toBeGreaterThan(0); expect(p.y).toBeLessThan(560); }
  });
  it('stands a follower nearer to its own patron than to the farthest', () => {
    const d = (a: string, b: string) => Math.hypot(places.get(a)!.x - places.get(b)!.x, places.get(a)!.y - places.get(b)!.y);
    const nearer = parties.slice(4).filter((p, i) => d(p.id, `n${i % 4}`) < Math.max(...[0, 1, 2, 3].map((k) => d(p.id, `n${k}`))));
    expect(nearer).toHaveLength(56);
  });
  it('finds the party under a point, and nobody in the void', () => {
    const find = finder(places), p = places.get('n17')!;
    expect(find(p.x + 2, p.y - 2, 12)).toBe('n17');
    expect(find(-500, -500, 12)).toBeNull();
  });
  it('gives a latecomer always the same place, beside those it is tied to', () => {
    const near = [{ x: 100, y: 100 }, { x: 200, y: 100 }];
    expect(placeLate('x', near, 900, 560)).toEqual(placeLate('x', near, 900, 560));
    expect(Math.hypot(placeLate('x', near, 900, 560).x - 150, placeLate('x', near, 900, 560).y - 100)).toBeLessThan(60);
  });
});
it('a ring of one share is a whole ring, and a sliver under a hundredth is not drawn', () => {
  expect(ring([{ key: 1, p: 1 }], 9)).toHaveLength(1);
  expect(ring([{ key: 1, p: 0.995 }, { key: 2, p: 0.005 }], 9).map((a) => a.key)).toEqual([1]);
});
describe('names', () => {
  const at = (id: string, x: number, weight: number) => ({ id, x, text: id, weight, ys: [128, 80] });
  it('of two in one place the weightier is written, the other on its second line', () => {
    const out = legible([at('Alpha', 100, 1), at('Beta', 104, 2)], [], 400);
    expect(out.get('Beta')!.y).toBe(128);
    expect(out.get('Alpha')!.y).toBe(80);
  });
  it('a third finds no room', () => expect(legible([at('Alpha', 100, 1), at('Beta', 104, 2), at('Gamma', 98, 3)], [], 400).has('Alpha')).toBe(false));
  it('none covers another party', () => expect(legible([at('Alpha', 100, 1)], [{ id: 'x', x: 100, y: 124 }], 400).get('Alpha')!.y).toBe(80));
  it('none leaves the picture', () => expect(legible([at('A long name of a group', 2, 1)], [], 400).get('A long name of a group')!.x).toBeGreaterThan(60));
});
