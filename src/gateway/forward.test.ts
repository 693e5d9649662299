import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Forwarder, type Outcome } from './forward.ts';

/** A server that answers raw bytes, so that it can break off anywhere. */
async function serve(answer: (socket: Socket, request: string) => void) {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      received.push(bytes.toString('latin1'));
      answer(socket, bytes.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    received,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}';

describe('the forwarder', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function send(answer: (socket: Socket, request: string) => void, timeoutMs = 300) {
    const upstream = await serve(answer);
    const forwarder = new Forwarder({ kind: 'practice', port: upstream.port }, timeoutMs);
    ends.push(() => upstream.close());
    const request = {
      method: 'POST',
      host: 'api.binance.com',
      target: '/api/v3/order?a=1',
      headers: { 'x-mbx-apikey': 'k' },
      body: 'b=2',
    } as const;
    return { upstream, forwarder, outcome: await forwarder.send(request), again: () => forwarder.send(request) };
  }

  const toHost = (host: string) =>
    ({ method: 'GET', host, target: '/', headers: {}, body: '' }) as const satisfies Parameters<Forwarder['send']>[0];

  it('leaves from the local address that is pinned', async () => {
    const from: (string | undefined)[] = [];
    const server = createServer((socket) => {
      from.push(socket.remoteAddress);
      socket.on('error', () => undefined);
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    ends.push(() => server.close());
    const { port } = server.address() as { port: number };
    await new Forwarder({ kind: 'exchange' }, 300, '127.0.0.9').send(toHost(`127.0.0.1:${port}`));
    await new Forwarder({ kind: 'exchange' }, 300).send(toHost(`127.0.0.1:${port}`));
    expect(from).toEqual(['127.0.0.9', '127.0.0.1']);
  });

  it('has surely sent nothing when this host does not have the address that is pinned', async () => {
    const outcome = await new Forwarder({ kind: 'exchange' }, 300, '192.0.2.77').send(toHost('127.0.0.1:9'));
    expect(outcome).toEqual({ kind: 'not-sent', cause: 'EADDRNOTAVAIL' });
  });

  it("sends what was built, once, with the host's own name and nothing of the bot's", async () => {
    const { upstream, outcome } = await send((socket) => socket.write(ok));
    expect(outcome).toEqual({
      kind: 'answered',
      status: 200,
      headers: { 'content-type': 'application/json', 'content-length': '2' },
      body: '{}',
    });
    expect(upstream.received).toHaveLength(1);
    const [head = '', body] = upstream.received[0]!.split('\r\n\r\n');
    expect(body).toBe('b=2');
    expect(
      head
        .split('\r\n')
        .map((line) => line.toLowerCase())
        .sort(),
    ).toEqual(
      [
        'post /api/v3/order?a=1 http/1.1',
        'host: api.binance.com',
        'connection: keep-alive',
        'user-agent: keyward',
        'accept: application/json',
        'accept-encoding: identity',
        'x-mbx-apikey: k',
        'content-length: 3',
      ].sort(),
    );
  });

  it('keeps its connection warm', async () => {
    const { upstream, again } = await send((socket) => socket.write(ok));
    expect((await again()).kind).toBe('answered');
    expect(upstream.received).toHaveLength(2);
  });

  it.each([301, 302, 307, 308])('does not follow a %i', async (status) => {
    const { upstream, outcome } = await send((socket) =>
      socket.write(`HTTP/1.1 ${status} Moved\r\nlocation: https://elsewhere.example/\r\ncontent-length: 0\r\n\r\n`),
    );
    expect(outcome).toMatchObject({ kind: 'answered', status });
    expect(upstream.received).toHaveLength(1);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['no answer', () => undefined],
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['an end before the answer', (socket) => socket.end()],
    ['half a head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['half a body', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"a"')],
    ['a body that stops', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"a"')],
    ['what is no HTTP', (socket) => socket.write('\u0015\u0003\u0001')],
    [
      'a compressed body that nobody asked for',
      (socket) => socket.write(ok.replace('content-type', 'content-encoding: gzip\r\ncontent-type')),
    ],
    [
      'a body that is compressed on its way',
      (socket) =>
        socket.end(
          ok.replace('content-length: 2', 'transfer-encoding: gzip, chunked').replace('{}', '2\r\n{}\r\n0\r\n\r\n'),
        ),
    ],
    [
      'a body that is compressed on its way and ends with the connection',
      (socket) => socket.end(ok.replace('content-length: 2', 'transfer-encoding: gzip')),
    ],
    ['two lengths', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}x')],
  ])('says that the outcome is unknown after %s, and does not send again', async (_, answer) => {
    const { upstream, outcome } = await send(answer);
    expect(outcome.kind).toBe('unknown');
    await sleep(50);
    expect(upstream.received).toHaveLength(1);
  });

  it('ends an answer that trickles', async () => {
    const { outcome } = await send((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(timer));
    }, 100);
    expect(outcome).toEqual({ kind: 'unknown', cause: 'TOO_SLOW' });
  });

  it('says that it was not sent when nobody listens', async () => {
    const upstream = await serve(() => undefined);
    upstream.close();
    await sleep(20);
    const forwarder = new Forwarder({ kind: 'practice', port: upstream.port }, 300);
    const outcome: Outcome = await forwarder.send({
      method: 'GET',
      host: 'api.binance.com',
      target: '/',
      headers: {},
      body: '',
    });
    expect(outcome).toEqual({ kind: 'not-sent', cause: 'ECONNREFUSED' });
  });

  it('sends nothing that was stopped while it waited for a connection', async () => {
    const waiting: Socket[] = [];
    const { upstream, forwarder } = await send((socket, request) => {
      if (request.startsWith('GET')) waiting.push(socket);
      else socket.write(ok);
    }, 5_000);
    const request = { host: 'api.binance.com', target: '/api/v3/order', headers: {}, body: '' } as const;
    const reads = Array.from({ length: 64 }, () => forwarder.send({ ...request, method: 'GET' }));
    while (waiting.length < reads.length) await sleep(5);
    let mayGo = true;
    const orders = [true, false].map((isAsked) =>
      forwarder.send({ ...request, method: 'POST' }, isAsked ? () => mayGo : undefined),
    );
    await sleep(20);
    mayGo = false;
    for (const socket of waiting) socket.write(ok);
    const [stopped, sent] = await Promise.all(orders);
    expect(stopped).toEqual({ kind: 'not-sent', cause: 'STOPPED' });
    expect(sent).toMatchObject({ kind: 'answered' });
    expect((await Promise.all(reads)).every(({ kind }) => kind === 'answered')).toBe(true);
    expect(upstream.received.filter((bytes) => bytes.startsWith('POST'))).toHaveLength(2);
  });

  it('skips what an exchange says before its answer', async () => {
    const { outcome } = await send((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${ok}`));
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, body: '{}' });
  });
});
