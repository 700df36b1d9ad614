/**
 * Readings under way. A stream for each tab would use up the browser's six connections: one tab holds it by a lock
 * and tells the others by a broadcast, and only while something is being read.
 */

import { api, must, type S } from './api';
import { book } from './book.svelte';

type Job = S['Job'];
const LIVE = new Set<Job['state']>(['waiting', 'running']);

class Jobs {
  all = $state.raw<Job[]>([]);
  running = $derived(this.all.find((j) => j.state === 'running') ?? this.all.find((j) => j.state === 'waiting') ?? null);
  #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('oathbook.jobs');
  #streaming = false;

  watch() {
    this.#channel?.addEventListener('message', (e: MessageEvent<Job>) => this.#take(e.data, false));
    void this.refresh();
  }
  async refresh() {
    try { this.all = (await must(api.GET('/api/v1/reading/jobs'))).items; } catch { return; }
    this.#stream();
  }
  /** A reading that was just asked for. */
  add(job: Job) { this.#take(job, true); this.#stream(); }

  #take(job: Job, tell: boolean) {
    const before = this.all.find((j) => j.id === job.id);
    this.all = [job, ...this.all.filter((j) => j.id !== job.id)].sort((a, b) => b.asked.localeCompare(a.asked));
    if (before && LIVE.has(before.state) && !LIVE.has(job.state)) void book.refresh();
    if (tell) this.#channel?.postMessage(job);
  }
  #stream() {
    if (this.#streaming || !this.all.some((j) => LIVE.has(j.state))) return;
    this.#streaming = true;
    const follow = () => new Promise<void>((done) => {
      const events = new EventSource('/api/v1/events');
      const end = () => { events.close(); done(); };
      events.addEventListener('job', (e) => {
        this.#take(JSON.parse((e as MessageEvent<string>).data) as Job, true);
        if (!this.all.some((j) => LIVE.has(j.state))) end();
      });
      events.addEventListener('error', end);
    });
    const held = navigator.locks ? navigator.locks.request('oathbook.events', { ifAvailable: true }, (lock) => (lock ? follow() : undefined)) : follow();
    void Promise.resolve(held).finally(() => { this.#streaming = false; });
  }
}

export const jobs = new Jobs();
