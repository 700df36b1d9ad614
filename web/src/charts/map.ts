/** Places on a map: the size of a circle is how far off the point may be. Pure; no tiles, no other host. */

import { geoEqualEarth, geoPath, type GeoPath, type GeoProjection } from 'd3-geo';

export interface Spot { lat: number; lon: number; radius_km: number }

/** The least extent that a fitted map shows, in degrees: a single town still has its surroundings. */
const LEAST_DEGREES = 9;
const EARTH_KM = 6371;

/** Fits all spots with their circles; without any, the whole world. */
export function projectionFor(spots: readonly Spot[], w: number, h: number): GeoProjection {
  const projection = geoEqualEarth();
  if (!spots.length) return projection.fitExtent([[8, 8], [w - 8, h - 8]], { type: 'Sphere' });
  const pad = (s: Spot) => Math.max(LEAST_DEGREES / 2, (s.radius_km / EARTH_KM) * (180 / Math.PI));
  const lons = spots.flatMap((s) => [s.lon - pad(s), s.lon + pad(s)]), lats = spots.flatMap((s) => [s.lat - pad(s), s.lat + pad(s)]);
  const [w0, e0, s0, n0] = [Math.max(-179, Math.min(...lons)), Math.min(179, Math.max(...lons)), Math.max(-70, Math.min(...lats)), Math.min(80, Math.max(...lats))];
  projection.rotate([-(w0 + e0) / 2, 0]);
  return projection.fitExtent([[28, 28], [w - 28, h - 28]], { type: 'MultiPoint', coordinates: [[w0, s0], [e0, s0], [w0, n0], [e0, n0], [(w0 + e0) / 2, n0], [(w0 + e0) / 2, s0]] });
}

/** The radius in pixels of so many kilometres at a place, north–south. */
export function pixels(projection: GeoProjection, s: Spot): number {
  const degrees = (s.radius_km / EARTH_KM) * (180 / Math.PI);
  const a = projection([s.lon, s.lat]), b = projection([s.lon, Math.min(89, s.lat + degrees)]);
  return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
}

export const pathOf = (projection: GeoProjection): GeoPath => geoPath(projection).digits(1);

/** How exactly a place is known, in words. */
export function precisely(km: number): string {
  if (km < 3) return 'to the spot';
  if (km < 60) return `within ${Math.round(km / 5) * 5 || 5} km`;
  return `within ${(Math.round(km / 50) * 50).toLocaleString('en')} km`;
}
