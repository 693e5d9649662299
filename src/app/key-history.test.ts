import { describe, expect, it } from 'vitest';
import type { Entry, Kind } from '../journal/index.ts';
import { readHistories } from './key-history.ts';

type Written = { readonly kind: Kind } & Readonly<Record<string, unknown>>;

/** What the journal says after these entries, one each day from 2026-06-01 on. */
function historyOf(...written: Written[]) {
  return readHistories({
    replay: async function* ({ kinds } = {}) {
      for (const [index, fields] of written.entries()) {
        const time = `2026-06-${String(index + 1).padStart(2, '0')}T12:00:00.000Z`;
        if (!kinds || kinds.includes(fields.kind))
          yield { seq: index + 1, time, prev: '', ...fields } as unknown as Entry;
      }
    },
  });
}

const day = (number: number): number => Date.parse(`2026-06-0${number}T12:00:00.000Z`);
const audit = (more: Readonly<Record<string, unknown>> = {}): Written => ({
  kind: 'audit',
  key: 'main',
  fingerprint: 'aaa',
  outcome: 'told',
  rights: { read: 'yes', withdraw: 'no' },
  ipRestricted: 'yes',
  ips: ['198.51.100.7'],
  words: ['READ'],
  findings: [],
  ...more,
});
const record = (change: string, more: Readonly<Record<string, unknown>> = {}): Written => ({
  kind: 'key-record',
  key: 'main',
  change,
  at: '2026-01-01T00:00:00.000Z',
  by: 'me',
  ...more,
});

describe('the history of a key', () => {
  it('is empty where the journal says nothing', async () => {
    const { of, mayWithdraw, mayBeOpen } = await historyOf();
    expect(of('main')).toEqual({ audits: new Map(), events: [] });
    expect([mayWithdraw.size, mayBeOpen.size]).toEqual([0, 0]);
  });

  it('has the last audit of each credential', async () => {
    const { of } = await historyOf(audit(), audit({ fingerprint: 'bbb' }), audit({ words: ['READ', 'SPOT'] }));
    expect(of('main').lastFingerprint).toBe('aaa');
    expect(of('main').audits.get('aaa')).toEqual({
      rights: { read: 'yes', withdraw: 'no' },
      ipRestricted: 'yes',
      ips: ['198.51.100.7'],
      words: ['READ', 'SPOT'],
      atMs: day(3),
    });
    expect(of('main').audits.get('bbb')?.atMs).toBe(day(2));
    expect(of('other').audits.size).toBe(0);
  });

  it('keeps what an audit was not told as it was known before', async () => {
    const unknown = {
      rights: { read: 'yes', withdraw: 'unknown' },
      ipRestricted: 'unknown',
      ips: undefined,
      words: [],
    };
    const { of } = await historyOf(audit(), audit(unknown));
    expect(of('main').audits.get('aaa')).toEqual({
      rights: { read: 'yes', withdraw: 'no' },
      ipRestricted: 'yes',
      ips: ['198.51.100.7'],
      words: ['READ'],
      atMs: day(2),
    });
    const opened = (await historyOf(audit(), audit({ ipRestricted: 'no', ips: undefined })))
      .of('main')
      .audits.get('aaa');
    expect(opened).toMatchObject({ ipRestricted: 'no' });
    expect(opened).not.toHaveProperty('ips');
  });

  it('does not take a change for the worse for what is known, until its owner says that it was meant', async () => {
    const worse = audit({ rights: { read: 'yes', withdraw: 'yes' }, findings: ['KEY-01 critical', 'KEY-13 high'] });
    const stands = await historyOf(audit(), worse, worse);
    expect(stands.of('main').audits.get('aaa')?.rights).toEqual({ read: 'yes', withdraw: 'no' });
    const meant = await historyOf(audit(), worse, record('changed'));
    expect(meant.of('main').audits.get('aaa')?.rights).toEqual({ read: 'yes', withdraw: 'yes' });
    const back = await historyOf(audit(), worse, audit(), record('changed'));
    expect(back.of('main').audits.get('aaa')?.rights).toEqual({ read: 'yes', withdraw: 'no' });
    const better = await historyOf(
      audit(),
      audit({ rights: { read: 'no', withdraw: 'no' }, findings: ['KEY-13 low'] }),
    );
    expect(better.of('main').audits.get('aaa')?.rights).toEqual({ read: 'no', withdraw: 'no' });
  });

  it('does not take a successor that can more for the one to compare with', async () => {
    const { of } = await historyOf(audit(), audit({ fingerprint: 'bbb', findings: ['KEY-13 high'] }));
    expect(of('main').lastFingerprint).toBe('aaa');
    expect(of('main').audits.has('bbb')).toBe(false);
  });

  it('knows whose key it is after an audit that was not told, and of a successor that is not told', async () => {
    const account = 'digest of mine';
    const { of } = await historyOf(audit({ account }), audit(), audit({ fingerprint: 'bbb' }));
    expect(of('main').audits.get('aaa')?.account).toBe(account);
    expect(of('main').audits.get('bbb')?.account).toBe(account);
  });

  it('does not take a key of another account for the one to compare with, until its owner says that it was meant', async () => {
    const other = audit({ fingerprint: 'bbb', account: 'another', findings: ['KEY-13 critical'] });
    const stands = (await historyOf(audit({ account: 'mine' }), other, other)).of('main');
    expect(stands.lastFingerprint).toBe('aaa');
    expect(stands.audits.has('bbb')).toBe(false);
    const meant = (await historyOf(audit({ account: 'mine' }), other, record('changed'))).of('main');
    expect(meant.audits.get('bbb')?.account).toBe('another');
  });

  it('has an attestation of the credential that it was said of, and of no other', async () => {
    const attest = (fingerprint?: string): Written => ({
      kind: 'attest',
      key: 'main',
      rights: ['read'],
      until: '2027-01-01T00:00:00.000Z',
      by: 'me',
      note: 'seen',
      ...(fingerprint === undefined ? {} : { fingerprint }),
    });
    const switched: Written = { kind: 'credential', key: 'main', change: 'switched', fingerprint: 'bbb', was: 'aaa' };
    const boundTo = async (...written: Written[]) => {
      const { attested, attestedFor } = (await historyOf(...written)).of('main');
      return attested && (attestedFor ?? 'the next');
    };
    expect(await boundTo(attest())).toBe('the next');
    expect(await boundTo(attest(), audit())).toBe('aaa');
    expect(await boundTo(audit(), attest())).toBe('aaa');
    expect(await boundTo(audit(), attest('bbb'))).toBe('bbb');
    expect(await boundTo(audit({ findings: ['KEY-13 high'] }), attest())).toBe('aaa');
    expect(await boundTo(attest('aaa'), audit(), audit({ fingerprint: 'bbb' }), audit())).toBeUndefined();
    expect(await boundTo(attest('aaa'), switched)).toBeUndefined();
    expect(await boundTo(attest(), switched)).toBeUndefined();
    expect(await boundTo(attest('bbb'), switched)).toBe('bbb');
    expect(await boundTo(attest('aaa'), record('rotated', { fingerprint: 'bbb' }))).toBeUndefined();
    expect(await boundTo(attest(), record('rotated'))).toBeUndefined();
    expect(await boundTo(attest('aaa'), record('changed'))).toBe('aaa');
  });

  it('has the last attestation, of rights that there are', async () => {
    const attest = { kind: 'attest', key: 'main', until: '2027-01-01T00:00:00.000Z', by: 'me', note: 'seen' } as const;
    const { of } = await historyOf(
      { ...attest, rights: ['read'], ips: ['198.51.100.7'] },
      { ...attest, rights: ['spot', 'fly', 'read'], created: '2026-05-01T00:00:00.000Z' },
    );
    expect(of('main').attested).toEqual({
      rights: ['read', 'spot'],
      createdMs: Date.parse('2026-05-01T00:00:00.000Z'),
      untilMs: Date.parse('2027-01-01T00:00:00.000Z'),
      by: 'me',
    });
  });

  it('has the events of the keys that they name', async () => {
    const { of } = await historyOf(
      { kind: 'key-event', event: 'member-left', who: 'alice', keys: ['main', 'other'], by: 'me' },
      { kind: 'key-event', event: 'leaked', keys: ['other'], by: 'me' },
    );
    expect(of('main').events).toEqual([{ event: 'member-left', who: 'alice', atMs: day(1) }]);
    expect(of('other').events).toHaveLength(2);
  });

  it('tells being replaced from being taken in, and from being revoked', async () => {
    const at = Date.parse('2026-01-01T00:00:00.000Z');
    expect((await historyOf(record('added'))).of('main')).toEqual({ audits: new Map(), events: [], addedMs: at });
    expect((await historyOf(record('rotated'))).of('main').rotatedMs).toBe(at);
    expect((await historyOf(record('revoked'))).of('main')).toEqual({ audits: new Map(), events: [], revokedMs: at });
    expect((await historyOf(record('revoked'), record('rotated'))).of('main')).not.toHaveProperty('revokedMs');
    const credential = (change: string): Written => ({ kind: 'credential', key: 'main', change });
    expect((await historyOf(record('rotated'), credential('switched'))).of('main').rotatedMs).toBe(day(2));
    expect((await historyOf(credential('refused'))).of('main')).not.toHaveProperty('rotatedMs');
  });

  it('has what owners let credentials do, by fingerprint', async () => {
    const override = (key: string, what: string, reason = 'x'): Written => ({
      kind: 'override',
      key,
      what,
      by: 'me',
      reason,
    });
    const { mayWithdraw, mayBeOpen } = await historyOf(
      override('aaa', 'withdraw'),
      override('bbb', 'no-ip-list'),
      override('bbb', 'no-ip-list', 'once more'),
    );
    expect([...mayWithdraw]).toEqual([['aaa', { reason: 'x', atMs: day(1) }]]);
    expect([...mayBeOpen]).toEqual([['bbb', { reason: 'once more', atMs: day(3) }]]);
  });
});
