import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../src/exchanges/index.ts';
import { codeOf, open, orderParams, raw, Scene } from './gateway-scene.ts';

/** A public read that reaches the exchange when it is served at all. */
const PATH = '/api.binance.com/api/v3/ping';
const KIBIBYTES_64 = 64 << 10;

describe('the HTTP door', () => {
  let scene: Scene;
  let bot: Credential;

  beforeAll(async () => {
    scene = await Scene.start();
    bot = scene.bot('grid');
  });
  afterAll(() => scene.stop());

  const host = () => `127.0.0.1:${scene.port}`;
  const get = (path = PATH, headers: readonly string[] = []): string =>
    [`GET ${path} HTTP/1.1`, `Host: ${host()}`, 'Connection: close', ...headers, '', ''].join('\r\n');
  const post = (headers: readonly string[], body: string): string =>
    [`POST /api.binance.com/api/v3/order HTTP/1.1`, `Host: ${host()}`, 'Connection: close', ...headers, '', body].join(
      '\r\n',
    );
  const form = (body: string): string =>
    post(['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${Buffer.byteLength(body)}`], body);
  const json = (body: string): string =>
    post(['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`], body);
  const chunked = (chunks: string, headers: readonly string[] = []): string =>
    post(['Content-Type: application/x-www-form-urlencoded', 'Transfer-Encoding: chunked', ...headers], chunks);

  /** An order that would be placed. */
  const orderBytes = (): string => {
    const { target, headers, body } = scene.build(bot, 'POST', '/api/v3/order', { params: orderParams() });
    const lines = Object.entries({ ...headers, Host: host(), 'Content-Length': String(body.length) });
    return [`POST ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
  };

  /** What was asked for by bots, not by Keyward itself. */
  const forwarded = (mark: number) =>
    scene.practice.received(mark).filter(({ path }) => path === '/api/v3/ping' || path === '/api/v3/order');

  async function isServed(): Promise<void> {
    expect(await raw(scene.port, get())).toMatch(/^HTTP\/1\.1 200 /);
  }

  it("serves an honest request, and one as Node's fetch sends it", async () => {
    await isServed();
    expect((await fetch(`http://${host()}${PATH}`)).status).toBe(200);
    expect(await raw(scene.port, get(PATH, ['Sec-Fetch-Mode: cors']))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(scene.port, get(`/https://api.binance.com/api/v3/ping`, ['Origin: *']))).toMatch(
      /^HTTP\/1\.1 200 /,
    );
    expect(
      await raw(scene.port, get(`/${encodeURIComponent('https://api.binance.com/api/v3/ping')}`, ['Origin: *'])),
    ).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(scene.port, get().replace('127.0.0.1', 'LocalHost'))).toMatch(/^HTTP\/1\.1 200 /);
  });

  const cases: [string, () => string | Buffer, number, string][] = [
    ['two Host headers', () => get(PATH, [`Host: ${host()}`]), 421, 'http-host'],
    ['two Host headers of which one is foreign', () => get(PATH, ['Host: api.binance.com']), 421, 'http-host'],
    ['a foreign Host', () => get().replace(host(), 'evil.example'), 421, 'http-host'],
    ['a Host of another port', () => get().replace(host(), '127.0.0.1:1'), 421, 'http-host'],
    ['a Host without the port', () => get().replace(host(), '127.0.0.1'), 421, 'http-host'],
    ['an empty Host', () => get().replace(host(), ''), 421, 'http-host'],
    ['no Host', () => get().replace(/Host: .*\r\n/, ''), 421, 'http-host'],
    [
      'no Host in HTTP/1.0',
      () =>
        get()
          .replace(/Host: .*\r\n/, '')
          .replace('HTTP/1.1', 'HTTP/1.0'),
      421,
      'http-host',
    ],
    ['an unknown Transfer-Encoding', () => post(['Transfer-Encoding: gzip'], ''), 400, 'http-transfer-encoding'],
    [
      'a Transfer-Encoding in two steps',
      () => post(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'),
      400,
      'http-transfer-encoding',
    ],
    [
      'a Transfer-Encoding that ends in another',
      () => post(['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'),
      400,
      'http-transfer-encoding',
    ],
    [
      'a Transfer-Encoding twice',
      () => chunked('0\r\n\r\n', ['Transfer-Encoding: chunked']),
      400,
      'http-transfer-encoding|http-header',
    ],
    ['a length and chunks', () => chunked('0\r\n\r\n', ['Content-Length: 5']), 400, 'http-malformed'],
    [
      'chunks and a length',
      () => post(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      400,
      'http-transfer-encoding',
    ],
    [
      'two lengths',
      () => post(['Content-Length: 3', 'Content-Length: 3'], 'a=1'),
      400,
      'http-malformed|http-transfer-encoding',
    ],
    ['a length that is none', () => post(['Content-Length: -1'], ''), 400, 'http-malformed'],
    ['a length with a sign', () => post(['Content-Length: +3'], 'a=1'), 400, 'http-malformed'],
    ['trailers', () => chunked('3\r\na=1\r\n0\r\nX-Sneaky: 1\r\n\r\n'), 400, 'http-transfer-encoding'],
    [
      'announced trailers',
      () => chunked('3\r\na=1\r\n0\r\nX-Sneaky: 1\r\n\r\n', ['Trailer: X-Sneaky']),
      400,
      'http-transfer-encoding',
    ],
    ['a chunk size that is none', () => chunked('zz\r\na=1\r\n0\r\n\r\n'), 400, 'http-malformed'],
    ['a chunk that is longer than it says', () => chunked('1\r\na=1\r\n0\r\n\r\n'), 400, 'http-malformed'],
    [
      'a Content-Encoding',
      () => post(['Content-Encoding: gzip', 'Content-Length: 3'], 'a=1'),
      400,
      'http-transfer-encoding',
    ],
    [
      'Content-Encoding: identity',
      () => post(['Content-Encoding: identity', 'Content-Length: 3'], 'a=1'),
      400,
      'http-transfer-encoding',
    ],
    ['a fragment', () => get(`${PATH}#x`), 400, 'http-path'],
    ['a backslash', () => get('/api.binance.com\\api\\v3\\ping'), 400, 'http-path'],
    ['the absolute form', () => get(`http://api.binance.com/api/v3/ping`), 400, 'http-path'],
    ['the absolute form of https', () => get(`https://api.binance.com/api/v3/ping`), 400, 'http-path'],
    ['dot segments', () => get('/api.binance.com/api/x/../v3/ping'), 400, 'http-path'],
    ['encoded dot segments', () => get('/api.binance.com/api/%2e%2e/v3/ping'), 400, 'http-path'],
    ['doubly encoded dot segments', () => get('/api.binance.com/api/%252e%252e/v3/ping'), 400, 'http-path'],
    ['an encoded slash', () => get('/api.binance.com/api/v3%2Fping'), 400, 'http-path'],
    ['an encoded slash in small letters', () => get('/api.binance.com/api/v3%2fping'), 400, 'http-path'],
    ['double slashes', () => get('/api.binance.com//api/v3/ping'), 400, 'http-path'],
    ['a slash at the end', () => get(`${PATH}/`), 400, 'http-path'],
    ['a path parameter', () => get(`${PATH};a=1`), 400, 'http-path'],
    ['a tab in the path', () => get('/api.binance.com/api/v3/\tping'), 400, 'http-malformed'],
    ['a space in the path', () => get('/api.binance.com/api/v3/ ping'), 400, 'http-malformed'],
    ['a NUL in the path', () => get('/api.binance.com/api/v3/\u0000ping'), 400, 'http-malformed'],
    ['an encoded NUL in the path', () => get(`${PATH}%00`), 400, 'http-path'],
    ['an encoded line break in the path', () => get(`${PATH}%0d%0aX:1`), 400, 'http-path'],
    ['bytes beyond ASCII in the path', () => Buffer.from(get(`${PATH}é`), 'latin1'), 400, 'http-malformed'],
    ['UTF-8 in the query', () => Buffer.from(get(`${PATH}?a=€`), 'utf8'), 400, 'http-malformed'],
    ['two queries', () => get(`${PATH}?a=1?b=2`), 400, 'http-path'],
    ['a host that is no exchange', () => get('/evil.example/api/v3/ping'), 404, 'route-unknown'],
    ['this host', () => get(`/${host()}/api/v3/ping`), 404, 'route-unknown'],
    ['the server as a whole', () => get('*').replace('GET', 'OPTIONS'), 405, 'http-method'],
    ['a percent sign alone in the query', () => get(`${PATH}?a=%`), 400, 'http-parameter'],
    ['a percent-encoding that is none', () => get(`${PATH}?a=%zz`), 400, 'http-parameter'],
    ['what is not UTF-8 in the query', () => get(`${PATH}?a=%ff`), 400, 'http-parameter'],
    ['an overlong spelling of a slash', () => get(`${PATH}?a=%c0%af`), 400, 'http-parameter'],
    ['an encoded NUL in the query', () => get(`${PATH}?a=%00`), 400, 'http-parameter'],
    ['an encoded line break in the query', () => get(`${PATH}?a=%0d%0ab`), 400, 'http-parameter'],
    ['a parameter twice', () => get(`${PATH}?a=1&a=1`), 400, 'http-parameter'],
    ['a parameter twice, spelt in two ways', () => get(`${PATH}?a=1&%61=2`), 400, 'http-parameter'],
    [
      'a parameter in query and form',
      () => form('side=BUY').replace('/order ', '/order?side=SELL '),
      400,
      'http-parameter',
    ],
    [
      'a parameter in query and JSON',
      () => json('{"side":"BUY"}').replace('/order ', '/order?side=SELL '),
      400,
      'http-parameter',
    ],
    [
      'a body of a GET',
      () => `${get(PATH, ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 3'])}a=1`,
      400,
      'http-body',
    ],
    ['JSON with a key twice', () => json('{"side":"BUY","side":"SELL"}'), 400, 'http-body'],
    ['JSON of depth 100', () => json(`${'['.repeat(100)}${']'.repeat(100)}`), 400, 'http-body'],
    ['JSON with text behind', () => json('{}{}'), 400, 'http-body'],
    ['JSON with a byte order mark', () => json('\uFEFF{}'), 400, 'http-body'],
    ['JSON with half a character', () => json('{"a":"\\ud800"}'), 400, 'http-body'],
    ['a body of another type', () => post(['Content-Type: text/plain', 'Content-Length: 3'], 'a=1'), 400, 'http-body'],
    ['a body of no type', () => post(['Content-Length: 3'], 'a=1'), 400, 'http-body'],
    ['Sec-Fetch-Site', () => get(PATH, ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: cors']), 403, 'http-browser'],
    ['Sec-Fetch-Dest', () => get(PATH, ['Sec-Fetch-Dest: empty']), 403, 'http-browser'],
    ["a browser's hints", () => get(PATH, ['Sec-CH-UA: x']), 403, 'http-browser'],
    ['an Origin', () => get(PATH, ['Origin: https://evil.example']), 403, 'http-browser'],
    ['an opaque Origin', () => get(PATH, ['Origin: null']), 403, 'http-browser'],
    ['its own address as the Origin', () => get(PATH, [`Origin: http://${host()}`]), 403, 'http-browser'],
    ['Origin: * without the proxied form', () => get(PATH, ['Origin: *']), 403, 'http-browser'],
    [
      'another Origin in the proxied form',
      () => get('/https://api.binance.com/api/v3/ping', ['Origin: https://evil.example']),
      403,
      'http-browser',
    ],
    ['a header twice', () => get(PATH, ['User-Agent: a', 'user-agent: b']), 400, 'http-header'],
    ['a header that is not known', () => get(PATH, ['X-Simulated-Trading: 1']), 400, 'http-header'],
    ['a cookie', () => get(PATH, ['Cookie: a=1']), 400, 'http-header'],
    ['bytes beyond ASCII in a header', () => Buffer.from(get(PATH, ['User-Agent: é']), 'latin1'), 400, 'http-header'],
    ['a tab in a header', () => get(PATH, ['User-Agent: a\tb']), 400, 'http-header'],
    ['a NUL in a header', () => get(PATH, ['User-Agent: a\u0000b']), 400, 'http-malformed'],
    ['a carriage return in a header', () => get(PATH, ['User-Agent: a\rb']), 400, 'http-malformed'],
    ['a line feed alone', () => get(PATH, ['User-Agent: a\nX-B: c']), 400, 'http-malformed'],
    ['a folded header', () => get(PATH, ['User-Agent: a', ' b']), 400, 'http-malformed'],
    ['a space before a colon', () => get(PATH, ['User-Agent : a']), 400, 'http-malformed'],
    ['Expect: 100-continue', () => post(['Expect: 100-continue', 'Content-Length: 3'], 'a=1'), 400, 'http-header'],
    ['Expect: something else', () => post(['Expect: the-unexpected', 'Content-Length: 3'], 'a=1'), 400, 'http-header'],
    [
      'an upgrade to WebSocket',
      () => get(PATH).replace('Connection: close', 'Connection: Upgrade\r\nUpgrade: websocket'),
      400,
      'http-upgrade',
    ],
    [
      'an upgrade to HTTP/2',
      () => get(PATH).replace('Connection: close', 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c'),
      400,
      'http-upgrade',
    ],
    ['HTTP/2 itself', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'http-malformed'],
    ['TLS', () => Buffer.from('16030100c8010000c40303', 'hex'), 400, 'http-malformed'],
    ['CONNECT', () => get('api.binance.com:443').replace('GET', 'CONNECT'), 405, 'http-method'],
    ['OPTIONS', () => get().replace('GET', 'OPTIONS'), 405, 'http-method'],
    ['PATCH', () => get().replace('GET', 'PATCH'), 405, 'http-method'],
    ['TRACE', () => get().replace('GET', 'TRACE'), 405, 'http-method'],
    ['a method that there is not', () => get().replace('GET', 'STEAL'), 400, 'http-malformed'],
    ['headers over 16 KiB', () => get(PATH, [`User-Agent: ${'a'.repeat(17_000)}`]), 431, 'http-header-size'],
    [
      'too many headers',
      () =>
        get(
          PATH,
          Array.from({ length: 3_000 }, (_, index) => `x${index}: 1`),
        ),
      431,
      'http-header-size',
    ],
    ['a target over 16 KiB', () => get(`${PATH}?a=${'a'.repeat(17_000)}`), 431, 'http-header-size'],
    [
      'chunk extensions over 16 KiB',
      () => chunked(`3;${'a'.repeat(17_000)}\r\na=1\r\n0\r\n\r\n`),
      413,
      'http-too-large',
    ],
    ['a body over 64 KiB', () => form(`a=${'1'.repeat(KIBIBYTES_64)}`), 413, 'http-too-large'],
    [
      'a body of a terabyte, not yet sent',
      () => post(['Content-Type: application/json', `Content-Length: ${2 ** 40}`], '{'),
      413,
      'http-too-large',
    ],
    [
      'chunks over 64 KiB',
      () => chunked(`${(KIBIBYTES_64 + 1).toString(16)}\r\n${'a'.repeat(KIBIBYTES_64 + 1)}\r\n0\r\n\r\n`),
      413,
      'http-too-large',
    ],
    ['no HTTP at all', () => 'hello\r\n\r\n', 400, 'http-malformed'],
  ];

  it.each(cases)(
    'refuses %s with its own code, forwards nothing, and serves the next',
    async (_, bytes, status, code) => {
      const mark = scene.practice.mark();
      const answer = await raw(scene.port, bytes());
      expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
      expect(codeOf({ body: answer.slice(answer.indexOf('\r\n\r\n')) })).toMatch(new RegExp(`^(?:${code})$`));
      expect(forwarded(mark)).toEqual([]);
      await isServed();
    },
  );

  it('refuses HEAD, whose answer has no body', async () => {
    expect(await raw(scene.port, get().replace('GET', 'HEAD'))).toMatch(/^HTTP\/1\.1 405 [\s\S]*\r\n\r\n$/);
  });

  it('says nothing that a web page could read', async () => {
    const answer = await raw(scene.port, get(PATH, ['Origin: https://evil.example']));
    expect(answer.toLowerCase()).not.toContain('access-control');
  });

  it('keeps a connection for the next request, and closes it after one that it refused', async () => {
    const keep = get().replace('Connection: close\r\n', '');
    expect((await raw(scene.port, keep + get())).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    const refused = keep.replace('/ping', '/ping//');
    const answer = await raw(scene.port, refused);
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*connection: close/i);
  });

  it.each<[string, (request: string) => string]>([
    ['the path', (request) => request.replace('/ping', '/ping//')],
    ['the Host', (request) => request.replace('127.0.0.1', 'evil.example')],
    [
      'the Transfer-Encoding',
      (request) => request.replace('\r\n\r\n', '\r\nTransfer-Encoding: gzip\r\n\r\n').replace('GET', 'POST'),
    ],
    [
      'a body that is another request',
      (request) => request.replace('\r\n\r\n', `\r\nContent-Length: ${get().length}\r\n\r\n`),
    ],
    ['the protocol', (request) => request.replace('\r\n\r\n', '\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')],
  ])('acts on nothing that stands in one packet behind a request refused for %s', async (_, change) => {
    const mark = scene.practice.mark();
    const answer = await raw(scene.port, change(get().replace('Connection: close\r\n', '')) + get() + get(), {
      forMs: 1_500,
    });
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual([expect.stringMatching(/HTTP\/1\.1 4\d\d/)]);
    await sleep(50);
    expect(forwarded(mark)).toEqual([]);
    await isServed();
  });

  it('answers the requests of one connection in their order', async () => {
    const off = scene.practice.faults.set({ kind: 'latency', delayMs: 300, path: '/api/v3/ping', times: 1 });
    const keep = (path: string) => get(path).replace('Connection: close\r\n', '');
    const answer = await raw(scene.port, keep(PATH) + get('/api.binance.com/api/v3/time'));
    off();
    expect(answer.indexOf('serverTime')).toBeGreaterThan(answer.indexOf('{}'));
    expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  it('does not write into the answer of an order when rubbish comes behind it', async () => {
    const mark = scene.practice.mark();
    const off = scene.practice.faults.set({ kind: 'latency', delayMs: 300, path: '/api/v3/order', times: 1 });
    const socket = open(scene.port);
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.write(orderBytes());
    await sleep(100);
    socket.write('rubbish\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    off();
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
    expect(text).toContain('"orderId"');
    expect(scene.placed(mark)).toHaveLength(1);
  });

  it('does nothing for an order in one packet with rubbish, and says so', async () => {
    const mark = scene.practice.mark();
    const answer = await raw(scene.port, `${orderBytes()}rubbish\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 40/);
    await sleep(50);
    expect(scene.placed(mark)).toEqual([]);
  });

  it('survives resets at every place', async () => {
    const whole = form(`a=${'1'.repeat(2_000)}`);
    for (const part of [0, 1, 20, whole.indexOf('\r\n\r\n') + 4, whole.length - 1, whole.length]) {
      const socket = open(scene.port);
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(whole.slice(0, part));
      await sleep(5);
      socket.resetAndDestroy();
    }
    const upgraded = open(scene.port);
    upgraded.write(get().replace('Connection: close', 'Connection: Upgrade\r\nUpgrade: x'));
    await sleep(20);
    upgraded.resetAndDestroy();
    await sleep(20);
    await isServed();
  });

  it('turns a connection away that piles requests up', async () => {
    const off = scene.practice.faults.set({ kind: 'latency', delayMs: 500, path: '/api/v3/ping', times: 1 });
    const many = get().replace('Connection: close\r\n', '').repeat(200);
    await raw(scene.port, many);
    off();
    await isServed();
  });

  it('serves while a thousand connections stand idle', async () => {
    const idle = Array.from({ length: 1_000 }, () => open(scene.port));
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    await isServed();
    for (const socket of idle) socket.destroy();
  });

  it('ends what comes too slowly, each with its code, and serves others meanwhile', async () => {
    const trickle = (start: string): Promise<string> =>
      new Promise((resolve) => {
        const socket: Socket = open(scene.port);
        let text = '';
        socket.write(start);
        const timer = setInterval(() => start !== '' && socket.write('a'), 500);
        socket.on('data', (chunk) => (text += chunk.toString()));
        socket.once('close', () => {
          clearInterval(timer);
          resolve(text);
        });
      });
    const mark = scene.practice.mark();
    const slow = Promise.all([
      trickle(get().slice(0, 20)),
      trickle(post(['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 1000'], 'a=')),
      trickle(chunked('ff\r\na=')),
      trickle(''),
    ]);
    await sleep(1_000);
    await isServed();
    const answers = await slow;
    expect(answers.map((body) => codeOf({ body }))).toEqual(answers.map(() => 'http-timeout'));
    expect(forwarded(mark).filter(({ method }) => method === 'POST')).toEqual([]);
    await isServed();
  }, 30_000);

  it('does nothing for a bot that has closed its side', async () => {
    const mark = scene.practice.mark();
    await raw(scene.port, orderBytes().slice(0, -10), { end: true });
    expect(scene.placed(mark)).toEqual([]);
    await isServed();
  });
});
