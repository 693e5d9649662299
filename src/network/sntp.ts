import type { Clock } from '../core/index.ts';
import { type NtpFault, ntpRequest, readNtpReply } from './sntp-packet.ts';

/** A datagram socket that is bound to one peer: what others send does not reach it. */
export interface Datagrams {
  send(packet: Uint8Array): void;
  /** Called for each datagram, and with an error when the peer cannot be reached. */
  listen(onPacket: (packet: Uint8Array) => void, onError: (error: Error) => void): void;
  close(): void;
}

/** What network time needs of the host; a test brings its own. */
export interface NtpHost {
  readonly clock: Clock;
  readonly random: (size: number) => Uint8Array;
  /** All addresses of a name, at most one of each family is asked. Rejects when there are none. */
  resolve(name: string): Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]>;
  open(peer: { readonly address: string; readonly family: 4 | 6; readonly port: number }): Promise<Datagrams>;
  /** Ends early, without an error, when the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One server's time against ours. */
export interface NtpReading {
  readonly server: string;
  readonly address: string;
  readonly stratum: number;
  /** How far the server's clock is ahead of ours: ((t1 - t0) + (t2 - t3)) / 2 of the quickest answer. */
  readonly offsetMs: number;
  /** How long that answer was under way, there and back. */
  readonly delayMs: number;
  /** How far `offsetMs` may be from the truth: half of the way, and what the server says of itself. */
  readonly errorMs: number;
}

/** A server that said nothing usable. */
export interface NtpSilence extends NtpFault {
  readonly server: string;
}

/** Whether a server gave its time. */
export function isReading(answer: NtpReading | NtpSilence): answer is NtpReading {
  return !('fault' in answer);
}

export interface NtpOptions {
  readonly timeoutMs: number;
  /** Answers that are asked for, one after the other; the quickest counts. */
  readonly samples: number;
}

const PORT = 123;
/** Public servers ask for at least this between two requests; those on this host do not. */
const APART_MS = 4_000;
const CLOCK_GRAIN_MS = 1;

/** Asks several servers at once, each over IPv4 and IPv6 where it has both. A server is `host`, `host:port` or `[address]:port`. */
export function askNtp(
  servers: readonly string[],
  options: NtpOptions,
  host: NtpHost,
): Promise<readonly (NtpReading | NtpSilence)[]> {
  return Promise.all(servers.map((server) => askServer(server, options, host)));
}

async function askServer(server: string, options: NtpOptions, host: NtpHost): Promise<NtpReading | NtpSilence> {
  const { name, port } = serverParts(server);
  let addresses: Awaited<ReturnType<NtpHost['resolve']>>;
  try {
    addresses = await within(options.timeoutMs, host.resolve(name), host);
  } catch {
    return { server, fault: 'its name is not found' };
  }
  const one = ([4, 6] as const).flatMap((wanted) => addresses.find(({ family }) => family === wanted) ?? []);
  const found = await Promise.all(one.map((peer) => askAddress(server, { ...peer, port }, options, host)));
  const readings = found.filter(isReading);
  return quickest(readings) ?? found[0] ?? { server, fault: 'its name is not found' };
}

type Peer = Parameters<NtpHost['open']>[0];

async function askAddress(
  server: string,
  peer: Peer,
  { samples, timeoutMs }: NtpOptions,
  host: NtpHost,
): Promise<NtpReading | NtpSilence> {
  const readings: NtpReading[] = [];
  let last: NtpSilence = { server, fault: 'it does not answer' };
  for (let count = 0; count < samples; count++) {
    if (count > 0 && !/^127\.|^::1$/.test(peer.address)) await host.sleep(APART_MS);
    const found = await askOnce(server, peer, timeoutMs, host);
    if ('fault' in found) {
      last = found;
      // Whoever refuses or is not there is not asked again.
      break;
    }
    readings.push(found);
  }
  return quickest(readings) ?? last;
}

/** One request, one answer. Waits for the right answer as long as there is time: a wrong one may be a forgery. */
async function askOnce(server: string, peer: Peer, timeoutMs: number, host: NtpHost): Promise<NtpReading | NtpSilence> {
  let socket: Datagrams;
  try {
    socket = await host.open(peer);
  } catch (error) {
    return { server, fault: notReached(error) };
  }
  const { clock } = host;
  const cookie = host.random(8);
  let wrong = 'it does not answer';
  try {
    return await within(
      timeoutMs,
      new Promise<NtpReading | NtpSilence>((done) => {
        const t0 = clock.nowMs();
        const startMs = clock.monotonicMs();
        socket.listen(
          (packet) => {
            // By the clock that does not jump: our wall time may be set meanwhile.
            const tookMs = clock.monotonicMs() - startMs;
            const reply = readNtpReply(packet, cookie, t0);
            if ('fault' in reply) {
              wrong = reply.fault;
              if (wrong.startsWith('it ')) done({ server, fault: wrong });
              return;
            }
            const { receivedMs: t1, sentMs: t2, stratum, rootDistanceMs } = reply;
            const delayMs = Math.max(0, tookMs - (t2 - t1));
            const offsetMs = (t1 - t0 + (t2 - (t0 + tookMs))) / 2;
            const errorMs = delayMs / 2 + rootDistanceMs + CLOCK_GRAIN_MS;
            done({ server, address: peer.address, stratum, offsetMs, delayMs, errorMs });
          },
          (error) => done({ server, fault: notReached(error) }),
        );
        socket.send(ntpRequest(cookie));
      }),
      host,
    );
  } catch {
    return { server, fault: wrong };
  } finally {
    socket.close();
  }
}

function quickest(readings: readonly NtpReading[]): NtpReading | undefined {
  return readings.toSorted((a, b) => a.delayMs - b.delayMs)[0];
}

function notReached(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return `it is not reached${code === undefined ? '' : ` (${code})`}`;
}

/** Rejects after the time given. */
async function within<T>(timeoutMs: number, work: Promise<T>, host: NtpHost): Promise<T> {
  const late = Symbol('late');
  const done = new AbortController();
  try {
    const first = await Promise.race([work, host.sleep(timeoutMs, done.signal).then(() => late)]);
    if (first === late) throw new Error('too late');
    return first as T;
  } finally {
    done.abort();
  }
}

/** The host and port of a server as the settings name it. */
export function serverParts(server: string): { readonly name: string; readonly port: number } {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(server) ?? [];
  return { name: bracketed ?? plain ?? server, port: port === undefined ? PORT : Number(port) };
}
