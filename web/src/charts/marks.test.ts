import { expect, it } from 'vitest';
import { spread } from './marks';

const at = (row: string, ...xs: number[]) => xs.map((x) => ({ row, x }));

it('leaves marks alone that have room', () => expect(spread(at('a', 10, 40), 12)).toEqual([10, 40]));
it('puts marks of one day beside each other, in their order', () => expect(spread(at('a', 50, 50), 12)).toEqual([44, 56]));
it('lets a cluster that grows into its neighbour take it in', () => {
  const xs = spread(at('a', 40, 50, 50), 12).sort((a, b) => a - b);
  expect(xs[1]! - xs[0]!).toBeCloseTo(12);
  expect(xs[2]! - xs[1]!).toBeCloseTo(12);
});
it('moves no mark for the sake of another row', () => expect(spread([...at('a', 50), ...at('b', 50)], 12)).toEqual([50, 50]));
