import { expect, it } from 'vitest';
import { odds, percent, percentRange, word, words } from './probability';

it('the words follow the seven steps of ICD 203', () => {
  expect([0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1].map(word)).toEqual([
    'almost no chance', 'very unlikely', 'unlikely', 'roughly even chance', 'likely', 'very likely', 'almost certain', 'almost certain']);
});
it('an interval over several steps is said with both ends', () => {
  expect(words(0.7, 0.6, 0.75)).toBe('likely');
  expect(words(0.7, 0.5, 0.85)).toBe('roughly even chance to very likely');
});
it('no percentage is 0 or 100', () => {
  expect([0, 0.004, 0.5, 0.996, 1].map(percent)).toEqual(['under 1%', 'under 1%', '50%', 'over 99%', 'over 99%']);
  expect(percentRange(0, 1)).toBe('1–99%');
});
it('weight in nats reads as times likelier', () => {
  expect([0, Math.log(2), -Math.log(2), Math.log(40)].map(odds)).toEqual(['hardly any weight', '×2.0', '×2.0', '×40']);
});
