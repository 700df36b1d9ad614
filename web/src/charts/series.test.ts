import { expect, it } from 'vitest';
import { pile } from './series';

const dots = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, t: (i % 7) * 3, weight: i % 5 === 0 ? -1 : 0.2 + i / 20 }));
const placed = pile(dots, (t) => t * 4, 400);

it('puts claims for above the line and claims against below', () => {
  for (const d of placed) expect(Math.sign(d.y)).toBe(d.weight < 0 ? 1 : -1);
});
it('lets no dot cover another', () => {
  for (const a of placed) for (const b of placed) if (a.id < b.id) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r);
});
it('does not depend on the order in which claims come', () => {
  const by = (ps: typeof placed) => new Map(ps.map((p) => [p.id, p.y]));
  expect(by(pile([...dots].reverse(), (t) => t * 4, 400))).toEqual(by(placed));
});
it('keeps a pile that is too high inside its room', () => {
  for (const d of pile(dots.map((d) => ({ ...d, t: 0 })), () => 0, 60)) expect(Math.abs(d.y)).toBeLessThanOrEqual(60);
});
