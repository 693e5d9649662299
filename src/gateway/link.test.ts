import { describe, expect, it } from 'vitest';
import { Secret } from '../core/index.ts';
import { EndpointIndex, type Exchange, exchanges, type UpstreamRequest } from '../exchanges/index.ts';
import { Link, type SigningKey } from './link.ts';
import { probe } from './probe.ts';
import { answered, binance, HandClock, keyOn, linkTo } from './scene.contract.ts';

const okx = exchanges['okx'] as Exchange;

function regional(host: string | undefined, exchange = okx) {
  const sent: UpstreamRequest[] = [];
  const clock = new HandClock();
  const link = new Link({
    exchange,
    environment: 'live',
    host,
    index: new EndpointIndex(exchange.facts),
    markets: new Set(),
    forward: async (request) => {
      sent.push(request);
      return answered({});
    },
    clock,
  });
  link.clock.measure(clock.nowMs(), clock.monotonicMs(), clock.monotonicMs());
  return { link, hosts: () => sent.map(({ host: name }) => name) };
}

describe('a request that waits for a connection', () => {
  it('is stopped by what was forbidden in the meantime', async () => {
    let connect = (): void => undefined;
    const clock = new HandClock();
    const key = keyOn(
      linkTo(async (_request, mayStart) => {
        await new Promise<void>((resolve) => {
          connect = resolve;
        });
        return mayStart?.() === false ? { kind: 'not-sent', cause: 'STOPPED' } : answered({});
      }, clock),
    );
    let level = 'run';
    const send = () => key.send(binance.key.introspect('live')!, () => (level === 'halt' ? 'halted' : undefined));
    const first = send();
    connect();
    expect(await first).toMatchObject({ kind: 'answered' });
    const second = send();
    level = 'halt';
    clock.pass(1);
    connect();
    expect(await second).toEqual({ stopped: 'halted' });
  });
});

describe("Keyward's own calls", () => {
  it('go to the host where the key works', async () => {
    const { link, hosts } = regional('my.okx.com');
    await link.measureClock();
    await link.markets.loadInstruments();
    expect(new Set(hosts())).toEqual(new Set(['my.okx.com']));
  });

  it('go to the first host of the facts when none is named', async () => {
    const { link, hosts } = regional(undefined);
    await link.measureClock();
    expect(hosts()).toEqual(['www.okx.com']);
  });

  it('go to that host only where it serves their group and environment', () => {
    const { link } = regional('api1.binance.com', binance);
    const [spot, linear] = binance.market.instruments('live').map((call) => link.own(call).host);
    expect([spot, linear]).toEqual(['api1.binance.com', 'fapi.binance.com']);
    expect(link.own(binance.market.time('testnet')).host).toBe('testnet.binance.vision');
  });

  it('cannot be sent to a host outside the facts, nor to one of another environment', () => {
    expect(() => regional('okx.example.com')).toThrow();
    expect(() => regional('testnet.binance.vision', binance)).toThrow();
  });

  it('are not asked while the exchange wants to be left alone, not even urgent ones', async () => {
    let asked = 0;
    const key = keyOn(linkTo(async () => answered({}, ++asked), new HandClock()));
    key.link.rate.observe([{ bucket: 'spot', retryAfterMs: 1_000 }]);
    expect(await key.ask(binance.key.introspect('live')!, true)).toBeUndefined();
    expect(asked).toBe(0);
  });
});

describe('a reply', () => {
  const kraken = exchanges['kraken'] as Exchange;
  const limited = { error: ['EAPI:Rate limit exceeded'] };
  const request: UpstreamRequest = { method: 'GET', host: 'api.kraken.com', target: '/', headers: {}, body: '' };

  it.each([
    ['is read for a limit', '', 5_000],
    ['is not read when it is too long to be an error', ' '.repeat(4_096), 0],
  ])('%s', async (_, more, awayMs) => {
    const link = linkTo(async () => answered(JSON.stringify(limited) + more), new HandClock(), kraken);
    await link.send(request, 'spot');
    expect(link.rate.awayMs('spot')).toBe(awayMs);
  });
});

describe('a key that was switched', () => {
  const credential = (letter: string) => ({
    id: letter.repeat(64),
    scheme: 'hmac',
    secret: Secret.take(Buffer.from('practice')),
  });
  const adopt = (key: SigningKey, letter: string): void => {
    const candidate = key.candidate(credential(letter), letter);
    candidate.refused = undefined;
    key.adopt(candidate);
  };

  it('keeps the ids of those before out of late replies, even of one that stood before another', () => {
    const key = keyOn(linkTo(async () => answered({}), new HandClock()));
    for (const letter of ['A', 'B', 'B', 'C']) adopt(key, letter);
    const call = binance.key.introspect('live')!;
    const body = ['K', 'A', 'B', 'C'].map((letter) => letter.repeat(64)).join(' ');
    const answer = key.clean({ status: 200, headers: { 'content-type': 'application/json' }, body }, call, 'bot');
    expect(answer.body).toBe('bot bot bot bot');
  });

  it('is not judged by what the exchange says late of the one before', async () => {
    let answer = (): void => undefined;
    const link = linkTo(async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return answered({ code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }, 401);
    }, new HandClock());
    const key = keyOn(link);
    const asked = probe(key, false);
    await new Promise(setImmediate);
    adopt(key, 'A');
    answer();
    expect(await asked).toBe('not-told');
    expect(key.refused).toBeUndefined();
    const again = probe(key, false);
    await new Promise(setImmediate);
    answer();
    expect(await again).toBe('told');
    expect(key.refused).toMatch(/refuses the key/);
  });
});
