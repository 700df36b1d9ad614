/**
 * Where the ribbons of alignment over time go: lanes of patrons, tracks in a lane, bodies on a track, flows between.
 * Pure: no DOM, no clock. Invariants: two groups never share a track at one time; a body stays in its lane.
 *
 * A group is a list of moments with one probability for each pole (patron), straight between two moments. What is
 * called a change is a run of months in which much probability moves: its length is how well the date is known.
 */

import { DAY } from '../lib/dates';

export type Basis = 'mutual' | 'claimed' | 'reported';
export interface Pole { id: string; name: string; short: string; slot: number }
/**
 * `p[i]` belongs to `poles[i]`, the last of which is standing alone; `basis` to the heaviest tie. `pledged[i]` is the
 * part of `p[i]` that is a pledge which nobody has accepted: a tie that is drawn, and no alignment.
 */
export interface Moment { t: number; p: number[]; pledged: number[]; basis: Basis }
export interface Group { id: string; name: string; parent: string | null; moments: Moment[] }
/** The distribution moves from `before` to `after` between `t0` and `t1`. */
export interface Move { t0: number; t1: number; before: number[]; after: number[] }

export interface State { p: number[]; pledged: number[]; basis: Basis; moving: boolean }
/** Where nothing is at least roughly even, the group is contested. */
export const CONTESTED = 0.45;
/** What a group is said to be: aligned with a pole, pledged to it and not accepted, or alone; with how likely that is. */
export interface Stand { pole: number; p: number; how: 'with' | 'pledged' | 'alone' }
/** One ribbon on its track: `points` are times with the probability there, `basis` its fill. */
export interface Body { group: string; pole: number; y: number; points: [t: number, p: number][]; basis: Basis; main: boolean }
export interface Flow { group: string; from: number; to: number; t0: number; t1: number; y0: number; y1: number; mass: number; basis: Basis }
export interface Lane { pole: Pole; y0: number; y1: number; tracks: number[] }
export interface Layout {
  lanes: Lane[]; bodies: Map<string, Body[]>; flows: Map<string, Flow[]>; height: number; band: number;
  yOf(group: string, t: number): number | null;
}

/** A share below this is not drawn as a ribbon of its own. */
export const DRAWN = 0.15;
/** From here on a share is what the group is labelled with. */
export const LEADING = 0.45;
/** At least likely. */
export const LIKELY = 0.55;
/** Probability moved per month that counts as a change under way, and in all that counts as a change. */
const SPEED = 0.03, MOVED = 0.12;
const MONTH = 30.44 * DAY, GAP = 150 * DAY;

const leadOf = (p: readonly number[]): number => p.reduce((best, v, i) => (v > p[best]! ? i : best), 0);
/** The pole of the heaviest tie: standing alone, the last, is none. */
const tieOf = (p: readonly number[]): number => leadOf(p.slice(0, -1));
/** The pole with the largest share. */
export const lead = (s: { p: readonly number[] }): { pole: number; p: number } => { const pole = leadOf(s.p); return { pole, p: s.p[pole]! }; };

/** The likeliest of what may be said of a group: the same as its own page says from the same numbers. */
export function standOf(s: { p: readonly number[]; pledged: readonly number[] }): Stand {
  const none = s.p.length - 1, best: Stand = { pole: none, p: s.p[none]!, how: 'alone' };
  for (let i = 0; i < none; i++) {
    const aligned = s.p[i]! - s.pledged[i]!;
    if (aligned > best.p) Object.assign(best, { pole: i, p: aligned, how: 'with' });
    if (s.pledged[i]! > best.p) Object.assign(best, { pole: i, p: s.pledged[i]!, how: 'pledged' });
  }
  return best;
}

/** `likely with X`, `likely pledged to X`, `likely independent`: the word before, the pole's name as the caller has it. */
export const standWords = (s: Stand, word: string, pole: string): string =>
  s.p < CONTESTED ? `contested, ${s.how === 'alone' ? 'most of it independent' : `most of it ${s.how === 'pledged' ? 'pledged to' : 'with'} ${pole}`}` : s.how === 'alone' ? `${word} independent` : `${word} ${s.how === 'pledged' ? 'pledged to' : 'with'} ${pole}`;

/** Index of the last moment at or before `t`. */
function indexAt(moments: readonly Moment[], t: number): number {
  let lo = 0, hi = moments.length - 1;
  while (lo < hi) { const mid = (lo + hi + 1) >> 1; if (moments[mid]!.t <= t) lo = mid; else hi = mid - 1; }
  return lo;
}

function sharesAt(moments: readonly Moment[], t: number, of: 'p' | 'pledged' = 'p'): number[] {
  const i = indexAt(moments, t), a = moments[i]!, b = moments[i + 1];
  if (!b || t <= a.t) return a[of];
  const f = (t - a.t) / (b.t - a.t);
  return a[of].map((v, k) => v + (b[of][k]! - v) * f);
}

/** How a group stands at `t`; null before it appears. */
export function stateAt(group: Group, t: number): State | null {
  const first = group.moments[0];
  if (!first || t < first.t) return null;
  const i = indexAt(group.moments, t), a = group.moments[i]!, b = group.moments[i + 1];
  return { p: sharesAt(group.moments, t), pledged: sharesAt(group.moments, t, 'pledged'), basis: (b && t - a.t > (b.t - a.t) / 2 ? b : a).basis, moving: movesOf(group).some((m) => t > m.t0 && t < m.t1) };
}

const moved = (a: readonly number[], b: readonly number[]): number => a.reduce((n, v, i) => n + Math.abs(v - b[i]!), 0) / 2;
const known = new WeakMap<Group, Move[]>();

/** The changes of a group, in order. */
export function movesOf(group: Group): Move[] {
  const kept = known.get(group);
  if (kept) return kept;
  const out: Move[] = [];
  let open: Move | null = null;
  const close = () => { if (open && moved(open.before, open.after) >= MOVED) out.push(open); open = null; };
  for (let i = 1; i < group.moments.length; i++) {
    const a = group.moments[i - 1]!, b = group.moments[i]!;
    if (moved(a.p, b.p) / Math.max(1, (b.t - a.t) / MONTH) < SPEED) { close(); continue; }
    // A change that turns back is two changes: the reader must see both.
    const turns: boolean = open !== null && open.after.some((v, k) => (v - open!.before[k]!) * (b.p[k]! - v) < -0.01);
    if (turns) close();
    if (open) { open.t1 = b.t; open.after = b.p; } else open = { t0: a.t, t1: b.t, before: a.p, after: b.p };
  }
  close();
  known.set(group, out);
  return out;
}

interface Stay { group: string; t0: number; t1: number; main: boolean; track: number }

/** The spells in which a group has a drawn share with a pole, changes included whole. */
function staysOf(group: Group, pole: number, end: number): Stay[] {
  const out: Stay[] = [];
  const add = (t0: number, t1: number, main: boolean) => {
    const last = out.at(-1);
    if (last && last.t1 >= t0) { last.t1 = Math.max(last.t1, t1); last.main ||= main; }
    else out.push({ group: group.id, t0, t1, main, track: -1 });
  };
  const ms = group.moments;
  ms.forEach((a, i) => {
    const next = ms[i + 1];
    if (a.t >= end) return;
    const p = Math.max(a.p[pole]!, next?.p[pole] ?? 0);
    if (p >= DRAWN) add(a.t, Math.min(end, next?.t ?? end), p >= LEADING);
  });
  return out;
}

/** First fit: leading stays first, then by time, each on the first track that is free around it. */
function track(stays: Stay[]): Stay[][] {
  const tracks: Stay[][] = [];
  for (const s of [...stays].sort((a, b) => Number(b.main) - Number(a.main) || a.t0 - b.t0)) {
    const free = tracks.findIndex((tr) => tr.every((o) => s.t0 >= o.t1 + GAP || s.t1 + GAP <= o.t0));
    s.track = free < 0 ? tracks.push([]) - 1 : free;
    tracks[s.track]!.push(s);
  }
  return tracks;
}

export function place(groups: readonly Group[], poles: readonly Pole[], end: number, height: number, pad = 18): Layout {
  const stays = new Map<string, Stay[]>();
  const lanesOf = poles.map((pole, i) => {
    const here = groups.flatMap((g) => staysOf(g, i, end));
    for (const s of here) { const k = `${i} ${s.group}`; const own = stays.get(k); if (own) own.push(s); else stays.set(k, [s]); }
    // A track of weak ties only is lower, with room for its name all the same.
    return { pole, units: track(here).map((tr) => (tr.some((s) => s.main) ? 1 : 0.8)) };
  });
  const used = lanesOf.filter((l) => l.units.length).length;
  const total = lanesOf.reduce((n, l) => n + (l.units.length ? Math.max(2, l.units.reduce((a, b) => a + b, 0)) : 0), 0);
  const pitch = Math.max(13, Math.min(30, (height - used * pad) / Math.max(1, total)));
  const band = Math.min(12, pitch * 0.43);
  let y = 0;
  const lanes: Lane[] = lanesOf.map(({ pole, units }) => {
    // A patron with whom nobody ever stood as far as can be drawn has no lane.
    if (!units.length) return { pole, y0: y, y1: y, tracks: [] };
    // A lane holds at least its patron's name in two lines and the count below it.
    const y0 = y, own = units.reduce((a, b) => a + b, 0) * pitch, room = Math.max(own, 62 - pad);
    let at = y + pad / 2 + (room - own) / 2;
    const tracks = units.map((u) => { const mid = at + (u === 1 ? 0.7 : 0.58) * pitch; at += u * pitch; return mid; });
    y += room + pad;
    return { pole, y0, y1: y, tracks };
  });
  const yOn = (group: string, pole: number, t: number): number | null => {
    const own = stays.get(`${pole} ${group}`);
    const s = own?.find((k) => t >= k.t0 && t <= k.t1);
    return s ? lanes[pole]!.tracks[s.track]! : null;
  };
  const bodies = new Map(groups.map((g) => [g.id, bodiesOf(g, poles.length, end, yOn)]));
  const flows = new Map(groups.map((g) => [g.id, movesOf(g).filter((m) => m.t0 < end).flatMap((m) => flowsOf(g, m, yOn))]));
  const byId = new Map(groups.map((g) => [g.id, g]));
  const yOf = (group: string, t: number): number | null => {
    const g = byId.get(group);
    if (!g?.moments.length || t < g.moments[0]!.t) return null;
    const m = movesOf(g).find((k) => t > k.t0 && t < k.t1);
    if (!m) return yOn(group, leadOf(sharesAt(g.moments, t)), t);
    const y0 = yOn(group, leadOf(m.before), m.t0), y1 = yOn(group, leadOf(m.after), m.t1);
    if (y0 === null || y1 === null) return y1 ?? y0;
    const k = (t - m.t0) / (m.t1 - m.t0);
    return y0 + (y1 - y0) * k * k * (3 - 2 * k);
  };
  return { lanes, bodies, flows, height: y, band, yOf };
}

type YOn = (group: string, pole: number, t: number) => number | null;

/** The ribbons of one group: cut where its fill changes, and left out where a flow carries its share away. */
function bodiesOf(group: Group, poles: number, end: number, yOn: YOn): Body[] {
  const out: Body[] = [], changes = movesOf(group), ms = group.moments;
  for (let pole = 0; pole < poles; pole++) {
    let open: Body | null = null;
    const carried = (t: number) => changes.some((m) => t >= m.t0 && t < m.t1 && (m.before[pole]! < DRAWN || m.after[pole]! < DRAWN));
    for (let i = 0; i < ms.length; i++) {
      const a = ms[i]!, b = ms[i + 1];
      if (a.t >= end) break;
      const t1 = Math.min(end, b?.t ?? end), p1 = b ? sharesAt(ms, t1)[pole]! : a.p[pole]!;
      if (Math.max(a.p[pole]!, p1) < DRAWN || carried(a.t)) { open = null; continue; }
      const main = a.p[pole]! >= LEADING && leadOf(a.p) === pole;
      const basis: Basis = tieOf(a.p) === pole ? a.basis : 'reported';
      const y = yOn(group.id, pole, a.t);
      if (y === null) { open = null; continue; }
      if (open && open.basis === basis && open.main === main && open.y === y) open.points.push([t1, p1]);
      else out.push((open = { group: group.id, pole, y, basis, main, points: [[a.t, a.p[pole]!], [t1, p1]] }));
    }
  }
  return out;
}

/** What moves in a change: from those who lose to those who gain, the largest gain first. */
function flowsOf(group: Group, m: Move, yOn: YOn): Flow[] {
  const out: Flow[] = [], gain: [number, number][] = [], loss: [number, number][] = [];
  m.after.forEach((v, k) => { const d = v - m.before[k]!; if (d > 0) gain.push([k, d]); else if (d < 0) loss.push([k, -d]); });
  const basis = stateBasis(group, m.t1);
  loss.sort((a, b) => b[1] - a[1]);
  for (const g of gain.sort((a, b) => b[1] - a[1])) for (const l of loss) {
    const mass = Math.min(g[1], l[1]);
    if (mass < 0.08) continue;
    g[1] -= mass;
    l[1] -= mass;
    const y0 = yOn(group.id, l[0], m.t0), y1 = yOn(group.id, g[0], m.t1);
    if (y0 !== null && y1 !== null) out.push({ group: group.id, from: l[0], to: g[0], t0: m.t0, t1: m.t1, y0, y1, mass, basis });
  }
  return out;
}
const stateBasis = (group: Group, t: number): Basis => group.moments[indexAt(group.moments, t)]!.basis;

/** One group as stacked strips: for each pole, the borders of its share (0 to 1 from the top) over time, cut by fill. */
export interface Strip { pole: number; basis: Basis; points: [t: number, top: number, bottom: number][] }

export function strips(group: Group, poles: number, end: number): Strip[] {
  const out: Strip[] = [], open = new Map<number, Strip>();
  const seen = group.moments.filter((m) => m.t < end);
  const last = seen.at(-1);
  if (!last) return out;
  const all = [...seen, { ...last, t: end, p: sharesAt(group.moments, end), pledged: sharesAt(group.moments, end, 'pledged') }];
  all.forEach((m, i) => {
    let y = 0;
    const total = m.p.reduce((a, b) => a + b, 0) || 1, top = tieOf(m.p);
    for (let k = 0; k < poles; k++) {
      const a = y, b = (y += m.p[k]! / total), basis: Basis = k === top ? m.basis : 'reported';
      const strip = open.get(k);
      strip?.points.push([m.t, a, b]);
      if (i < all.length - 1 && strip?.basis !== basis) { const next: Strip = { pole: k, basis, points: [[m.t, a, b]] }; open.set(k, next); out.push(next); }
    }
  });
  return out.filter((s) => s.points.some(([, a, b]) => b - a >= 0.02));
}

/** The pole of those who stand with nobody. */
export const NONE = 'none';
