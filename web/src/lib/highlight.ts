/**
 * Splits a text at every border of a claim, so that overlapping claims nest and no word is broken.
 * Invariant: the pieces joined are the text. Python counts code points, JavaScript UTF-16 units: convert first.
 */

export interface Spanned { id: string; start: number; end: number }
/** One run of text: `ids` are the claims that cover it, shortest first; `starts` those that begin here. */
export interface Piece { text: string; ids: string[]; starts: string[] }

/** From an index in code points to one in UTF-16 units. */
export function toUtf16(text: string): (codePoint: number) => number {
  const units: number[] = [];
  let unit = 0;
  for (const ch of text) { units.push(unit); unit += ch.length; }
  units.push(unit);
  return (codePoint) => units[codePoint] ?? unit;
}

/** From an index in UTF-16 units to one in code points: what a selection becomes on its way to the server. */
export const toCodePoints = (text: string, unit: number): number => [...text.slice(0, unit)].length;

export interface Paragraph { start: number; pieces: Piece[] }

/** The paragraphs of a text (`start` in UTF-16 units), each in pieces. Blank lines between them are left out. */
export function paragraphs(text: string, claims: readonly Spanned[]): Paragraph[] {
  const at = toUtf16(text);
  const spans = claims.map((c) => ({ id: c.id, s: at(c.start), e: at(c.end) })).sort((a, b) => a.s - b.s);
  const out: Paragraph[] = [];
  for (const match of text.matchAll(/[^\n](?:.|\n(?!\s*\n))*/g)) {
    const s0 = match.index, e0 = s0 + match[0].trimEnd().length;
    if (e0 === s0) continue;
    const here = spans.filter((sp) => sp.s < e0 && sp.e > s0);
    const cuts = [...new Set([s0, e0, ...here.flatMap((sp) => [sp.s, sp.e]).filter((x) => x > s0 && x < e0)])].sort((a, b) => a - b);
    const pieces: Piece[] = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const a = cuts[i]!, b = cuts[i + 1]!;
      const cover = here.filter((sp) => sp.s < b && sp.e > a).sort((m, n) => m.e - m.s - (n.e - n.s));
      const starts = cover.filter((c) => c.s === a || (a === s0 && c.s < s0));
      pieces.push({ text: text.slice(a, b), ids: cover.map((c) => c.id), starts: starts.map((c) => c.id) });
    }
    out.push({ start: s0, pieces });
  }
  return out;
}
