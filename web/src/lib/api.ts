/** The one door to the server: typed by `api/schema.d.ts`, which `npm run api` writes from `openapi.json`. */

import createClient from 'openapi-fetch';
import type { components, paths } from '../api/schema';

export type S = components['schemas'];

/** A failed read or write, in the words of the server where it gave any. */
export class Fault extends Error {
  constructor(message: string, readonly hint: string, readonly code: string, readonly status = 0) {
    super(message);
    this.name = 'Fault';
  }
}

export const api = createClient<paths>({ baseUrl: '' });

const GONE = 'Is `oathbook serve` still running? Start it again and reload this page.';

/** The data of an answer, or a Fault. */
export async function must<T>(going: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let got;
  try {
    got = await going;
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new Fault('The desk does not answer.', GONE, 'unreachable');
  }
  if (got.error === undefined && got.response.ok) return got.data as T;
  const told = (got.error as { error?: { message?: string; code?: string; details?: { remedy?: string } } } | undefined)?.error;
  throw new Fault(told?.message ?? `The desk answered ${got.response.status}.`, told?.details?.remedy ?? '', told?.code ?? 'fault', got.response.status);
}
