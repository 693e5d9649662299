import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../core/index.ts';
import { type Call, type Exchange, exchanges } from '../exchanges/index.ts';
import { Decoys } from './decoys.ts';
import type { Outcome } from './forward.ts';
import { Link, SigningKey } from './link.ts';
import { Nonces } from './nonces.ts';
import { probe } from './probe.ts';
import { answered, binance, HandClock, keyOn, lineOf, linkTo, place } from './scene.contract.ts';

const introspection = binance.key.introspect('live')!;
const all = Object.values(exchanges).map((exchange) => [exchange.id, exchange] as const);

describe('an exchange key', () => {
  const ends: (() => unknown)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  function scene(reply: () => Outcome) {
    const clock = new HandClock();
    const sent: string[] = [];
    const link = linkTo(async (request) => {
      sent.push(lineOf(request));
      return reply();
    }, clock);
    return { clock, sent, link, key: keyOn(link) };
  }

  it('signs with the time of the exchange', async () => {
    const { clock, sent, key } = scene(() => answered({}));
    clock.jump(3_600_000);
    await key.send(introspection, () => undefined);
    expect(sent[0]).toContain(`timestamp=${clock.nowMs() - 3_600_000}`);
  });

  it('sends nothing before the time of the exchange is known, or when the last look says no', async () => {
    const { sent, link, key } = scene(() => answered({}));
    expect(await key.send(introspection, () => 'no')).toEqual({ stopped: 'no' });
    const blind = new Link({
      exchange: binance,
      environment: 'live',
      index: link.index,
      markets: new Set(),
      forward: async () => answered({}),
      clock: new HandClock(),
    });
    expect(await keyOn(blind).send(introspection, () => undefined)).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('measures the clock anew when the exchange says that it is wrong', async () => {
    const told = { code: -1021, msg: 'Timestamp for this request is outside of the recvWindow.' };
    const { sent, key } = scene(() => answered(told, 400));
    await key.send(introspection, () => undefined);
    expect(sent.map((line) => line.split('?')[0])).toEqual([expect.any(String), 'GET /api/v3/time']);
  });

  it('asks nothing of its own while the limit of the exchange is used up, but for what is urgent', async () => {
    const { sent, link, key } = scene(() => answered({}));
    for (let i = 0; i < 5_400; i++) link.rate.take('spot', false);
    expect(await key.ask(introspection)).toBeUndefined();
    expect(sent).toEqual([]);
    expect(await key.ask(introspection, true)).toMatchObject({ status: 200 });
  });

  it('with nonces that the disk does not take lets cancels and reads leave, and nothing that adds risk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-key-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'gone'));
    const nonces = new Nonces(join(folder, 'gone', 'main'));
    rmSync(join(folder, 'gone'), { recursive: true });
    const kraken = exchanges['kraken'] as Exchange;
    const sent: string[] = [];
    const forward = async ({ target }: { target: string }) => {
      sent.push(target);
      return answered({});
    };
    const link = linkTo(forward, new HandClock(), kraken);
    const secret = Secret.take(Buffer.from(Buffer.alloc(64, 1).toString('base64')));
    const key = new SigningKey({
      name: 'main',
      fingerprint: 'f',
      link,
      credential: { id: 'k', scheme: 'hmac', secret },
      nonces,
    });
    const endpoint = kraken.facts.endpoints.find(({ path }) => path === '/0/private/AddOrder')!;
    const send = (intents: Call['intents']) => {
      const body = { kind: 'form', params: [] } as const;
      const rest = {
        host: 'api.kraken.com',
        environment: 'live',
        path: endpoint.path,
        query: [],
        headers: [],
      } as const;
      return key.send({ endpoint, ...rest, body, intents }, () => undefined);
    };
    expect(await send([place()])).toEqual({ kind: 'not-sent', cause: 'NONCE_NOT_DURABLE' });
    expect(sent).toEqual([]);
    expect(await send([{ action: 'cancel-order', order: { orderId: '1' } }])).toMatchObject({ kind: 'answered' });
    expect(await send([{ action: 'read' }])).toMatchObject({ kind: 'answered' });
    expect(sent).toHaveLength(2);
  });
});

describe('a key that is probed', () => {
  const good = { enableReading: true, enableSpotAndMarginTrading: true, enableWithdrawals: false, ipRestrict: true };

  function scene() {
    const world = { reply: answered(good) as Outcome };
    const key = keyOn(linkTo(async () => world.reply, new HandClock()));
    return { world, key };
  }

  it('is used when it cannot withdraw', async () => {
    const { key } = scene();
    await probe(key, false);
    expect([key.refused, key.abilities?.trade, key.abilities?.withdraw]).toEqual([undefined, 'yes', 'no']);
  });

  it('is not used when it can withdraw, unless its owner has said so', async () => {
    const { key, world } = scene();
    world.reply = answered({ ...good, enableWithdrawals: true });
    await probe(key, false);
    expect(key.refused).toMatch(/can withdraw/);
    await probe(key, true);
    expect(key.refused).toBeUndefined();
  });

  it.each<[string, Outcome, RegExp]>([
    ['no answer', { kind: 'not-sent', cause: 'ENOTFOUND' }, /no answer from api\.binance\.com \(ENOTFOUND: DNS /],
    ['rubbish', answered('<html>'), /the answer of Binance cannot be read \(status 200\)/],
    [
      'too many requests',
      answered({ code: -1003, msg: 'Too many requests' }, 429),
      /Binance has had too many requests from here \(-1003\)/,
    ],
  ])('is not used after %s at first, says so, and still is later', async (_, reply, said) => {
    const first = scene();
    first.world.reply = reply;
    await probe(first.key, false);
    expect(first.key.refused).toMatch(said);
    const later = scene();
    await probe(later.key, false);
    later.world.reply = reply;
    await probe(later.key, false);
    expect(later.key.refused).toBeUndefined();
  });

  it('is not used any more, and asked for again, once the exchange refuses it', async () => {
    const { key, world } = scene();
    await probe(key, false);
    world.reply = answered({ code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }, 401);
    await probe(key, false);
    expect([key.refused, key.abilities]).toEqual([expect.stringMatching(/refuses the key/), undefined]);
  });
});

describe('a decoy', () => {
  it.each(all)('of %s has all that a real bot key has, so that verifying it is the same work', (_, exchange) => {
    const issued = exchange.key.issueBotKey((size) => Buffer.alloc(size, 7));
    const decoy = new Decoys([exchange, exchange]).of(exchange, 'asked for');
    expect(decoy.id).toBe('asked for');
    expect(decoy.secret === undefined).toBe(issued.publicKeyPem !== undefined);
    expect(decoy.publicKey === undefined).toBe(issued.publicKeyPem === undefined);
    expect(decoy.passphrase === undefined).toBe(issued.passphrase === undefined);
  });
});
