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
    expect(of('main')).toMatchObject({ audits: new Map(), events: [] });
    expect(of('main').lifeOf()).toEqual({});
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

  const switched = (fingerprint: string, was: string): Written => ({
    kind: 'credential',
    key: 'main',
    change: 'switched',
    fingerprint,
    was,
  });

  it('tells being replaced from being taken in, and from being revoked', async () => {
    const at = Date.parse('2026-01-01T00:00:00.000Z');
    const lifeAfter = async (...written: Written[]) => (await historyOf(...written)).of('main').lifeOf();
    expect(await lifeAfter(record('added'))).toEqual({ addedMs: at });
    expect(await lifeAfter(record('rotated'))).toEqual({ rotatedMs: at });
    expect((await historyOf(record('revoked'))).of('main').revokedMs).toBe(at);
    expect((await historyOf(record('revoked'), record('rotated'))).of('main')).not.toHaveProperty('revokedMs');
    expect(await lifeAfter(audit(), switched('bbb', 'aaa'))).toEqual({ cameMs: day(2), seenMs: day(2) });
    expect(await lifeAfter({ kind: 'credential', key: 'main', change: 'refused' })).toEqual({});
  });

  it('has the day on which a credential was first seen', async () => {
    const { of } = await historyOf(record('revoked'), audit(), audit());
    expect(of('main').lifeOf('aaa')).toEqual({ seenMs: day(2) });
    expect(of('main').inUse).toBe('aaa');
  });

  it('gives a credential that is put back its own age again, and the new one none of it', async () => {
    const { of } = await historyOf(audit(), switched('bbb', 'aaa'), switched('aaa', 'bbb'));
    expect(of('main').inUse).toBe('aaa');
    expect(of('main').lifeOf()).toEqual({ seenMs: day(1) });
    expect(of('main').lifeOf('bbb')).toEqual({ seenMs: day(2), cameMs: day(2) });
    const unaudited = await historyOf(switched('bbb', 'aaa'), switched('aaa', 'bbb'));
    expect(unaudited.of('main').lifeOf()).toEqual({ seenMs: day(1) });
  });

  it('counts a replacing from when the new credential was first in use, and not again where it comes back', async () => {
    const recorded = record('rotated', { fingerprint: 'bbb', was: 'aaa', at: '2026-06-09T12:00:00.000Z' });
    const { of } = await historyOf(audit(), switched('bbb', 'aaa'), recorded);
    expect(of('main').lifeOf()).toEqual({ seenMs: day(2), cameMs: day(2), rotatedMs: day(2) });
  });

  it('knows of one that was replaced while nothing ran no better than that the one before was in use then', async () => {
    const { of } = await historyOf(audit(), audit(), audit({ fingerprint: 'bbb' }));
    expect(of('main').lifeOf()).toEqual({ seenMs: day(3), cameMs: day(2) });
  });

  it('takes the word of the owner for the credential that is new, not for the one that it replaced', async () => {
    const at = Date.parse('2026-01-01T00:00:00.000Z');
    const { of } = await historyOf(audit(), record('rotated'), audit({ fingerprint: 'bbb' }));
    expect(of('main').lifeOf('bbb').rotatedMs).toBe(at);
    expect(of('main').lifeOf('aaa')).toEqual({ seenMs: day(1) });
    const same = await historyOf(audit(), record('rotated'), audit(), audit({ fingerprint: 'bbb' }));
    expect(same.of('main').lifeOf('aaa').rotatedMs).toBe(at);
    expect(same.of('main').lifeOf('bbb')).not.toHaveProperty('rotatedMs');
  });

  it('has the replacing that is under way, until it is recorded or undone', async () => {
    const step = (name: string, state = 'done'): Written => ({
      kind: 'rotation',
      plan: 'p1',
      key: 'main',
      step: name,
      state,
      says: 'x',
      was: 'aaa',
    });
    const under = async (...written: Written[]) => (await historyOf(...written)).of('main').underWay;
    expect(await under(step('create', 'begun'))).toEqual({
      plan: 'p1',
      startedMs: day(1),
      step: 'create',
      old: 'aaa',
    });
    expect(await under(step('create', 'begun'), step('prove'), step('revoke', 'failed'))).toEqual({
      plan: 'p1',
      startedMs: day(1),
      step: 'revoke',
      old: 'aaa',
      provenMs: day(2),
    });
    expect(await under(step('create', 'begun'), step('record'))).toBeUndefined();
    expect(await under(step('create', 'begun'), step('revoke', 'undone'))).toBeUndefined();
  });

  it('has what an owner said at key add: what it cannot do, and nothing of the other rights', async () => {
    const { of } = await historyOf({
      kind: 'attest',
      key: 'main',
      fingerprint: 'aaa',
      cannot: ['withdraw'],
      ips: ['198.51.100.7'],
      until: '2027-01-01T00:00:00.000Z',
      by: 'me',
      note: 'seen',
    });
    expect(of('main').attested).toEqual({
      cannot: ['withdraw'],
      ips: ['198.51.100.7'],
      untilMs: Date.parse('2027-01-01T00:00:00.000Z'),
      by: 'me',
    });
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
