/**
 * Where the parties of a network stand. Pure and repeatable: the same parties and ties give the same places, and since
 * they are laid out over all of the time at once, nobody moves when the date does.
 */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation, type SimulationNodeDatum } from 'd3-force';
import { quadtree, type Quadtree } from 'd3-quadtree';

export interface Party { id: string; pinned: boolean; weight: number }
export interface Link { source: string; target: string; strength: number }
export interface Point { x: number; y: number }
interface Body extends SimulationNodeDatum { id: string }

/** Beyond this many parties, drawing is done on a canvas. */
export const SVG_MOST = 400;

/** Ticks that a layout gets: fewer for more parties, who stand in more company. */
export const ticksFor = (n: number): number => (n <= SVG_MOST ? 300 : n <= 2000 ? 120 : 60);

export function simulate(parties: readonly Party[], links: readonly Link[], w: number, h: number): Simulation<Body, undefined> {
  const pinned = parties.filter((p) => p.pinned), n = parties.length, narrow = w < 560;
  const free = new Map(parties.map((p) => [p.id, p]));
  const bodies: Body[] = parties.map((p) => {
    const i = pinned.indexOf(p);
    if (i < 0) return { id: p.id };
    // The patrons stand around the rim, the heaviest at the upper left.
    const a = -Math.PI * 0.78 + (i / pinned.length) * Math.PI * 2;
    return { id: p.id, fx: w / 2 + Math.cos(a) * w * (narrow ? 0.4 : 0.42), fy: h / 2 + Math.sin(a) * h * 0.39 };
  });
  const crowd = Math.min(1, Math.sqrt(40 / Math.max(n, 1)));
  return forceSimulation(bodies)
    .force('link', forceLink<Body, { source: string | Body; target: string | Body; strength: number }>(links.filter((l) => free.has(l.source) && free.has(l.target)).map((l) => ({ ...l }))).id((d) => d.id).distance((narrow ? 64 : 120) * Math.max(0.3, crowd)).strength((l) => l.strength * 0.5))
    .force('charge', forceManyBody<Body>().strength((narrow ? -150 : -400) * crowd).distanceMax(700))
    .force('x', forceX<Body>(w / 2).strength(0.05)).force('y', forceY<Body>(h / 2).strength(narrow ? 0.06 : 0.09))
    .force('collide', forceCollide<Body>((narrow ? 30 : 44) * Math.max(0.28, crowd)))
    .stop();
}

export function placesOf(simulation: Simulation<Body, undefined>, w: number, h: number): Map<string, Point> {
  const bodies = simulation.nodes();
  const crowded = bodies.length > SVG_MOST;
  const in_ = (v: number, lo: number, hi: number) => (crowded ? v : Math.max(lo, Math.min(hi, v)));
  return new Map(bodies.map((b) => [b.id, { x: in_(b.x!, 58, w - 58), y: in_(b.y!, 30, h - 38) }]));
}

/** The whole layout in one go. */
export function layOut(parties: readonly Party[], links: readonly Link[], w: number, h: number): Map<string, Point> {
  return placesOf(simulate(parties, links, w, h).tick(ticksFor(parties.length)), w, h);
}

/** Where one who was not in the layout goes: among those it is tied to, else at the rim; shifted by its own name. */
export function placeLate(id: string, neighbours: readonly Point[], w: number, h: number): Point {
  let n = 0;
  for (const c of id) n = (n * 31 + c.codePointAt(0)!) >>> 0;
  const a = (n % 360) * (Math.PI / 180), r = 34 + (n % 23);
  if (!neighbours.length) return { x: w / 2 + Math.cos(a) * w * 0.44, y: h / 2 + Math.sin(a) * h * 0.44 };
  const x = neighbours.reduce((s, p) => s + p.x, 0) / neighbours.length, y = neighbours.reduce((s, p) => s + p.y, 0) / neighbours.length;
  return { x: x + Math.cos(a) * r, y: y + Math.sin(a) * r };
}

/** Finds the party under a point. */
export function finder(places: ReadonlyMap<string, Point>): (x: number, y: number, radius: number) => string | null {
  const tree: Quadtree<[string, Point]> = quadtree<[string, Point]>().x((d) => d[1].x).y((d) => d[1].y).addAll([...places]);
  return (x, y, radius) => tree.find(x, y, radius)?.[0] ?? null;
}

/** The arcs of a ring that shows shares, from the top clockwise, the largest first. */
export function ring(shares: readonly { key: number; p: number }[], r: number): { key: number; d: string }[] {
  const total = shares.reduce((n, s) => n + s.p, 0);
  let a = -Math.PI / 2;
  return [...shares].filter((s) => s.p / total > 0.01).sort((m, n) => n.p - m.p).map(({ key, p }) => {
    const b = a + Math.min(p / total, 0.9999) * Math.PI * 2;
    const d = `M${(Math.cos(a) * r).toFixed(2)},${(Math.sin(a) * r).toFixed(2)}A${r},${r} 0 ${b - a > Math.PI ? 1 : 0} 1 ${(Math.cos(b) * r).toFixed(2)},${(Math.sin(b) * r).toFixed(2)}`;
    a = b;
    return { key, d };
  });
}

export interface Label { id: string; x: number; text: string; weight: number; /** Of its letters, where they are larger than the others'. */ size?: number; /** Lines to try, the best first. */ ys: readonly number[] }

/**
 * Where names are written: the weightiest first, on the first of its lines where it covers neither another name nor
 * another party; inside the picture. Those for whom there is no room are left out.
 */
export function legible(labels: readonly Label[], parties: readonly (Point & { id: string })[], width: number, size = 12.5): Map<string, Point> {
  const taken: { x0: number; x1: number; y: number }[] = [], out = new Map<string, Point>();
  for (const l of [...labels].sort((a, b) => b.weight - a.weight)) {
    const half = (l.text.length * (l.size ?? size) * 0.5) / 2, x = Math.max(half + 3, Math.min(width - half - 3, l.x));
    const free = l.ys.find((y) =>
      !taken.some((t) => Math.abs(t.y - y) < size * 1.2 && x - half < t.x1 && x + half > t.x0)
      && !parties.some((p) => p.id !== l.id && Math.abs(p.y - (y - 4)) < 18 && Math.abs(p.x - x) < half + 12));
    if (free === undefined) continue;
    taken.push({ x0: x - half - 3, x1: x + half + 3, y: free });
    out.set(l.id, { x, y: free });
  }
  return out;
}
