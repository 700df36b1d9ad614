/** Days as milliseconds at midnight UTC, and their words. The month is always in letters: 09/01/2025 is two days. */

export const DAY = 86_400_000;

const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const LONG = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Midnight UTC of `2024-03-07`; of a partial date, its first day. */
export const ms = (day: string): number => {
  const [y, m = '01', d = '01'] = day.slice(0, 10).split('-');
  return Date.UTC(Number(y), Number(m) - 1, Number(d));
};
export const iso = (t: number): string => new Date(t).toISOString().slice(0, 10);
const asTime = (t: number | string): number => (typeof t === 'string' ? ms(t) : t);
export const fmt = (t: number | string): string => SHORT.format(asTime(t));
export const fmtLong = (t: number | string): string => LONG.format(asTime(t)).replaceAll(' ', '\u00a0');
export const fmtMonth = (t: number | string): string => MONTH.format(asTime(t));
export const clamp = (t: number, lo: number, hi: number): number => Math.max(lo, Math.min(hi, t));

/** The same day `n` months on; the last day of a shorter month. */
export function shiftMonths(t: number, n: number): number {
  const d = new Date(t);
  const first = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d.getUTCDate(), last));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day that a person typed (`1 Sept 2025`, `Sept 2025`, `2025-09-01`, `2025`), or null: never a guess. */
export function parseDay(text: string): number | null {
  const s = text.trim().toLowerCase();
  const dashed = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(s);
  const worded = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+(\d{4})$/.exec(s);
  let y: number, m: number, d: number;
  if (dashed) {
    [y, m, d] = [Number(dashed[1]), Number(dashed[2] ?? 1), Number(dashed[3] ?? 1)];
  } else if (worded) {
    m = MONTHS.indexOf(worded[2]!.slice(0, 3)) + 1;
    [y, d] = [Number(worded[3]), Number(worded[1] ?? 1)];
  } else return null;
  const t = Date.UTC(y, m - 1, d);
  const back = new Date(t);
  return back.getUTCMonth() === m - 1 && back.getUTCDate() === d ? t : null;
}

/** A time as told, in words that are no more exact than it was: `2009/..` is since 2009. */
export function told(when: { edtf: string; earliest: string | null; latest: string | null }): string {
  const [from = '', to] = when.edtf.split('/');
  const year = (s: string) => (/^\d{4}$/.test(s) ? s : null);
  if (to === undefined && year(from)) return from;
  if (to !== undefined && (year(from) || from === '' || from === '..') && (year(to) || to === '' || to === '..')) return year(from) && year(to) ? `${from} – ${to}` : year(from) ? `since ${from}` : year(to) ? `by ${to}` : 'not dated';
  return span(when.earliest, when.latest);
}

/** A window of days in words: one day, one month, or from–to. */
export function span(earliest: string | null, latest: string | null): string {
  if (earliest === null && latest === null) return 'not dated';
  if (earliest === null) return `by ${fmt(latest!)}`;
  if (latest === null) return `since ${fmt(earliest)}`;
  if (earliest === latest) return fmt(earliest);
  const a = ms(earliest), b = ms(latest);
  const wholeMonth = new Date(a).getUTCDate() === 1 && shiftMonths(a, 1) - DAY === b;
  return wholeMonth ? fmtMonth(a) : `${fmt(a)} – ${fmt(b)}`;
}
