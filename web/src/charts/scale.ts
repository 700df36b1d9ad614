/** Time on a line: days to pixels and back, and round ticks. d3-scale would be a fifth of the first load for this. */

import { DAY } from '../lib/dates';

export interface Tick { t: number; label: string }
export interface TimeScale { (t: number): number; invert(px: number): number; ticks(most: number): Tick[] }

/** Months between two ticks, the finest first. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
const MONTH = 30.44 * DAY;
const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

export function timeScale([t0, t1]: [number, number], [x0, x1]: [number, number]): TimeScale {
  const span = Math.max(1, t1 - t0), width = x1 - x0;
  const scale = (t: number) => x0 + ((t - t0) / span) * width;
  return Object.assign(scale, {
    invert: (px: number) => t0 + ((px - x0) / (width || 1)) * span,
    ticks(most: number): Tick[] {
      const months = span / MONTH, step = STEPS.find((s) => months / s <= most) ?? STEPS.at(-1)!;
      const d = new Date(t0), out: Tick[] = [];
      let n = Math.ceil((d.getUTCFullYear() * 12 + d.getUTCMonth()) / step) * step;
      for (; ; n += step) {
        const t = Date.UTC(Math.floor(n / 12), n % 12, 1);
        if (t > t1) return out;
        if (t >= t0) out.push({ t, label: n % 12 ? NAMES[n % 12]! : String(Math.floor(n / 12)) });
      }
    },
  });
}
