import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../../test/canary.ts';
import type { AuditedKey } from '../audit/index.ts';
import { practiceSettings, type Settings } from '../config/index.ts';
import { jsonLog, Secret, systemClock } from '../core/index.ts';
import { Forwarder } from '../gateway/index.ts';
import type { Entry } from '../journal/index.ts';
import { type MintedKey, type Permissions, type Practice, startPractice } from '../practice/index.ts';
import { Alarms } from './alarms.ts';
import { type AuditsParts, auditKeys, usesOf } from './audits.ts';
import { quiet } from './scene.contract.ts';
import { openState, type State } from './state.ts';

const settings: Settings = practiceSettings(['bybit']);
const [name = ''] = Object.keys(settings.keys);

let folder = '';
let practice: Practice;
let minted: MintedKey;
let state: State;
let alarms: Alarms;
let forwarder: Forwarder;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-audits-'));
  practice = await startPractice({ port: 0, seed: 'audits', clock: systemClock });
  minted = practice.mintKey({
    exchange: 'bybit',
    permissions: { trade: true },
    ips: ['127.0.0.1'],
    subAccount: 'bots',
  });
  recordSecret(minted.secret);
  forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  await restart();
});
afterEach(async () => {
  await state.close();
  await forwarder.close();
  await practice.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As another process would find the state folder. */
async function restart(): Promise<void> {
  await state?.close().catch(() => undefined);
  state = await openState(join(folder, 'home'), systemClock, quiet);
  alarms = new Alarms(state.journal, quiet);
}

/** Changes what the exchange lets the key do. */
function change(permissions: Partial<Permissions>): void {
  const key = practice.keys.find('bybit', minted.id)!;
  practice.keys.put({ ...key, permissions: { ...key.permissions, ...permissions } });
}

async function audit(parts: Partial<AuditsParts> = {}): Promise<AuditedKey> {
  const [found] = await auditKeys({
    settings,
    journal: state.journal,
    clock: systemClock,
    gateway: undefined,
    alarms,
    placeOf: () => ({
      where: 'here',
      read: async () => ({ id: minted.id, secret: Secret.take(Buffer.from(minted.secret)) }),
    }),
    forwardFor: () => forwarder.send,
    isOfPractice: () => true,
    egress: async () => ['127.0.0.1'],
    ...parts,
  });
  return found!;
}

const drift = ({ findings }: AuditedKey) =>
  findings
    .filter(({ id }) => id === 'KEY-13')
    .map(({ severity, says }) => `${severity} ${says.replace(/since [0-9-]+/, 'since')}`);
const raised = () => alarms.current.map(({ about }) => about).filter((about) => about.startsWith('KEY'));

async function written(kind: Entry['kind']): Promise<Entry[]> {
  await restart();
  const found: Entry[] = [];
  for await (const entry of state.journal.replay({ kinds: [kind] })) found.push(entry);
  return found;
}

describe('auditKeys', () => {
  it('says what the exchange tells, and writes it down', async () => {
    const found = await audit();
    expect(found).toMatchObject({ key: name, outcome: 'told', ipRestricted: 'yes' });
    expect(Object.entries(found.rights).flatMap(([right, { can }]) => (can === 'yes' ? [right] : []))).toEqual([
      'read',
      'spot',
      'margin',
    ]);
    expect(await written('audit')).toMatchObject([
      { key: name, fingerprint: found.fingerprint, outcome: 'told', rights: { spot: 'yes', withdraw: 'no' } },
    ]);
  });

  it('finds a key that stands under two names', async () => {
    const [key] = Object.values(settings.keys);
    const found = await auditKeys({
      settings: { ...settings, keys: { one: key!, two: key! } },
      journal: state.journal,
      clock: systemClock,
      gateway: undefined,
      placeOf: () => ({
        where: 'here',
        read: async () => ({ id: minted.id, secret: Secret.take(Buffer.from(minted.secret)) }),
      }),
      forwardFor: () => forwarder.send,
      isOfPractice: () => true,
      egress: async () => [],
    });
    expect(found.map(({ findings }) => findings.find(({ id }) => id === 'KEY-07')?.says)).toEqual([
      expect.stringContaining('under two too'),
      expect.stringContaining('under one too'),
    ]);
  });

  it('is loud about a key that was recorded as revoked and still works', async () => {
    const at = new Date(systemClock.nowMs()).toISOString();
    await state.journal.append('key-record', { key: name, change: 'revoked', at, by: 'a test' });
    const { findings } = await audit();
    expect(findings.find(({ id }) => id === 'KEY-09')).toMatchObject({ severity: 'critical' });
  });

  it('names the host that did not answer, and why', async () => {
    const silent = async () => ({ kind: 'not-sent', cause: 'ENOTFOUND' }) as const;
    const { outcome, why } = await audit({ forwardFor: () => silent });
    expect(outcome).toBe('unknown');
    expect(why).toMatch(/^no answer from api\.bybit\.com \(ENOTFOUND: /);
  });

  it('names the day and the reason of what its owner let it do', async () => {
    const { fingerprint } = await audit();
    await state.journal.append('override', { key: fingerprint!, what: 'no-ip-list', by: 'a test', reason: 'at home' });
    const { ips: _ips, ...open } = practice.keys.find('bybit', minted.id)!;
    practice.keys.put(open);
    const { findings } = await audit();
    expect(findings.find(({ id }) => id === 'KEY-02')).toMatchObject({
      severity: 'medium',
      says: expect.stringMatching(/on \d{4}-\d\d-\d\d: "at home"$/),
    });
  });

  it('is due again when a leaked key is put back into use', async () => {
    const due = ({ findings }: AuditedKey) => findings.find(({ id }) => id === 'KEY-06')?.says;
    const { fingerprint = '' } = await audit();
    await state.journal.append('key-event', { event: 'leaked', keys: [name], by: 'a test' });
    expect(due(await audit())).toContain('leaked');
    const was = 'ffffffffffff';
    const switched = { key: name, change: 'switched' } as const;
    // By hand, in the place: from this key to another and back.
    await state.journal.append('credential', { ...switched, fingerprint: was, was: fingerprint });
    await state.journal.append('credential', { ...switched, fingerprint, was });
    expect(due(await audit())).toContain('leaked');
    // By a plan that was undone.
    const step = { plan: 'p1', key: name, says: 'x', was: fingerprint } as const;
    await state.journal.append('rotation', { ...step, step: 'create', state: 'begun' });
    await state.journal.append('credential', { ...switched, fingerprint: 'eeeeeeeeeeee', was: fingerprint });
    await state.journal.append('credential', { ...switched, fingerprint, was: 'eeeeeeeeeeee' });
    await state.journal.append('rotation', { ...step, step: 'revoke', state: 'undone' });
    const back = await audit();
    expect(due(back)).toContain('leaked');
    expect(due(back)).not.toContain('its replacing');
  });

  it('is due until the leaked key is recorded as replaced, and says what its plan waits for', async () => {
    const due = ({ findings }: AuditedKey) => findings.find(({ id }) => id === 'KEY-06')?.says;
    const was = 'ffffffffffff';
    await state.journal.append('key-record', {
      key: name,
      change: 'added',
      at: '2026-01-01',
      by: 'x',
      fingerprint: was,
    });
    await state.journal.append('key-event', { event: 'leaked', keys: [name], by: 'a test' });
    const step = { plan: 'p1', key: name, says: 'x', was } as const;
    await state.journal.append('rotation', { ...step, step: 'create', state: 'begun' });
    const { fingerprint = '' } = await audit();
    await state.journal.append('credential', { key: name, change: 'switched', fingerprint, was });
    await state.journal.append('rotation', { ...step, step: 'prove', state: 'done' });
    const waits = due(await audit());
    expect(waits).toContain('replace it: leaked');
    expect(waits).toContain('waits at the step revoke, and ffffffffffff still lives');
    await state.journal.append('key-record', {
      key: name,
      change: 'rotated',
      at: new Date(systemClock.nowMs()).toISOString(),
      fingerprint,
      was,
      by: 'x',
    });
    await state.journal.append('rotation', { ...step, step: 'record', state: 'done' });
    expect(due(await audit())).toBeUndefined();
  });

  it('says that the place of a key fails, as long as that alarm stands', async () => {
    const place = ({ findings }: AuditedKey) => findings.filter(({ id }) => id === 'KEY-15');
    expect(place(await audit())).toEqual([]);
    alarms.raise({
      about: `vault ${name}`,
      severity: 'critical',
      says: 'the server does not answer',
      key: name,
      next: 'keyward key list',
    });
    expect(place(await audit())).toMatchObject([{ severity: 'high', says: 'the server does not answer' }]);
    expect(raised()).toEqual([]);
    alarms.end(`vault ${name}`);
    expect(place(await audit())).toEqual([]);
  });

  it('asks a practice key of an exchange that switches off what is used from elsewhere', async () => {
    const key = practice.mintKey({ exchange: 'whitebit', permissions: { trade: true }, ips: ['127.0.0.1'] });
    recordSecret(key.secret);
    const [known] = Object.values(settings.keys);
    const found = await audit({
      settings: { ...settings, keys: { wb: { ...known!, exchange: 'whitebit' } }, bots: {} },
      placeOf: () => ({
        where: 'here',
        read: async () => ({ id: key.id, secret: Secret.take(Buffer.from(key.secret)) }),
      }),
      egress: async () => [],
    });
    expect(found.findings.filter(({ id }) => id === 'KEY-09')).toEqual([]);
    expect(found.outcome).not.toBe('unknown');
  });

  it('names the key once in the log', async () => {
    const logged: string[] = [];
    const at = new Date(systemClock.nowMs()).toISOString();
    await state.journal.append('key-event', { event: 'leaked', keys: [name], by: 'a test' });
    alarms = new Alarms(
      state.journal,
      jsonLog((line) => logged.push(line), systemClock),
    );
    await audit();
    expect(logged.join('\n')).toContain(`KEY-06 ${name}: replace it: leaked; due since ${at.slice(0, 10)}`);
    // The journal has the sentence alone.
    expect(await written('alarm')).toContainEqual(
      expect.objectContaining({ says: expect.stringMatching(new RegExp(`^${name}: replace it: leaked`)) }),
    );
  });

  it('finds a right that was added, raises an alarm, and ends it when the right is gone', async () => {
    expect(drift(await audit())).toEqual([]);
    await restart();
    change({ futures: true });
    expect(drift(await audit())).toEqual(['high changed since: has the right for futures now']);
    expect(raised()).toContain(`KEY-13 ${name}`);
    await restart();
    expect(drift(await audit())).toEqual(['high changed since: has the right for futures now']);
    change({ futures: false });
    expect(drift(await audit())).toEqual([]);
    expect(raised()).not.toContain(`KEY-13 ${name}`);
    const states = (await written('alarm')).flatMap((entry) =>
      entry.kind === 'alarm' && entry.about === `KEY-13 ${name}` ? [entry.state] : [],
    );
    expect(states).toEqual(['raised', 'raised', 'ended']);
  });

  it('takes a change that its owner meant for what is known from then on', async () => {
    await audit();
    await restart();
    change({ futures: true });
    expect(drift(await audit())).toHaveLength(1);
    await state.journal.append('key-record', { key: name, change: 'changed', at: new Date().toISOString(), by: 'me' });
    expect(drift(await audit())).toEqual([]);
    change({ futures: false });
    await restart();
    expect(drift(await audit())).toEqual(['low changed since: has no right for futures any more']);
    await restart();
    expect(drift(await audit())).toEqual([]);
  });

  it('does not end an alarm because the key could not be asked', async () => {
    change({ withdraw: true });
    await audit();
    expect(raised()).toContain(`KEY-01 ${name}`);
    const gone = await audit({ forwardFor: () => undefined });
    expect(gone).toMatchObject({ outcome: 'unknown' });
    expect(raised()).toEqual(expect.arrayContaining([`KEY-01 ${name}`, `KEY-09 ${name}`]));
    change({ withdraw: false });
    await audit();
    expect(raised()).toEqual([]);
  });

  it('raises one alarm for two findings of the same check, and not again while they stand', async () => {
    const key = practice.keys.find('bybit', minted.id)!;
    practice.keys.put({ ...key, ips: ['127.0.0.1', '203.0.113.0/24'] });
    const egress = async () => ['198.51.100.7'];
    expect((await audit({ egress })).findings.filter(({ id }) => id === 'KEY-03')).toHaveLength(2);
    await audit({ egress });
    const told = (await written('alarm')).filter((entry) => entry.kind === 'alarm' && entry.about === `KEY-03 ${name}`);
    expect(told).toHaveLength(1);
  });

  it('finds a key of another account after a restart, and again until its owner says that it was meant', async () => {
    expect(drift(await audit())).toEqual([]);
    minted = practice.mintKey({
      exchange: 'bybit',
      permissions: { trade: true },
      ips: ['127.0.0.1'],
      account: 'thief',
    });
    recordSecret(minted.secret);
    for (let run = 0; run < 2; run++) {
      await restart();
      expect(drift(await audit())).toEqual(['critical it is a key of another account than the one before']);
      expect(raised()).toContain(`KEY-13 ${name}`);
    }
    await state.journal.append('key-record', { key: name, change: 'changed', at: new Date().toISOString(), by: 'me' });
    expect(drift(await audit())).toEqual([]);
  });

  it('takes what its owner said for one credential alone', async () => {
    const { fingerprint = '' } = await audit();
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const said = { key: name, rights: ['admin'], until, by: 'me', note: 'seen' };
    await state.journal.append('attest', { ...said, fingerprint: 'another' });
    expect((await audit()).rights.read.by).toBe('exchange');
    expect((await audit()).calendar.filter(({ effect }) => effect === 'attest')).toEqual([]);
    await state.journal.append('attest', { ...said, fingerprint });
    expect((await audit()).calendar.filter(({ effect }) => effect === 'attest')).toHaveLength(1);
    minted = practice.mintKey({ exchange: 'bybit', permissions: { trade: true }, ips: ['127.0.0.1'] });
    recordSecret(minted.secret);
    expect((await audit()).calendar.filter(({ effect }) => effect === 'attest')).toEqual([]);
  });

  it('raises what is wrong with a key of thousands of addresses, and writes them down cut', async () => {
    const key = practice.keys.find('bybit', minted.id)!;
    const many = Array.from({ length: 5_000 }, (_, at) => `10.${at >> 8}.${at & 255}.0/24`);
    practice.keys.put({ ...key, ips: ['127.0.0.1', ...many] });
    expect(await audit()).toMatchObject({ outcome: 'told' });
    expect(raised()).toContain(`KEY-03 ${name}`);
    await restart();
    expect(drift(await audit())).toEqual([]);
    await restart();
    practice.keys.put({ ...key, ips: ['127.0.0.1', ...many.slice(1), '198.51.100.7'] });
    expect(drift(await audit())).toHaveLength(1);
    const [first] = await written('audit');
    expect(first).toMatchObject({ ips: expect.objectContaining({ length: 51 }) });
  });

  it('audits the other keys when one cannot be audited, and says why', async () => {
    const keys = { ...settings.keys, broken: settings.keys[name]! };
    const read = async () => ({ id: minted.id, secret: Secret.take(Buffer.from(minted.secret)) });
    const all = await auditKeys({
      settings: { ...settings, keys },
      journal: state.journal,
      clock: systemClock,
      gateway: undefined,
      alarms,
      placeOf: (key) => ({ where: 'here', read: key === 'broken' ? () => Promise.reject(new TypeError('odd')) : read }),
      forwardFor: () => forwarder.send,
      isOfPractice: () => true,
      egress: async () => ['127.0.0.1'],
    });
    expect(all).toMatchObject([
      { key: name, outcome: 'told' },
      { key: 'broken', outcome: 'unknown', why: 'the audit of it failed: odd' },
    ]);
    expect(raised()).toContain('KEY-09 broken');
  });

  it('says why a key could not be asked, and asks nothing with a key that another exchange may have made', async () => {
    expect(await audit({ isOfPractice: () => false })).toMatchObject({
      outcome: 'unknown',
      why: 'the practice exchange has not minted this key',
    });
    const key = practice.keys.find('bybit', minted.id)!;
    key.revoked = true;
    expect(await audit()).toMatchObject({ outcome: 'refused' });
    expect(await written('audit')).toEqual([]);
  });
});

describe('usesOf', () => {
  it('asks for reading, and for trading on the kinds of market that a bot may trade', () => {
    const [bot] = Object.values(settings.bots);
    const bots = {
      tax: { ...bot!, key: name, may: ['read' as const], markets: ['BTC/USDT'] },
      grid: { ...bot!, key: name, may: ['read' as const, 'trade' as const], markets: ['BTC/USDT'] },
      perp: { ...bot!, key: name, may: ['trade' as const], markets: ['BTC/USDT:USDT', 'ETH/USDT'] },
      other: { ...bot!, key: 'other' },
    };
    expect(usesOf(name, { ...settings, bots })).toEqual([
      { bot: 'tax', needs: ['read'] },
      { bot: 'grid', needs: ['read', 'spot'] },
      { bot: 'perp', needs: ['read', 'spot', 'futures'] },
    ]);
  });
});
