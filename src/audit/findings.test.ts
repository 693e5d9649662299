import { describe, expect, it } from 'vitest';
import type { KeyReport, Lifetime } from '../exchanges/index.ts';
import { auditKey } from './audit.ts';
import type { AuditInput, Finding, Severity, Snapshot } from './audited-key.ts';
import { isWorthBinding } from './findings.ts';
import { DAY_MS, facts, goodInput, goodReport, NOW_MS, nobodySays, only, refused, told } from './input.contract.ts';

type Change = Partial<AuditInput>;

function findings(change: Change): readonly Finding[] {
  return auditKey({ ...goodInput, ...change }).findings;
}

function severityOf(id: string, change: Change): Severity | undefined {
  return findings(change).find((finding) => finding.id === id)?.severity;
}

function of(id: string, change: Change): readonly Finding[] {
  return findings(change).filter((finding) => finding.id === id);
}

const vendor: Change = { vendor: '3commas', uses: [], egress: [] };
const publishes = (...addresses: string[]): Change => ({
  ...vendor,
  vendorAddresses: { addresses, source: 'https://vendor.example', read: '2026-06-01' },
});
const before: Snapshot = {
  rights: only('read', 'spot'),
  ipRestricted: 'yes',
  ips: ['198.51.100.7'],
  words: ['READ', 'SPOT'],
  atMs: NOW_MS - DAY_MS,
};
const event = (atMs: number) => ({ event: 'member-left', who: 'everett', atMs });
const written = { reason: 'no other', atMs: NOW_MS - DAY_MS };
const expiring = (days: number): Change => ({ told: told({ expiresMs: NOW_MS + days * DAY_MS }) });
const dying = (cause: 'key' | 'ip' | 'rate' | 'clock' | 'unreadable' | 'key-or-ip-or-permission'): Change => ({
  told: { kind: 'unclear', unclear: { unclear: true, cause, message: 'no' } },
});

/** Check, its severity, what raises it, and its twin, of which nothing of the kind is said. */
const pairs: [string, Severity, string, Change, Change][] = [
  ['KEY-01', 'critical', 'it can withdraw', { told: told({ rights: only('read', 'withdraw') }) }, {}],
  [
    'KEY-01',
    'high',
    'it can withdraw, as its owner let it',
    { told: told({ rights: only('withdraw') }), overrides: { withdraw: written } },
    { overrides: { withdraw: written } },
  ],
  [
    'KEY-02',
    'high',
    'it trades from any address',
    { told: told({ ipRestricted: 'no', ips: [] }) },
    { told: told({ ipRestricted: 'no', ips: [], rights: only('read') }) },
  ],
  [
    'KEY-02',
    'critical',
    'it withdraws from any address',
    { told: told({ ipRestricted: 'no', rights: only('read', 'withdraw') }) },
    { told: told({ rights: only('read', 'withdraw') }) },
  ],
  [
    'KEY-02',
    'medium',
    'it trades from any address, as its owner let it',
    { told: told({ ipRestricted: 'no' }), overrides: { openIp: written } },
    { overrides: { openIp: written } },
  ],
  ['KEY-02', 'medium', 'nobody says from where it works', { told: told({ ipRestricted: 'unknown' }) }, {}],
  [
    'KEY-02',
    'high',
    'it makes keys from any address',
    { told: told({ ipRestricted: 'no', rights: only('read', 'admin') }) },
    { told: told({ ipRestricted: 'no', rights: { ...only('read'), admin: 'unknown' } }) },
  ],
  [
    'KEY-03',
    'high',
    'a range',
    { told: told({ ips: ['198.51.100.0/24'] }) },
    { told: told({ ips: ['198.51.100.7/32'] }) },
  ],
  ['KEY-03', 'high', 'an IPv6 range', { told: told({ ips: ['2001:db8::/64', '198.51.100.7'] }) }, {}],
  ['KEY-03', 'high', 'all addresses', { told: told({ ips: ['*'] }) }, {}],
  ['KEY-03', 'high', 'no address at all', { told: told({ ips: ['0.0.0.0'] }) }, {}],
  [
    'KEY-03',
    'high',
    'another address than ours',
    { egress: ['203.0.113.9'] },
    { egress: ['203.0.113.9', '198.51.100.7'] },
  ],
  ['KEY-03', 'high', 'another address than ours, where ours is known', { egress: ['203.0.113.9'] }, { egress: [] }],
  [
    'KEY-04',
    'high',
    'a right that no bot needs',
    { told: told({ rights: only('read', 'spot', 'futures') }) },
    { told: told({ rights: only('read', 'spot', 'futures') }), uses: [{ bot: 'grid', needs: ['spot', 'futures'] }] },
  ],
  ['KEY-04', 'high', 'trading, and its bots only read', { uses: [{ bot: 'tax', needs: ['read'] }] }, {}],
  ['KEY-04', 'high', 'trading, and no bot uses it', { uses: [] }, { uses: [], purpose: 'audit' }],
  ['KEY-05', 'high', 'it ends soon', expiring(14), expiring(15)],
  ['KEY-05', 'high', 'it has ended', expiring(-3), { told: told({ expiresMs: 'never' }) }],
  ['KEY-06', 'high', 'it is too old', { told: told({ createdMs: NOW_MS - 31.5 * DAY_MS }) }, {}],
  ['KEY-06', 'high', 'something happened', { events: [event(NOW_MS)] }, { events: [event(NOW_MS - 8 * DAY_MS)] }],
  [
    'KEY-06',
    'high',
    'something happened since it was replaced',
    { events: [event(NOW_MS - 1)], rotatedMs: NOW_MS - 2 },
    { events: [event(NOW_MS - 2)], rotatedMs: NOW_MS - 1 },
  ],
  ['KEY-07', 'high', 'it stands under another name too', { twins: ['other'] }, {}],
  ['KEY-08', 'medium', 'it is of the main account', { told: told({ subAccount: 'no' }) }, {}],
  [
    'KEY-08',
    'medium',
    'it is of the main account and only watched',
    { purpose: 'audit', told: told({ subAccount: 'no' }) },
    { purpose: 'rotation', told: told({ subAccount: 'no' }) },
  ],
  [
    'KEY-09',
    'critical',
    'it was revoked and still works',
    { revokedMs: NOW_MS - DAY_MS },
    { revokedMs: NOW_MS - DAY_MS, told: refused },
  ],
  ['KEY-09', 'high', 'it is refused', { told: refused }, {}],
  ['KEY-09', 'high', 'it could not be read', { told: { kind: 'not-read', why: 'no file' } }, {}],
  ['KEY-09', 'high', 'the exchange had no time for it', dying('rate'), {}],
  ['KEY-10', 'low', 'the exchange knows its secret', { scheme: 'hmac' }, { scheme: 'rsa' }],
  [
    'KEY-10',
    'low',
    'the exchange knows its secret, and takes others',
    { scheme: 'hmac' },
    { scheme: 'hmac', facts: { ...facts, page: { url: 'https://example.com', boxes: {}, notes: [], source: 'x' } } },
  ],
  [
    'KEY-12',
    'high',
    "nobody says that it works from its vendor's addresses alone",
    { ...vendor, told: told({ ipRestricted: 'unknown' }) },
    vendor,
  ],
  ['KEY-12', 'high', 'its vendor has it and it could not be asked', { ...vendor, told: refused }, vendor],
  [
    'KEY-12',
    'high',
    'an address that its vendor does not publish',
    publishes('203.0.113.0/24'),
    publishes('198.51.100.0/24'),
  ],
  [
    'KEY-12',
    'high',
    'a range beyond the one published',
    { ...publishes('198.51.100.0/24'), told: told({ ips: ['198.51.0.0/16'] }) },
    publishes('198.51.0.0/16'),
  ],
  [
    'KEY-12',
    'high',
    'an address of the other family',
    { ...publishes('198.51.100.0/24'), told: told({ ips: ['2001:db8::1'] }) },
    { ...publishes('2001:db8::/32'), told: told({ ips: ['2001:db8::1', '2001:db8:1::/48'] }) },
  ],
  ['KEY-13', 'high', 'it has gained a right', { before: { ...before, rights: only('read') } }, { before }],
  ['KEY-13', 'high', 'it has lost its IP list', { before, told: told({ ipRestricted: 'no', ips: [] }) }, { before }],
  ['KEY-13', 'high', 'its list has another address', { before, told: told({ ips: ['203.0.113.9'] }) }, { before }],
  [
    'KEY-13',
    'high',
    'the exchange has a new word for it',
    { before, told: told({ words: ['READ', 'SPOT', 'EARN'] }) },
    { before, told: told({ words: ['SPOT', 'READ'] }) },
  ],
  [
    'KEY-13',
    'high',
    'it can more than the key before',
    { replaced: { ...before, rights: only('read') } },
    { replaced: before },
  ],
  [
    'KEY-13',
    'low',
    'it has lost a right',
    { before: { ...before, rights: only('read', 'spot', 'margin') } },
    { before },
  ],
  ['KEY-13', 'low', 'it has a list now', { before: { ...before, ipRestricted: 'no', ips: [] } }, { before }],
  ['KEY-13', 'low', 'its list is shorter', { before: { ...before, ips: ['198.51.100.0/24'] } }, { before }],
  [
    'KEY-14',
    'medium',
    'nobody tells of a right',
    { told: told({ rights: { ...only('read', 'spot'), withdraw: 'unknown' } }) },
    {},
  ],
  [
    'KEY-14',
    'medium',
    'what its owner said has ended',
    { told: told({ rights: nobodySays }), attested: { rights: ['read'], untilMs: NOW_MS, by: 'me' } },
    { told: told({ rights: nobodySays }), attested: { rights: ['read'], untilMs: NOW_MS + 1, by: 'me' } },
  ],
];

describe('findings', () => {
  it('says nothing of a key with which nothing is wrong', () => {
    expect(findings({})).toEqual([]);
  });

  it.each(pairs)('has %s, %s: %s, and not for its twin', (id, severity, _title, bad, good) => {
    expect(severityOf(id, bad)).toBe(severity);
    expect(of(id, good)).toEqual([]);
  });

  it('tests every check', () => {
    const ids = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '12', '13', '14'].map((id) => `KEY-${id}`);
    expect([...new Set(pairs.map(([id]) => id))]).toEqual(ids);
  });

  it('puts the worst first', () => {
    const all = findings({
      told: told({ rights: only('withdraw', 'futures'), ipRestricted: 'no', subAccount: 'no' }),
      scheme: 'hmac',
    });
    expect(all.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      'KEY-01 critical',
      'KEY-02 critical',
      'KEY-04 high',
      'KEY-08 medium',
      'KEY-10 low',
    ]);
  });

  it('takes an unknown right for no pass', () => {
    const unknown = { told: told({ rights: nobodySays, ipRestricted: 'unknown' as const }) };
    expect(findings(unknown).map(({ id }) => id)).toEqual(['KEY-02', 'KEY-14']);
    expect(findings({ told: told({ rights: nobodySays, ipRestricted: 'no' }) }).map(({ id }) => id)).toContain(
      'KEY-02',
    );
  });

  it('names the rights that nobody tells, and why', () => {
    const [first] = of('KEY-14', {
      told: told({ rights: nobodySays }),
      facts: { ...facts, introspection: { calls: [], source: 'x', none: 'it has no such call' } },
    });
    expect(first?.says).toContain(
      'read, spot, margin, futures, options, transfer, withdraw, admin (it has no such call)',
    );
  });
});

describe('KEY-03', () => {
  it('cannot compare a masked list', () => {
    const masked = { told: told({ ips: ['198.51.***.7'] }), egress: ['203.0.113.9'] };
    expect(of('KEY-03', masked)).toEqual([]);
    expect(of('KEY-12', { ...publishes('203.0.113.0/24'), told: told({ ips: ['198.51.***.7'] }) })).toEqual([]);
  });

  it.each(['198.51.100.7/', '198.51.100.7/33', '198.51.100.7/8/9', '198.51.100.7/a', 'fe80::1%eth0', ' '])(
    'takes %j for no address',
    (ip) => {
      expect(of('KEY-03', { told: told({ ips: [ip] }), egress: ['203.0.113.9'] })).toEqual([]);
      expect(of('KEY-12', { ...publishes('198.51.100.7/'), told: told({ ips: ['198.51.100.7'] }) })).toHaveLength(1);
    },
  );

  it('says both that a list is wide and that it misses us', () => {
    expect(of('KEY-03', { told: told({ ips: ['203.0.113.0/24'] }) })).toHaveLength(2);
  });
});

describe('KEY-04', () => {
  it('says nothing of a right that comes with the box of one that is needed', () => {
    const boxes = { read: 'Read', spot: 'Trade', margin: 'Trade', futures: 'Futures' };
    const change = {
      facts: { ...facts, page: { ...facts.page, boxes } },
      told: told({ rights: only('read', 'spot', 'margin') }),
    };
    expect(of('KEY-04', change)).toEqual([]);
  });

  it('names the boxes to untick', () => {
    const [first] = of('KEY-04', { told: told({ rights: only('read', 'spot', 'margin', 'futures') }) });
    expect(first?.fix).toBe('untick "Margin", "Futures" at https://example.com/keys');
  });
});

describe('KEY-05', () => {
  const rule = (counts: Lifetime['counts'], afterDays: number): Change => ({
    facts: { ...facts, lifetimes: [{ effect: 'deleted', afterDays, counts, says: 'it is deleted', source: 'x' }] },
  });

  it('counts a rule of the exchange from what is known for certain', () => {
    expect(of('KEY-05', rule('from-creation', 20))[0]?.says).toBe('it is deleted: on 2026-06-28, in 13 days');
    expect(of('KEY-05', rule('from-creation', 90))).toEqual([]);
    expect(
      of('KEY-05', { ...rule('from-creation', 8), told: told({ createdMs: NOW_MS - 7.5 * DAY_MS }) })[0]?.says,
    ).toBe('it is deleted: on 2026-06-16, in 1 day');
  });

  it('does not remind of the end of a key that is in use', () => {
    const used = (days: number): Change => ({
      ...rule('from-last-use', 14),
      told: told({ lastUsedMs: NOW_MS - days * DAY_MS }),
    });
    expect(of('KEY-05', used(0))).toEqual([]);
    expect(of('KEY-05', used(8))).toHaveLength(1);
    expect(of('KEY-05', rule('from-last-use', 14))).toEqual([]);
  });

  it('says with which command the key is replaced', () => {
    expect(of('KEY-05', expiring(1))[0]).toMatchObject({ fix: 'replace it before: `keyward key rotate main`' });
    expect(of('KEY-05', expiring(-1))[0]).toMatchObject({ fix: 'replace it: `keyward key rotate main`' });
  });
});

describe('KEY-09', () => {
  it.each([
    ['key', 'refused'],
    ['ip', 'refused'],
    ['rate', 'unknown'],
    ['clock', 'unknown'],
    ['unreadable', 'unknown'],
  ] as const)('takes a key that is not answered for reasons of its %s as %s', (cause, outcome) => {
    expect(auditKey({ ...goodInput, ...dying(cause) }).outcome).toBe(outcome);
  });

  it('says nothing of rights and lists that were not told', () => {
    expect(findings(dying('key')).map(({ id }) => id)).toEqual(['KEY-09']);
    expect(findings(dying('rate')).map(({ id }) => id)).toEqual(['KEY-09']);
  });

  it('says what to do about a key that its vendor alone can use', () => {
    expect(of('KEY-09', { ...vendor, ...dying('ip') })[0]?.fix).toContain('keyward key attest');
    expect(of('KEY-09', { ...vendor, ...dying('key') })[0]?.fix).not.toContain('attest');
  });
});

describe('KEY-13', () => {
  it('takes what was not known before, or is not told now, for no change', () => {
    const unknown = { rights: nobodySays, ipRestricted: 'unknown', words: [], atMs: 0 };
    expect(of('KEY-13', { before: unknown })).toEqual([]);
    expect(of('KEY-13', { before, told: told({ rights: nobodySays, ipRestricted: 'unknown', words: [] }) })).toEqual(
      [],
    );
    expect(of('KEY-13', { before, told: refused })).toEqual([]);
    const { ips: _ips, ...without } = goodReport;
    expect(of('KEY-13', { before, told: { kind: 'report', report: without } })).toEqual([]);
  });

  it('takes what its owner says now for no change, and what the exchange says against it for one', () => {
    const attested = {
      rights: ['read', 'spot', 'margin'] as const,
      ips: ['203.0.113.9'],
      untilMs: NOW_MS + DAY_MS,
      by: 'me',
    };
    const { ips: _ips, ...silent } = { ...goodReport, rights: nobodySays, ipRestricted: 'unknown' as const, words: [] };
    expect(of('KEY-13', { before, attested, told: { kind: 'report', report: silent as KeyReport } })).toEqual([]);
    expect(of('KEY-13', { before: { ...before, rights: only('read') }, attested })).toHaveLength(1);
  });

  it('says all that has changed, and since when', () => {
    const [first] = of('KEY-13', {
      before,
      told: told({ rights: only('read', 'futures'), ipRestricted: 'no', ips: [] }),
    });
    expect(first?.says).toBe(
      'changed since 2026-06-14: has no right for spot any more; has the right for futures now; has no IP list any more',
    );
  });

  it('compares with the audits of the same credential where there are any', () => {
    expect(of('KEY-13', { before, replaced: { ...before, rights: only('read') } })).toEqual([]);
  });
});

describe('isWorthBinding', () => {
  it('asks of trading and withdrawing that they are ruled out, of moving that it is told', () => {
    const can = (rights: KeyReport['rights']) => isWorthBinding((right) => rights[right]);
    expect(can(only('read'))).toBe(false);
    expect(can(only('read', 'transfer'))).toBe(true);
    expect(can({ ...only('read'), withdraw: 'unknown' })).toBe(true);
    expect(can({ ...only('read'), transfer: 'unknown', admin: 'unknown' })).toBe(false);
  });
});
