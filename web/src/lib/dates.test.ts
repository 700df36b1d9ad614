import { expect, it } from 'vitest';
import { fmt, iso, ms, parseDay, shiftMonths, span, told } from './dates';

it.each([['1 Sept 2025', '2025-09-01'], ['1 september 2025', '2025-09-01'], ['2025-09-01', '2025-09-01'], ['Feb 2024', '2024-02-01'], ['2024', '2024-01-01']])(
  'reads %s as %s', (typed, day) => expect(iso(parseDay(typed)!)).toBe(day));
it.each(['09/01/2025', '31 Feb 2024', 'yesterday', ''])('does not guess at %s', (typed) => expect(parseDay(typed)).toBeNull());
it('reads back every date that it writes', () => {
  for (let t = ms('2023-12-25'); t < ms('2025-02-01'); t += 86_400_000 * 3) expect(parseDay(fmt(t))).toBe(t);
});
it('a month after the last of January is the last of February', () => expect(iso(shiftMonths(ms('2024-01-31'), 1))).toBe('2024-02-29'));
it('a window that is one month is said as that month', () => {
  expect(span('2024-02-01', '2024-02-29')).toBe('Feb 2024');
  expect(span('2024-02-03', '2024-02-03')).toBe('3 Feb 2024');
  expect(span('2024-02-03', '2024-03-01')).toBe('3 Feb 2024 – 1 Mar 2024');
});
it('a time is told no more exactly than it was', () => {
  const t = (edtf: string, earliest: string | null, latest: string | null) => told({ edtf, earliest, latest });
  expect(t('2009/..', '2009-01-01', null)).toBe('since 2009');
  expect(t('2009', '2009-01-01', '2009-12-31')).toBe('2009');
  expect(t('2015-03/..', '2015-03-01', null)).toBe('since 1 Mar 2015');
  expect(t('../2016', null, '2016-12-31')).toBe('by 2016');
  expect(t('2015-03', '2015-03-01', '2015-03-31')).toBe('Mar 2015');
});
