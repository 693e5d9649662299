import type { LeakPlan } from './leak/plan.ts';
import type { RotationWorld } from './world.ts';

/** Where the owner makes a new key. */
export function makeAt({ facts, commands }: Pick<RotationWorld, 'facts' | 'commands'>): string {
  return commands ? `${facts.page.url}: \`${commands.make}\`` : facts.page.url;
}

/** Where the owner deletes a key. */
export function deleteAt({ facts, commands }: Pick<RotationWorld, 'facts' | 'commands'>, fingerprint: string): string {
  return commands ? `${facts.page.url}: \`${commands.remove(fingerprint)}\`` : facts.page.url;
}

/** Where the owner deletes a key that leaked. */
export function deleteLeakedAt({ url, remove, old }: Pick<LeakPlan, 'url' | 'remove' | 'old'>): string {
  if (remove === undefined) return url;
  const fingerprint = old.fingerprint ?? old.lastSeen;
  return `${url}: \`${remove} ${fingerprint ?? 'FINGERPRINT'}\`${fingerprint === undefined ? ', with what `keyward key list` shows' : ''}`;
}

/** What its owner has to look at where another credential stood under the name too; empty where none did. */
export function othersText(plan: Pick<LeakPlan, 'url' | 'remove' | 'old'>): string {
  const { others = [] } = plan.old;
  const each = others.map((fingerprint) => `${fingerprint} (at ${deleteLeakedAt({ ...plan, old: { fingerprint } })})`);
  return each.length === 0
    ? ''
    : `Another key stood under this name too since then, and nobody has shown it dead. If that one leaked, delete it: ${each.join(', ')}.`;
}
