/** What is drawn of a network on a day: parties at their places, ties between them. Pure. */

import type { S } from '../lib/api';
import { percent } from '../lib/probability';
import { placeLate, type Link, type Party, type Point } from './network';
import { tie as mass } from './story';

export interface DrawnNode extends Point {
  id: string; name: string; short: string; patron: boolean; slot: number; weight: number; off: boolean; said: string;
  /** Shares of probability by colour slot. */ ring: { key: number; p: number }[];
}
export interface DrawnTie { key: string; a: DrawnNode; b: DrawnNode; type: S['TieOut']['type']; p: number; basis: S['TieOut']['basis']; slot: number; claims: number }
export interface Drawn { nodes: DrawnNode[]; ties: DrawnTie[] }

/** Who is laid out and by what they are held: over all of the time, so ties of the past hold as well. */
export function material(now: S['Network'], rows: readonly S['GroupRow'][]): { parties: Party[]; links: Link[] } {
  const parties = new Map<string, Party>();
  const patrons = new Set(now.principals.filter((p) => p.slot > 0).map((p) => p.id));
  const add = (id: string, weight: number) => { if (!parties.has(id)) parties.set(id, { id, pinned: patrons.has(id), weight }); };
  for (const p of now.principals) if (p.slot > 0) add(p.id, 1e6);
  for (const n of now.nodes) add(n.id, n.claims);
  for (const r of rows) add(r.group.id, r.claims);
  const links = new Map<string, Link>();
  const link = (source: string, target: string, strength: number) => {
    if (!parties.has(source) || !parties.has(target) || source === target) return;
    const key = `${source} ${target}`, old = links.get(key);
    if (!old || old.strength < strength) links.set(key, { source, target, strength });
  };
  for (const r of rows) for (const point of r.series) for (const s of point.shares) { const p = mass(s); if (p >= 0.15) link(r.group.id, s.principal, p * 0.6); }
  for (const t of now.ties) if (t.type !== 'rival') link(t.subject, t.other, t.type === 'allegiance' ? (t.probability ?? 0.3) : 0.25);
  return { parties: [...parties.values()].sort((a, b) => a.id.localeCompare(b.id)).sort((a, b) => Number(b.pinned) - Number(a.pinned)), links: [...links.values()].sort((a, b) => `${a.source}${a.target}`.localeCompare(`${b.source}${b.target}`)) };
}

export function draw(network: S['Network'], places: ReadonlyMap<string, Point>, w: number, h: number, least: number): Drawn {
  const slotOf = new Map(network.principals.map((p) => [p.id, p.slot]));
  const colour = (id: string) => slotOf.get(id) || 6;
  const neighbours = new Map<string, Point[]>();
  for (const t of network.ties) for (const [a, b] of [[t.subject, t.other], [t.other, t.subject]] as const) { const p = places.get(b); if (p) neighbours.set(a, [...(neighbours.get(a) ?? []), p]); }
  const tied = new Set(network.ties.flatMap((t) => [t.subject, t.other]));
  const node = (n: S['Node']): DrawnNode => {
    const at = places.get(n.id) ?? placeLate(n.id, neighbours.get(n.id) ?? [], w, h);
    const shares = n.shares.map((s) => ({ id: s.principal, p: mass(s), aligned: mass(s) - s.pledged })).filter((s) => s.p >= 0.02);
    const ring = new Map<number, number>();
    for (const s of shares) ring.set(colour(s.id), (ring.get(colour(s.id)) ?? 0) + s.p);
    if (n.none !== null && n.none >= 0.02) ring.set(0, n.none);
    const top = [...shares].sort((a, b) => b.aligned - a.aligned)[0], patron = (slotOf.get(n.id) ?? 0) > 0;
    const said = patron ? `${n.name}, a patron` : `${n.name}${top && top.aligned >= 0.05 ? `: ${percent(top.aligned)} with ${network.principals.find((p) => p.id === top.id)?.name ?? top.id}` : ': no tie of allegiance'}`;
    return { ...at, id: n.id, name: n.name, short: network.principals.find((p) => p.id === n.id)?.short ?? n.name, patron, slot: slotOf.get(n.id) ?? 0, weight: n.claims, off: !patron && !tied.has(n.id), said, ring: ring.size ? [...ring].map(([key, p]) => ({ key, p })) : [{ key: 0, p: 1 }] };
  };
  const nodes = network.nodes.map(node), byId = new Map(nodes.map((n) => [n.id, n]));
  const ties = network.ties.flatMap((t, i): DrawnTie[] => {
    const a = byId.get(t.subject), b = byId.get(t.other), p = t.probability ?? 0.5;
    if (!a || !b || (t.type === 'allegiance' && p < least)) return [];
    return [{ key: `${t.type} ${t.subject} ${t.other} ${i}`, a, b, type: t.type, p, basis: t.basis, slot: colour(t.other), claims: t.claims }];
  });
  // Rivalries and alliances lie below, strong allegiance on top.
  ties.sort((m, n) => Number(m.type === 'allegiance') - Number(n.type === 'allegiance') || m.p - n.p);
  return { nodes, ties };
}
