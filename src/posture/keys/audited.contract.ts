import { type AuditInput, auditKey } from '../../audit/index.ts';
import { inspections, type KeyReport, type Right, rights } from '../../exchanges/index.ts';
import { seen } from '../check.ts';
import type { KeyFacts, LookedKey } from './facts.ts';

/** What the cases of this family are made of: keys that the real audit has judged. */
export const NOW_MS = Date.parse('2026-06-15T12:00:00Z');
export const DAY_MS = 86_400_000;

export function only(...can: Right[]): KeyReport['rights'] {
  return Object.fromEntries(rights.map((right) => [right, can.includes(right) ? 'yes' : 'no'])) as KeyReport['rights'];
}

export const report: KeyReport = {
  rights: only('read', 'spot'),
  ipRestricted: 'yes',
  ips: ['198.51.100.7'],
  createdMs: NOW_MS - 7 * DAY_MS,
  expiresMs: 'never',
  subAccount: 'yes',
  words: ['Spot:SpotTrade'],
};

export type Changes = Partial<AuditInput> & { readonly report?: Partial<KeyReport> };

/** Those of Bybit, whose page is made to have names for its boxes: no source has them. */
export const { facts } = inspections['bybit']!;
const boxes = { read: 'Read', spot: 'Spot', margin: 'Spot', futures: 'Contract', withdraw: 'Withdrawal' };

const input: AuditInput = {
  key: 'main',
  exchange: 'bybit',
  environment: 'live',
  purpose: 'bots',
  holders: [],
  fingerprint: '0123456789ab',
  scheme: 'rsa',
  facts: { ...facts, page: { ...facts.page, asymmetric: 'RSA', boxes } },
  told: { kind: 'report', report },
  uses: [{ bot: 'grid', needs: ['read', 'spot'] }],
  overrides: {},
  rotation: { readDays: 90, tradeDays: 30, withdrawDays: 14 },
  twins: [],
  events: [],
  egress: ['198.51.100.7'],
  nowMs: NOW_MS,
  remindDays: 14,
};

/** A good trading key of a sub-account, with changes. */
export function looked({ report: told, ...changes }: Changes = {}): LookedKey {
  const given = told === undefined ? {} : { told: { kind: 'report' as const, report: { ...report, ...told } } };
  const audited = auditKey({ ...input, ...given, ...changes });
  return {
    name: audited.key,
    isPractice: audited.environment === 'practice',
    needs: ['read', ...(changes.uses ?? input.uses).flatMap(({ needs }) => needs)],
    audit: seen('GET /v5/user/query-api', audited),
  };
}

/** Facts of these keys. */
export function audited(...keys: readonly (Changes | LookedKey)[]): KeyFacts {
  const list = keys.length === 0 ? [{}] : keys;
  return {
    keys: seen(
      'keyward key audit',
      list.map((one) => ('audit' in one ? one : looked(one))),
    ),
  };
}

export const refused: AuditInput['told'] = {
  kind: 'unclear',
  unclear: { unclear: true, cause: 'key', message: 'API key is invalid.' },
};
export const notAsked: AuditInput['told'] = { kind: 'not-read', why: 'the exchange was not reached' };
