/** The book that is open and who is at the desk: asked once, and again when something was recorded. */

import { api, Fault, must, type S } from './api';
import { desk } from './desk.svelte';
import { ms } from './dates';

class Book {
  totals = $state.raw<S['BookOut'] | null>(null);
  session = $state.raw<S['Session'] | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** Grows with everything recorded: reads that name it are asked anew. */
  mark = $derived(this.totals?.mark ?? 0);
  empty = $derived(this.totals !== null && this.totals.documents === 0);
  canWrite = $derived(this.session?.can_write ?? false);

  async refresh(): Promise<void> {
    try {
      const [totals, session] = await Promise.all([must(api.GET('/api/v1/book')), this.session ?? must(api.GET('/api/v1/session'))]);
      this.totals = totals;
      this.session = session;
      this.fault = null;
      const today = ms(session.today), last = totals.last_published ? ms(totals.last_published) : today;
      desk.setBounds({ first: ms('1970-01-01'), today: Math.max(today, last), last, known: last });
    } catch (e) {
      this.fault = e instanceof Fault ? e : new Fault(String(e), '', 'fault');
    }
  }
}

export const book = new Book();
