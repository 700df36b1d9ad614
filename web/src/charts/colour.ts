/** Allegiance slots as colours and as fills that say the basis: solid, hatched, tinted outline. */

import type { Basis } from './timeline';

export const SLOTS = [0, 1, 2, 3, 4, 5, 6] as const;
export const slotColour = (slot: number): string => `var(--p${slot})`;

/** `defs` is the id prefix of the `<Defs>` in the same picture. */
export function fill(defs: string, slot: number, basis: Basis): string {
  if (basis === 'mutual') return slotColour(slot);
  if (basis === 'claimed') return `url(#${defs}-h${slot})`;
  return `color-mix(in oklab, ${slotColour(slot)} var(--tint), var(--surface))`;
}
