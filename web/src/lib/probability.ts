/** The seven steps of ICD 203. Words come from an interval; a number never stands without its word. */

export interface Step { lo: number; hi: number; word: string }

export const STEPS: readonly Step[] = [
  { lo: 0, hi: 0.05, word: 'almost no chance' },
  { lo: 0.05, hi: 0.2, word: 'very unlikely' },
  { lo: 0.2, hi: 0.45, word: 'unlikely' },
  { lo: 0.45, hi: 0.55, word: 'roughly even chance' },
  { lo: 0.55, hi: 0.8, word: 'likely' },
  { lo: 0.8, hi: 0.95, word: 'very likely' },
  { lo: 0.95, hi: 1, word: 'almost certain' },
];

export const stepOf = (p: number): Step => STEPS.find((s) => p < s.hi) ?? STEPS[6]!;
export const word = (p: number): string => stepOf(p).word;

/** The word for an estimate with its interval: one step, or the first and the last that it reaches into. */
export function words(p: number, low: number = p, high: number = p): string {
  const [a, b] = [stepOf(low), stepOf(high)];
  return a === b || b.lo - a.lo < 1e-9 ? word(p) : `${a.word} to ${b.word}`;
}

/** A percentage that never says 0 or 100: certainty is not on the scale. */
export function percent(p: number): string {
  if (p < 0.01) return 'under 1%';
  if (p > 0.99) return 'over 99%';
  return `${Math.round(p * 100)}%`;
}
export const percentRange = (low: number, high: number): string => {
  const [a, b] = [Math.max(1, Math.round(low * 100)), Math.min(99, Math.round(high * 100))];
  return a === b ? `${a}%` : `${a}–${b}%`;
};

/** What moves the odds by less than this, to either side, speaks neither for nor against: a sixth, in nats. */
export const LEAST_NATS = 0.154;
export const speaks = (nats: number): 'for' | 'against' | 'neither' => (Math.abs(nats) < LEAST_NATS ? 'neither' : nats > 0 ? 'for' : 'against');

/** Nats as a plain strength: how many times likelier the claims make it. */
export function odds(nats: number): string {
  const times = Math.exp(Math.abs(nats));
  if (times < 1.05) return 'hardly any weight';
  return `×${times < 10 ? times.toFixed(1) : Math.round(times)}`;
}
