import { describe, expect, it } from 'vitest';
import { auditKey } from './audit.ts';
import type { AuditInput, Finding } from './audited-key.ts';
import { DAY_MS, facts, goodInput, NOW_MS, nobodySays, only, refused, told } from './input.contract.ts';

function of(id: string, change: Partial<AuditInput>): Finding | undefined {
  return auditKey({ ...goodInput, ...change }).findings.find((finding) => finding.id === id);
}

const written = { reason: 'it has no fixed address', atMs: Date.parse('2026-05-01T12:00:00Z') };
const bound = { kind: 'unclear', unclear: { unclear: true, cause: 'ip', message: 'status 200, code 10010' } } as const;
const vendor = { vendor: '3commas', uses: [], egress: [] };
const notRead = { kind: 'not-read', why: 'no file' } as const;

describe('what an owner let a key do', () => {
  it('stands in the finding, with its day and its reason', () => {
    const open = { told: told({ ipRestricted: 'no', ips: [] }), overrides: { openIp: written } };
    expect(of('KEY-02', open)).toMatchObject({
      severity: 'medium',
      says: 'it works from any address; its owner let it in writing on 2026-05-01: "it has no fixed address"',
    });
    expect(of('KEY-02', { ...open, told: told({ ipRestricted: 'unknown' }) })?.says).toContain('on 2026-05-01');
    const withdraws = { told: told({ rights: only('withdraw') }), overrides: { withdraw: written } };
    expect(of('KEY-01', withdraws)).toMatchObject({ severity: 'high', says: expect.stringContaining('on 2026-05-01') });
    expect(of('KEY-01', { ...withdraws, overrides: {} })?.says).toBe('it can withdraw');
  });

  it('is cut where it is long', () => {
    const long = { ...written, reason: 'x'.repeat(500) };
    const says = of('KEY-02', { told: told({ ipRestricted: 'no' }), overrides: { openIp: long } })?.says;
    expect(says).toMatch(/"x{120}…"$/);
  });
});

describe('KEY-09', () => {
  it('says in words what the exchange makes of the key', () => {
    const unclear = { unclear: true, cause: 'key', message: 'status 200, code 10003' } as const;
    expect(of('KEY-09', { told: { kind: 'unclear', unclear } })?.says).toBe('Example does not know this key (10003)');
  });

  it('says of a key that a vendor holds what is right, and what to do there', () => {
    expect(of('KEY-09', { ...vendor, told: bound })).toMatchObject({
      says: '3commas holds it, and it does not answer from this host: Example does not take this key from the address of this host (10010)',
      fix: expect.stringContaining(
        '`keyward key attest main --rights read --ips ADDRESS --until 2026-12-12 --note "seen on its page"`',
      ),
    });
    expect(of('KEY-09', { ...vendor, told: refused })?.fix).toContain('give it to 3commas');
    expect(of('KEY-09', { told: refused })?.fix).not.toContain('3commas');
    expect(of('KEY-09', { ...vendor, told: notRead })?.fix).toContain('where 3commas alone has the secret');
    expect(of('KEY-09', { told: notRead })?.fix).toBe('mend what the message names, then audit it again');
    expect(of('KEY-09', { ...vendor, revokedMs: NOW_MS - DAY_MS })?.fix).toBe(
      'delete it at https://example.com/keys; until then 3commas can still use it',
    );
  });
});

describe('KEY-14', () => {
  it('has the page and the whole command', () => {
    expect(of('KEY-14', { told: told({ rights: { ...only('read', 'spot'), withdraw: 'unknown' } }) })?.fix).toBe(
      'look at https://example.com/keys, then name all the rights that it has: `keyward key attest main --rights read,spot --until 2026-12-12 --note "seen on its page"`',
    );
  });

  const admin = told({ rights: { ...only('read', 'spot'), admin: 'unknown' } });
  const page = (boxes: typeof facts.page.boxes) => ({ facts: { ...facts, page: { ...facts.page, boxes } } });

  it('is for information alone where there is no box to untick, the same words for every such key', () => {
    const found = of('KEY-14', { told: admin });
    expect(found?.severity).toBe('info');
    expect(of('KEY-14', { told: admin, key: 'other' })).toEqual(found);
  });

  it.each<[string, Partial<AuditInput>]>([
    ['the page has a box', { told: admin, ...page({ ...facts.page.boxes, admin: 'Admin' }) }],
    ['nobody knows the boxes of the page', { told: admin, ...page({ read: 'Read' }) }],
    ['it may withdraw as well', { told: told({ rights: { ...only('read'), admin: 'unknown', withdraw: 'unknown' } }) }],
    [
      'the exchange tells nothing',
      { told: admin, facts: { ...facts, introspection: { calls: [], source: 'x', none: 'it has no such call' } } },
    ],
    [
      'its owner said it until now',
      {
        told: told({ rights: { ...only('read'), admin: 'unknown' } }),
        attested: { rights: [], untilMs: NOW_MS, by: 'me' },
      },
    ],
    ['nothing is known', { told: told({ rights: nobodySays }) }],
  ])('counts where %s', (_title, change) => {
    expect(of('KEY-14', change)?.severity).toBe('medium');
  });
});
