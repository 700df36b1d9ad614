/** A selection of the text on screen as offsets into the document, in UTF-16 units. */

/** Elements that hold a run of the document carry `data-at`, the offset of their first character. */
export function offsets(range: Range, root: Node): { start: number; end: number } | null {
  const at = (node: Node, offset: number): number | null => {
    if (!root.contains(node)) return null;
    const el = node instanceof Element ? node : node.parentElement;
    const run = el?.closest<HTMLElement>('[data-at]');
    if (!run || !root.contains(run)) {
      // Between two runs: the next run that begins there.
      const next = node instanceof Element ? node.childNodes[offset] : null;
      const found = next instanceof HTMLElement ? (next.matches('[data-at]') ? next : next.querySelector<HTMLElement>('[data-at]')) : null;
      return found ? Number(found.dataset.at) : null;
    }
    if (node === run) return Number(run.dataset.at) + (offset === 0 ? 0 : (run.textContent?.length ?? 0));
    return Number(run.dataset.at) + offset;
  };
  const start = at(range.startContainer, range.startOffset), end = at(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : { start, end };
}
