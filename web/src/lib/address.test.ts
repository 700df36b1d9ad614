import { expect, it } from 'vitest';
import { move, parse, write } from './address';

it('a written address is read back to the same view', () => {
  const hash = '#/evidence?asof=2018-02-01&known=2018-03-01&group=boko-haram&principal=islamic-state';
  expect(write(parse(hash))).toBe(hash);
});
it('the two clocks go along to every page, and what a page does not know stays behind', () => {
  const from = parse('#/read?asof=2018-02-01&known=2018-03-01&doc=d1&claim=c9');
  expect(write(move(from, 'network'))).toBe('#/network?asof=2018-02-01&known=2018-03-01');
});
it('a name with spaces, accents and ampersands survives', () => {
  const at = move(parse('#/search'), 'search', { q: 'l’oath & "foi" Ḥ' });
  expect(parse(write(at)).params.q).toBe('l’oath & "foi" Ḥ');
});
it('an unknown page is the overview', () => expect(parse('#/nowhere?x=1')).toEqual({ page: 'overview', params: {} }));
