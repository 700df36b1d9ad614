/** One group's claims over time as dots: for above the line, against below, piled where they would cover each other. Pure. */

import { speaks } from '../lib/probability';

export interface Dot { id: string; t: number; weight: number }
export interface Placed extends Dot { x: number; y: number; r: number }

/** The radius grows with the root of the weight, so that the area is the weight. */
export const radius = (weight: number): number => 3 + Math.min(4, Math.sqrt(Math.abs(weight)) * 2.2);

/**
 * Where dots go around a line at y = 0 (up is negative): each as near to the line as those before it leave room.
 * What speaks neither for nor against lies small on the line.
 * `room` is how far up and down they may reach; what does not fit is piled at the edge.
 */
export function pile(dots: readonly Dot[], x: (t: number) => number, room: number): Placed[] {
  const out: Placed[] = dots.filter((d) => speaks(d.weight) === 'neither').map((d) => ({ ...d, x: x(d.t), y: 0, r: 2.5 }));
  for (const side of ['for', 'against'] as const) {
    const here = dots.filter((d) => speaks(d.weight) === side).sort((a, b) => a.t - b.t || a.id.localeCompare(b.id));
    const done: Placed[] = [];
    for (const d of here) {
      const r = radius(d.weight), px = x(d.t);
      let y = r + 4;
      const near = done.filter((o) => Math.abs(o.x - px) < o.r + r + 1);
      for (let moved = true; moved;) {
        moved = false;
        for (const o of near) {
          const dx = o.x - px, least = o.r + r + 1, dy = Math.sqrt(Math.max(0, least * least - dx * dx));
          if (Math.abs(Math.abs(o.y) - y) < dy - 1e-6) { y = Math.abs(o.y) + dy; moved = true; }
        }
      }
      done.push({ ...d, x: px, y: (side === 'for' ? -1 : 1) * Math.min(y, room - r), r });
    }
    out.push(...done);
  }
  return out;
}
