import { describe, expect, it } from 'vitest';
import { rights } from './inspection.ts';
import { inspections } from './inspections.ts';
import { exchanges } from './registry.ts';

/** The exchanges whose keys can be audited. */
const live = [
  'alpaca',
  'binance',
  'binanceus',
  'bingx',
  'bitfinex',
  'bitget',
  'bitstamp',
  'bybit',
  'coinbase',
  'cryptocom',
  'deribit',
  'gate',
  'gemini',
  'htx',
  'hyperliquid',
  'kraken',
  'kucoin',
  'mexc',
  'okx',
  'phemex',
  'upbit',
  'whitebit',
];

const REST = /^(GET|POST|PUT|PATCH|DELETE) \/[^\s?]+$/;
/** A method of a remote procedure call: `private/withdraw`, `usdSend`. */
const RPC = /^[a-z][A-Za-z0-9_-]*(\/[a-z][A-Za-z0-9_-]*)?$/;
/** What the last part of a POST that only reads may be called. */
const READS = /(^|[a-z/_])(balances?|get[A-Za-z-]*|info(?:\/user)?|permissions|roles|query|list|user-balance|auth)$/i;

describe('the inspections', () => {
  it('are of the exchanges on the list, each once and in order', () => {
    const ids = Object.keys(inspections);
    expect(ids).toEqual(live.filter((id) => ids.includes(id)));
    expect(ids.length).toBeGreaterThan(15);
  });

  it.each(Object.values(inspections).flatMap(({ id, facts }) => (facts.mayKnow ? [[id, facts.mayKnow] as const] : [])))(
    'say where it was read that %s may know a key that it refuses',
    (_id, { codes, source }) => {
      expect(codes.length).toBeGreaterThan(0);
      expect(source).toMatch(/; read \d{4}-\d{2}-\d{2}$/);
    },
  );

  it('hold every exchange whose bots are served', () => {
    for (const id of Object.keys(exchanges)) expect(Object.keys(inspections)).toContain(id);
  });
});

describe.each(Object.entries(inspections))('the inspection of %s', (id, inspection) => {
  const { facts } = inspection;

  it('says its id, its name, where its facts stand and the day they were read', () => {
    expect(inspection.id).toBe(id);
    expect(facts.name).not.toBe('');
    expect(facts.source.length).toBeGreaterThan(10);
    expect(facts.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(new Date(facts.read).toISOString().slice(0, 10)).toBe(facts.read);
  });

  it('has a source for every fact', () => {
    const sourced = [facts.introspection, facts.page, ...facts.reach, ...facts.lifetimes];
    expect(sourced.filter(({ source }) => source.trim().length < 5)).toEqual([]);
  });

  it('knows a live host, in lower case and without a scheme', () => {
    for (const { name } of facts.hosts) expect(name).toMatch(/^[a-z0-9.-]+\.[a-z]+(:\d+)?$/);
    expect(facts.hosts.some(({ environment }) => environment === 'live')).toBe(true);
    expect(new Set(facts.hosts.map((host) => JSON.stringify(host))).size).toBe(facts.hosts.length);
  });

  it('asks with reads alone', () => {
    expect(facts.introspection.calls.length).toBeGreaterThan(0);
    for (const call of facts.introspection.calls) {
      const [, method = '', path = ''] = /^(GET|POST) (\/\S+?)\/?$/.exec(call) ?? [];
      const isRead = method === 'GET' ? !/withdraw|transfer|confirm|create|delete/i.test(path) : READS.test(path);
      expect([call, isRead]).toEqual([call, true]);
    }
  });

  it('names the calls that move value, and what a key must be allowed for them', () => {
    expect(facts.reach.length).toBeGreaterThan(0);
    for (const { what, calls, needs, words } of facts.reach) {
      expect([what, calls.length > 0]).toEqual([what, true]);
      for (const call of calls) expect([call, REST.test(call) || RPC.test(call)]).toEqual([call, true]);
      expect([what, needs.length + (words?.length ?? 0) > 0]).toEqual([what, true]);
      for (const need of needs) expect(rights).toContain(need);
      expect(new Set(calls).size).toBe(calls.length);
    }
    expect(new Set(facts.reach.map(({ what }) => what)).size).toBe(facts.reach.length);
  });

  it('says that whoever trades can lose value to others', () => {
    const trades = facts.reach.filter(({ what }) => what === 'lose value in bad trades, also to an accomplice');
    expect(trades.map(({ to }) => to)).toEqual(['others']);
    expect([...trades[0]!.needs, ...(trades[0]!.words ?? [])]).not.toEqual([]);
  });

  it('ends keys after days that can be counted', () => {
    for (const { afterDays, says } of facts.lifetimes) {
      expect(Number.isInteger(afterDays) && afterDays > 0).toBe(true);
      expect(says).toContain(String(afterDays === 365 ? 'year' : afterDays));
    }
  });

  it('sends the owner to a page over https', () => {
    const { protocol, username } = new URL(facts.page.url);
    expect([protocol, username]).toEqual(['https:', '']);
    for (const label of Object.values(facts.page.boxes)) expect(label.trim()).not.toBe('');
    for (const note of facts.page.notes) expect(note).toMatch(/\.$/);
  });

  it('asks for the clock of a host that it knows, and of no other environment than it has', () => {
    for (const environment of ['live', 'testnet', 'demo'] as const) {
      const request = inspection.time(environment);
      if (!request) continue;
      expect(facts.hosts.map(({ name }) => name)).toContain(request.host);
      expect(['GET', 'POST']).toContain(request.method);
      expect(request.headers).not.toHaveProperty('authorization');
    }
  });
});
