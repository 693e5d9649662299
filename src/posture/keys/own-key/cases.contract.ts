import type { Cases } from '../../check.ts';
import { audited, looked, notAsked } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const ownKeyCases: Cases<KeyFacts> = {
  good: {
    alone: audited(),
    'two keys': audited({}, { key: 'other', fingerprint: 'ba9876543210' }),
  },
  bad: {
    twins: audited({ twins: ['other'] }, { key: 'other', twins: ['main'] }),
  },
  near: {
    'one of another exchange that could not be read': audited({}, unread('okx')),
    'another that could not be read': audited({}, unread('bybit')),
    'it could not be read': audited({ told: notAsked, fingerprint: '' }),
  },
};

/** A key whose place gave nothing. */
function unread(exchange: string) {
  const { audit, ...rest } = looked({ key: 'other', exchange, told: notAsked });
  if ('unseen' in audit) return { ...rest, audit };
  const { fingerprint: _fingerprint, ...without } = audit.seen;
  return { ...rest, audit: { ...audit, seen: without } };
}
