import type { AuditedKey } from '../audit/index.ts';
import type { Settings } from '../config/index.ts';
import { inspections, type Right } from '../exchanges/index.ts';
import { type KeyFacts, type Sight, seen, unseen } from '../posture/index.ts';
import { usesOf } from './audits.ts';
import { auditOnce } from './check-audit.ts';
import type { CheckParts } from './check-parts.ts';

/** What the key audit says of each key of the settings, and of those of a running Keyward. Never rejects. */
export async function lookKeys(parts: CheckParts): Promise<KeyFacts> {
  const audit = await auditOnce(parts);
  const { settings } = parts;
  const names = Object.keys(settings.keys);
  if ('unseen' in audit) {
    const keys = names.map((name) => ({ ...ownWords(name, settings), audit }));
    return { keys: seen(audit.by, keys) };
  }
  // Without settings the practice keys are there while Keyward runs, and are none of the owner's while it does not.
  const wanted = parts.path === undefined ? [] : names;
  const audited = new Map(audit.seen.map((key) => [key.key, key]));
  const strange = audit.seen.map(({ key }) => key).filter((name) => !wanted.includes(name));
  const keys = [...wanted, ...strange].map((name) => {
    const key = audited.get(name);
    const sight: Sight<AuditedKey> = key
      ? seen(callsOf(key), key)
      : unseen(audit.by, 'the Keyward that runs here does not know this key: it was started with other settings');
    return {
      ...ownWords(name, settings),
      ...(key ? { isPractice: key.environment === 'practice' } : {}),
      audit: sight,
    };
  });
  return { keys: seen(audit.by, keys) };
}

function ownWords(name: string, settings: Settings) {
  const key = Object.hasOwn(settings.keys, name) ? settings.keys[name] : undefined;
  if (!key) return { name, isPractice: false };
  const needs: Right[] = ['read', ...usesOf(name, settings).flatMap((use) => use.needs)];
  return { name, isPractice: key.environment === 'practice', needs: [...new Set(needs)] };
}

/** The calls by which the exchange was asked. */
function callsOf({ exchange, exchangeName }: AuditedKey): string {
  const calls = inspections[exchange]?.facts.introspection.calls ?? [];
  return `${calls.join(', ') || 'a call'} (${exchangeName})`;
}
