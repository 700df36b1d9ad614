/**
 * A read that follows its question: asked anew when the question changes, the old answer kept on screen meanwhile,
 * a late answer to an old question dropped. Call it while a component is being set up.
 */

import { onDestroy } from 'svelte';
import { Fault } from './api';

export interface Read<T> {
  readonly value: T | null;
  readonly error: Fault | null;
  readonly busy: boolean;
  again(): void;
}

export function read<T>(ask: () => ((signal: AbortSignal) => Promise<T>) | null): Read<T> {
  let value = $state.raw<T | null>(null), error = $state.raw<Fault | null>(null), busy = $state(false), turn = $state(0);
  let going: AbortController | null = null;
  const question = $derived(ask());
  $effect(() => {
    void turn;
    const q = question;
    going?.abort();
    if (q === null) { value = null; error = null; busy = false; return; }
    const mine = (going = new AbortController());
    busy = true;
    q(mine.signal).then(
      (got) => { if (!mine.signal.aborted) { value = got; error = null; busy = false; } },
      (fault: unknown) => {
        if (mine.signal.aborted) return;
        error = fault instanceof Fault ? fault : new Fault('The desk did not answer.', String(fault), 'unreachable');
        busy = false;
      });
  });
  onDestroy(() => going?.abort());
  return {
    get value() { return value; },
    get error() { return error; },
    get busy() { return busy; },
    again: () => { turn++; },
  };
}
