import type { Cases } from '../../check.ts';
import { audited, looked, refused } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const placeCases: Cases<KeyFacts> = {
  good: { 'it was read': audited(), 'it was read, and is dead': audited({ told: refused }) },
  bad: { 'it fails while Keyward runs': audited({ placeFault: 'the place of main cannot be read: timeout' }) },
  near: {
    'it was not read': audited(unread()),
  },
};

/** A key whose place gave nothing. */
function unread() {
  const { audit, ...rest } = looked({ told: { kind: 'not-read', why: 'the variable BYBIT_API_KEY is not set' } });
  if ('unseen' in audit) return { ...rest, audit };
  const { fingerprint: _fingerprint, ...without } = audit.seen;
  return { ...rest, audit: { ...audit, seen: without } };
}
