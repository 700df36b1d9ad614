/** Where glyphs of one row go whose days are nearer than their size: side by side, in the order of their days. Pure. */

/** The x of each mark, at least `room` from every other of its row; a cluster stays centred on its days. */
export function spread(marks: readonly { row: string; x: number }[], room: number): number[] {
  const out = marks.map((m) => m.x);
  for (const row of new Set(marks.map((m) => m.row))) {
    const clusters: { members: number[]; middle: number }[] = [];
    for (const m of marks.map((m, i) => ({ ...m, i })).filter((m) => m.row === row).sort((a, b) => a.x - b.x || a.i - b.i)) {
      let own = { members: [m.i], middle: m.x };
      for (let last = clusters.at(-1); last && own.middle - last.middle < (room * (own.members.length + last.members.length)) / 2; last = clusters.at(-1)) {
        const members = [...last.members, ...own.members];
        own = { members, middle: members.reduce((n, i) => n + marks[i]!.x, 0) / members.length };
        clusters.pop();
      }
      clusters.push(own);
    }
    for (const { members, middle } of clusters) members.forEach((i, k) => { out[i] = middle + (k - (members.length - 1) / 2) * room; });
  }
  return out;
}
