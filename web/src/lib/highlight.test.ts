import { describe, expect, it } from 'vitest';
import { paragraphs, toCodePoints, toUtf16 } from './highlight';

const text = 'A film 🎥 shows the oath.\n\nقال التنظيم إنه بايع. Cafe\u0301s closed 👩‍👩‍👧.\n\n\nThe end\nof it.';
const span = (id: string, quote: string) => {
  const u = text.indexOf(quote);
  const start = toCodePoints(text, u);
  return { id, start, end: start + [...quote].length, quote };
};

describe('highlights', () => {
  it('convert code points past an emoji', () => expect(toUtf16('a🎥b')(2)).toBe(3));
  it('convert a selection back to code points', () => expect(toCodePoints('a🎥b', 3)).toBe(2));
  it.each([
    ['after an emoji', [span('a', 'shows the oath')]],
    ['in Arabic', [span('a', 'التنظيم إنه بايع')]],
    ['around combining marks and joined emoji', [span('a', 'Cafe\u0301s closed'), span('b', 'closed 👩‍👩‍👧')]],
    ['that overlap and nest', [span('a', 'film 🎥 shows'), span('b', 'shows the'), span('c', 'A film 🎥 shows the oath.')]],
    ['over the end of a paragraph', [span('a', 'oath.\n\nقال')]],
  ])('reproduce every quote exactly %s', (_, claims) => {
    const rows = paragraphs(text, claims);
    for (const c of claims) {
      const shown = rows.map((r) => r.pieces.filter((p) => p.ids.includes(c.id)).map((p) => p.text).join('')).filter(Boolean).join('\n\n');
      expect(shown).toBe(c.quote);
    }
  });
  it('lose nothing of the text but the blank lines', () => {
    const rows = paragraphs(text, [span('a', 'film 🎥 shows')]);
    expect(rows.map((r) => r.pieces.map((p) => p.text).join(''))).toEqual(['A film 🎥 shows the oath.', 'قال التنظيم إنه بايع. Cafe\u0301s closed 👩‍👩‍👧.', 'The end\nof it.']);
    for (const r of rows) expect(text.startsWith(r.pieces[0]!.text, r.start)).toBe(true);
  });
  it('put the shortest claim first where several cover the same words', () => {
    const rows = paragraphs(text, [span('long', 'A film 🎥 shows the oath.'), span('short', 'the oath')]);
    expect(rows[0]!.pieces.find((p) => p.text === 'the oath')!.ids).toEqual(['short', 'long']);
  });
});
