/** A claim as a sentence in three parts, for headings; the server's `sentence` stays the whole of it. */

import type { S } from './api';

export type Claim = S['ClaimOut'];

/** What the subject does to the object, where it is so and where it is not so. */
const VERB: Record<Claim['kind'], [yes: string, no: string]> = {
  pledge: ['pledged allegiance to', 'did not pledge allegiance to'],
  accept: ['accepted the pledge of', 'has not accepted the pledge of'],
  reject: ['rejected the pledge of', 'did not reject the pledge of'],
  break: ['broke with', 'did not break with'],
  disavow: ['disowned', 'did not disown'],
  affiliate: ['is part of', 'is not part of'],
  ally: ['is allied with', 'is not allied with'],
  rival: ['is hostile to', 'is not hostile to'],
  split: ['split from', 'did not split from'],
  merge: ['merged into', 'did not merge into'],
  rename: ['took the name', 'did not take the name'],
  form: ['was formed', 'was not formed'],
  dissolve: ['was dissolved', 'was not dissolved'],
  defect: ['went over to', 'did not go over to'],
  recruit: ['recruited', 'did not recruit'],
  lead: ['leads', 'does not lead'],
  replace: ['replaced', 'did not replace'],
  member: ['belongs to', 'does not belong to'],
  die: ['was killed or captured', 'was not killed or captured'],
  attack: ['attacked', 'did not attack'],
  claim_attack: ['claimed the attack', 'did not claim the attack'],
  gain: ['took or holds', 'did not take'],
  lose: ['lost', 'did not lose'],
  move: ['moved to', 'did not move to'],
  toll: ['is blamed for deaths', 'is not blamed for deaths'],
  designate: ['listed as terrorist', 'took off the list of terrorists'],
};
const PAST: Partial<Record<Claim['kind'], string>> = { lead: 'led', member: 'belonged to', affiliate: 'was part of', ally: 'was allied with', rival: 'was hostile to', gain: 'held' };
const DEATH: Record<string, string> = { killed: 'was killed', died: 'died', captured: 'was captured' };

export const verb = (c: Pick<Claim, 'kind' | 'polarity' | 'ended' | 'role'>): string => {
  if (c.polarity === '-') return VERB[c.kind][1];
  if (c.kind === 'die' && c.role && DEATH[c.role]) return DEATH[c.role]!;
  return (c.ended ? PAST[c.kind] : undefined) ?? VERB[c.kind][0];
};
export const kindName = (kind: string): string => kind.replaceAll('_', ' ');
export const partyName = (p: S['PartyOut'] | null): string | null => (p === null ? null : p.name || p.written);

/** How much of the subject is meant, where it is not all of it. */
export const scopeWords = (c: Pick<Claim, 'scope'>): string | null =>
  c.scope === 'faction' ? 'a faction of' : c.scope === 'members' ? 'members of' : null;

/** Who says it, the original speaker first, then the outlet that printed it. */
export function speakers(c: Pick<Claim, 'said_by' | 'document'>): string {
  if (!c.said_by.length) return c.document.source ?? 'the text itself';
  return c.said_by.map((s) => s.name).join(', through ');
}

/** What a report is called: its title, else the name of its file without the folders. */
export const titleOf = (d: { title: string | null; name: string }): string => d.title ?? d.name.split('/').filter(Boolean).at(-1) ?? d.name;

export const verdictWords = { confirmed: 'confirmed', corrected: 'corrected', rejected: 'rejected' } as const;
