import { expect, it } from 'vitest';
import { pixels, precisely, projectionFor } from './map';

const town = { lat: 13.5, lon: 2.1, radius_km: 10 }, country = { lat: 17, lon: 9, radius_km: 600 };
it('a fitted map holds every place with its circle', () => {
  const p = projectionFor([town, country], 900, 560);
  for (const s of [town, country]) {
    const [x, y] = p([s.lon, s.lat])!, r = pixels(p, s);
    expect(x - r).toBeGreaterThan(-1); expect(x + r).toBeLessThan(901); expect(y - r).toBeGreaterThan(-1); expect(y + r).toBeLessThan(561);
  }
});
it('a country is drawn sixty times as wide as a town that is known sixty times better', () => {
  const p = projectionFor([town, country], 900, 560);
  expect(pixels(p, country) / pixels(p, town)).toBeGreaterThan(55);
});
it('a book without places shows the world', () => {
  const p = projectionFor([], 900, 560);
  for (const c of [[-170, 60], [175, -40]] as [number, number][]) { const [x] = p(c)!; expect(x).toBeGreaterThan(0); expect(x).toBeLessThan(900); }
});
it('the precision is said in round kilometres', () => expect([1, 12, 480].map(precisely)).toEqual(['to the spot', 'within 10 km', 'within 500 km']));
