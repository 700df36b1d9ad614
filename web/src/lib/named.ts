/** What an actor of the address is called: an id is for machines. Call it while a component is being set up. */

import { api, must } from './api';
import { read, type Read } from './read.svelte';

/** The name of the actor that `id` gives, once the desk has told it; words that no actor has stand for themselves. */
export const named = (id: () => string | null): Read<string> =>
  read(() => {
    const asked = id();
    if (asked === null) return null;
    return async (signal) => {
      const { items } = await must(api.GET('/api/v1/actors', { params: { query: { q: asked, limit: 5 } }, signal }));
      return items.find((hit) => hit.id === asked)?.name ?? asked;
    };
  });
