import { expect, it } from 'vitest';
import { iso, ms } from '../lib/dates';
import { timeScale } from './scale';

const x = timeScale([ms('2014-03-10'), ms('2020-03-10')], [100, 700]);
it('a day and its place are each other’s inverse', () => expect(iso(x.invert(x(ms('2016-02-29'))) + 1)).toBe('2016-02-29'));
it('the ends of the time are the ends of the line', () => expect([x(ms('2014-03-10')), x(ms('2020-03-10'))]).toEqual([100, 700]));
it.each([[3, 2], [8, 6], [20, 12], [100, 72]])('at most %i ticks are round ones, here %i', (most, count) => {
  const ticks = x.ticks(most);
  expect(ticks).toHaveLength(count);
  expect(ticks.every((k) => iso(k.t).endsWith('-01'))).toBe(true);
});
it('a tick at the start of a year is that year, another its month', () => expect(x.ticks(13).slice(0, 2).map((k) => k.label)).toEqual(['Jul', '2015']));
