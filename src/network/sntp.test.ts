import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { type NtpServer, type NtpServerOptions, startNtp } from '../../test/ntp-server.ts';
import { systemClock } from '../core/index.ts';
import { systemNtpHost } from './datagrams.ts';
import { vote } from './ntp-vote.ts';
import { askNtp, isReading, type NtpReading, serverParts } from './sntp.ts';

const host = systemNtpHost(systemClock);
const options = { timeoutMs: 1_000, samples: 3 };
const open: { end(): Promise<void> }[] = [];

async function start(context: Parameters<typeof startNtp>[0], server?: NtpServerOptions): Promise<NtpServer> {
  const started = await startNtp(context, server);
  open.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.end()));
});

async function readOne(server: string): Promise<NtpReading> {
  const [read] = await askNtp([server], options, host);
  if (!read || !isReading(read)) throw new Error(JSON.stringify(read));
  return read;
}

/** A server on loopback that answers with what it is told to. */
async function forger(answer: (request: Buffer) => readonly Uint8Array[]): Promise<string> {
  const socket = createSocket('udp4');
  socket.on('message', (request, from) => {
    for (const packet of answer(request)) socket.send(packet, from.port, from.address);
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  open.push({ end: () => new Promise((done) => socket.close(() => done())) });
  return `127.0.0.1:${socket.address().port}`;
}

/** A forged answer with a time two hours from now. */
function forged(request: Buffer, origin: Uint8Array): Buffer {
  const packet = Buffer.alloc(48);
  packet[0] = 0x24;
  packet[1] = 1;
  packet.set(origin, 24);
  const seconds = Math.floor(systemClock.nowMs() / 1_000) + 2_208_988_800 + 7_200;
  packet.writeUInt32BE(seconds, 32);
  packet.writeUInt32BE(seconds, 40);
  return request.length === 48 ? packet : Buffer.alloc(0);
}

describe('against a real NTP server', () => {
  it('the offset of a server with this clock is next to nothing', async (context) => {
    const { server } = await start(context);
    const read = await readOne(server);
    expect(read).toMatchObject({ server, address: '127.0.0.1', stratum: 5 });
    expect(Math.abs(read.offsetMs)).toBeLessThan(20);
    expect(Math.abs(read.offsetMs)).toBeLessThanOrEqual(read.errorMs);
  });

  it('the offset of a server 2.5 s ahead is 2.5 s', async (context) => {
    const { server } = await start(context, { shift: '+2.5s' });
    const read = await readOne(server);
    expect(Math.abs(read.offsetMs - 2_500)).toBeLessThan(50);
  });

  it('a server is asked over IPv6', async (context) => {
    const { server } = await start(context, { address: '::1' });
    expect(await readOne(server)).toMatchObject({ server, address: '::1' });
  });

  it('a server whose clock is not set is a fault', async (context) => {
    const { server } = await start(context, { stratum: 'none' });
    expect(await askNtp([server], options, host)).toEqual([{ server, fault: 'its own clock is not set' }]);
  });

  it('one server that is wrong is outvoted by two', async (context) => {
    const [a, b, wrong] = await Promise.all([start(context), start(context), start(context, { shift: '-9s' })]);
    const found = vote(await askNtp([a.server, b.server, wrong.server], options, host));
    expect(found).toMatchObject({ kind: 'agreed', falsetickers: [wrong.server] });
    if (found.kind === 'agreed') expect(Math.abs(found.offsetMs)).toBeLessThan(20);
  });
});

describe('a server that is not to be believed', () => {
  it('is not heard when its answer is to another request', async () => {
    const server = await forger((request) => [forged(request, Buffer.alloc(8))]);
    const found = await askNtp([server], { timeoutMs: 200, samples: 2 }, host);
    expect(found).toEqual([{ server, fault: 'an answer to another request' }]);
  });

  it('does not keep the right answer out by being quicker', async () => {
    const server = await forger((request) => [
      Buffer.from('short'),
      forged(request, Buffer.alloc(8)),
      forged(request, request.subarray(40, 48)),
    ]);
    expect((await readOne(server)).offsetMs).toBeGreaterThan(7_190_000);
  });

  it('is not asked again once it has refused', async () => {
    let asked = 0;
    const server = await forger((request) => {
      asked++;
      const packet = forged(request, request.subarray(40, 48));
      packet[1] = 0;
      packet.write('RATE', 12);
      return [packet];
    });
    expect(await askNtp([server], options, host)).toEqual([{ server, fault: 'it refuses to answer (RATE)' }]);
    expect(asked).toBe(1);
  });

  it('is silent within the time given where nobody listens', async () => {
    const startMs = systemClock.monotonicMs();
    const [found] = await askNtp(['127.0.0.1:9'], { timeoutMs: 300, samples: 3 }, host);
    expect(found).toMatchObject({ fault: expect.stringMatching(/^it (?:is not reached|does not answer)/) });
    expect(systemClock.monotonicMs() - startMs).toBeLessThan(1_000);
  });

  it('has no address where its name is not found', async () => {
    const found = await askNtp(['nobody.invalid'], options, {
      ...host,
      resolve: () => Promise.reject(new Error('ENOTFOUND')),
    });
    expect(found).toEqual([{ server: 'nobody.invalid', fault: 'its name is not found' }]);
  });
});

describe('the name of a server', () => {
  it.each([
    ['time.example.com', 'time.example.com', 123],
    ['time.example.com:1123', 'time.example.com', 1123],
    ['192.0.2.1:7', '192.0.2.1', 7],
    ['[2001:db8::1]', '2001:db8::1', 123],
    ['[::1]:4460', '::1', 4460],
  ])('%s is host and port', (server, name, port) => {
    expect(serverParts(server)).toEqual({ name, port });
  });
});
