import type { InspectionFacts, KeyReport, Right } from '../exchanges/index.ts';
import { rights } from '../exchanges/index.ts';
import type { AuditInput, Told } from './audited-key.ts';

/** What the tests of this room audit: a key of an exchange of their own, about which nothing is wrong. */
export const NOW_MS = Date.parse('2026-06-15T12:00:00Z');
export const DAY_MS = 86_400_000;

export const facts: InspectionFacts = {
  name: 'Example',
  source: 'https://example.com/docs',
  read: '2026-06-01',
  hosts: [],
  introspection: { calls: ['GET /key'], source: 'https://example.com/docs' },
  reach: [],
  lifetimes: [],
  account: { tells: {}, silent: {}, source: 'https://example.com/docs', read: '2026-06-01' },
  page: {
    url: 'https://example.com/keys',
    boxes: { read: 'Read', spot: 'Spot', margin: 'Margin', futures: 'Futures', withdraw: 'Withdraw' },
    asymmetric: 'Ed25519',
    notes: [],
    source: 'https://example.com/docs',
  },
};

/** All rights off but these. */
export function only(...can: Right[]): KeyReport['rights'] {
  return Object.fromEntries(rights.map((right) => [right, can.includes(right) ? 'yes' : 'no'])) as KeyReport['rights'];
}

export const nobodySays = Object.fromEntries(rights.map((right) => [right, 'unknown'])) as KeyReport['rights'];

/** A key that trades spot from one address, made a week ago. */
export const goodReport: KeyReport = {
  rights: only('read', 'spot'),
  ipRestricted: 'yes',
  ips: ['198.51.100.7'],
  createdMs: NOW_MS - 7 * DAY_MS,
  subAccount: 'yes',
  words: ['READ', 'SPOT'],
};

export function told(changes: Partial<KeyReport> = {}): Told {
  return { kind: 'report', report: { ...goodReport, ...changes } };
}

export const refused: Told = { kind: 'unclear', unclear: { unclear: true, cause: 'key', message: 'no such key' } };
export const goodInput: AuditInput = {
  key: 'main',
  exchange: 'example',
  environment: 'live',
  purpose: 'bots',
  holders: [],
  fingerprint: '0123456789ab',
  scheme: 'ed25519',
  facts,
  told: told(),
  uses: [{ bot: 'grid', needs: ['read', 'spot'] }],
  overrides: {},
  rotation: { readDays: 90, tradeDays: 30, withdrawDays: 14 },
  twins: [],
  events: [],
  egress: ['198.51.100.7'],
  nowMs: NOW_MS,
  remindDays: 14,
};
