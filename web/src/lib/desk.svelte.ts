/** The state that all pages share, as the address has it. Invariant: what is on screen can be reached by its link. */

import { move, parse, write, type Address, type Page } from './address';
import { clamp, iso, ms } from './dates';

type Theme = 'system' | 'light' | 'dark';
/** The days that the clocks may take, and where they stand when the address names none. */
export interface Bounds { first: number; today: number; last: number; known: number }
type Patch = Record<string, string | null>;

class Desk {
  #at = $state.raw<Address>(parse(location.hash));
  /** The book's own span; until it is known, a span that holds the clocks of the address. */
  bounds = $state.raw<Bounds>({ first: ms('1970-01-01'), today: ms('2100-01-01'), last: ms('2100-01-01'), known: ms('2100-01-01') });
  /** A date while it is dragged: shown, and written to the address only when let go. */
  #held = $state<number | null>(null);
  theme = $state<Theme>((localStorage.getItem('oathbook.theme') as Theme | null) ?? 'system');
  #systemDark = $state(matchMedia('(prefers-color-scheme: dark)').matches);

  page = $derived(this.#at.page);
  params = $derived(this.#at.params);
  knownBy = $derived(this.params.known ? ms(this.params.known) : this.bounds.known);
  asOf = $derived(this.#held ?? (this.params.asof ? ms(this.params.asof) : Math.min(this.bounds.last, this.knownBy)));
  group = $derived(this.params.group ?? null);
  dark = $derived(this.theme === 'dark' || (this.theme === 'system' && this.#systemDark));
  /** Both clocks as every read takes them: as written in the address, not while a date is dragged. */
  clocks = $derived({
    as_of: this.params.asof ?? iso(Math.min(this.bounds.last, this.knownBy)),
    known_by: this.params.known ?? iso(this.bounds.known),
  });
  /** Whether the address names both clocks: until then nothing is asked of the book. */
  ready = $derived(Boolean(this.params.asof && this.params.known));
  held = $derived(this.#held !== null);

  constructor() {
    addEventListener('hashchange', () => this.#read());
    addEventListener('popstate', () => this.#read());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (e) => (this.#systemDark = e.matches));
    $effect.root(() => {
      $effect(() => {
        localStorage.setItem('oathbook.theme', this.theme);
        if (this.theme === 'system') delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = this.theme;
      });
    });
  }

  #read() {
    const next = parse(location.hash);
    if (write(next) !== write(this.#at)) { this.#at = next; this.#held = null; }
  }

  /** The address of a page with changed parameters, for links. */
  href(page: Page, patch: Patch = {}): string {
    return write(move(this.#at, page, patch));
  }
  /** Goes there: a step that Back undoes, unless it is `quiet`. */
  go(page: Page, patch: Patch = {}, { quiet = false } = {}) {
    const next = move(this.#at, page, patch);
    const hash = write(next);
    if (hash === write(this.#at) && location.hash === hash) return;
    this.#at = next;
    if (quiet) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
  }
  set(patch: Patch, options: { quiet?: boolean } = {}) {
    this.go(this.page, patch, options);
  }
  /** Shows a date while it is dragged or played; `settle` writes it. */
  hold(t: number) { this.#held = clamp(Math.round(t / 86_400_000) * 86_400_000, this.bounds.first, Math.max(this.bounds.first, this.knownBy)); }
  settle() { if (this.#held !== null) { const t = this.#held; this.#held = null; this.set({ asof: iso(t) }); } }
  setAsOf(t: number) { this.#held = null; this.set({ asof: iso(clamp(t, this.bounds.first, this.knownBy)) }); }
  setKnownBy(t: number) {
    this.#held = null;
    this.set({ known: iso(t), asof: iso(Math.min(this.asOf, t)) });
  }
  /** Once the book's span is known, the clocks are written out, so that a copied address is complete. */
  setBounds(bounds: Bounds) {
    this.bounds = bounds;
    if (!this.params.asof || !this.params.known) this.set({ asof: iso(this.asOf), known: iso(this.knownBy) }, { quiet: true });
  }
}

export const desk = new Desk();
