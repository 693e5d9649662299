import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ntpRequest, readNtpReply } from './sntp-packet.ts';

const cookie = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const nowMs = Date.UTC(2026, 10, 22);

interface Fields {
  readonly first?: number;
  readonly stratum?: number;
  readonly refid?: string;
  readonly rootDelay?: number;
  readonly rootDispersion?: number;
  readonly origin?: Uint8Array;
  readonly receivedMs?: number;
  readonly sentMs?: number;
}

/** An answer that is right but for what is given. */
function answer(fields: Fields = {}): Uint8Array {
  const { first = 0x24, stratum = 2, refid = '', rootDelay = 0, rootDispersion = 0, origin = cookie } = fields;
  const packet = Buffer.alloc(48);
  packet[0] = first;
  packet[1] = stratum;
  packet.writeUInt32BE(Math.round(rootDelay * 65_536), 4);
  packet.writeUInt32BE(Math.round(rootDispersion * 65_536), 8);
  packet.write(refid, 12, 'latin1');
  packet.set(origin, 24);
  writeTime(packet, 32, fields.receivedMs ?? nowMs);
  writeTime(packet, 40, fields.sentMs ?? nowMs + 1);
  return packet;
}

function writeTime(packet: Buffer, at: number, ms: number): void {
  if (Number.isNaN(ms)) return;
  const seconds = Math.floor(ms / 1_000);
  packet.writeUInt32BE((seconds + 2_208_988_800) % 2 ** 32, at);
  packet.writeUInt32BE(Math.floor(((ms - seconds * 1_000) / 1_000) * 2 ** 32), at + 4);
}

describe('an NTP request', () => {
  it('has 48 bytes, version 4 and mode client, and tells nothing but the random bytes', () => {
    const packet = ntpRequest(cookie);
    expect([...packet]).toEqual([0x23, ...Array<number>(39).fill(0), ...cookie]);
  });
});

describe('an NTP answer', () => {
  it('tells stratum, both times and how sure the server is', () => {
    const read = readNtpReply(
      answer({ stratum: 3, rootDelay: 0.02, rootDispersion: 0.005, sentMs: nowMs + 4 }),
      cookie,
      nowMs,
    );
    expect(read).toMatchObject({ stratum: 3, receivedMs: nowMs });
    if ('fault' in read) throw new Error(read.fault);
    expect(read.sentMs).toBeCloseTo(nowMs + 4, 3);
    expect(read.rootDistanceMs).toBeCloseTo(15, 0);
  });

  it.each<[string, Fields, string]>([
    ['of another mode', { first: 0x23 }, 'an answer of mode 3'],
    ['of an old version', { first: 0x14 }, 'an answer of version 2'],
    ['to another request', { origin: new Uint8Array(8) }, 'an answer to another request'],
    ['of a server that refuses', { stratum: 0, refid: 'RATE' }, 'it refuses to answer (RATE)'],
    ['of a server that has no time yet', { stratum: 0, first: 0xe4 }, 'its own clock is not set'],
    ['of a server whose clock is not set', { stratum: 16 }, 'its own clock is not set'],
    ['with the leap word for not set', { first: 0xe4 }, 'its own clock is not set'],
    ['of a server far from its source', { rootDispersion: 3 }, 'it is not sure of the time itself'],
    ['without a time', { sentMs: Number.NaN }, 'an answer without a time'],
    ['that left before the request came', { sentMs: nowMs - 1 }, 'an answer that left before its request came'],
  ])('%s is a fault', (_title, fields, fault) => {
    expect(readNtpReply(answer(fields), cookie, nowMs)).toEqual({ fault });
  });

  it('that refuses somebody else is not taken for a refusal', () => {
    const forged = answer({ stratum: 0, refid: 'DENY', origin: new Uint8Array(8) });
    expect(readNtpReply(forged, cookie, nowMs)).toEqual({ fault: 'an answer to another request' });
  });

  it('is read beyond the end of the first era, in 2036', () => {
    const then = Date.UTC(2036, 1, 8);
    const read = readNtpReply(answer({ receivedMs: then, sentMs: then }), cookie, then - 60_000);
    expect(read).toMatchObject({ receivedMs: then });
  });

  it('of any bytes is a reading or a fault, and never throws', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.uint8Array({ minLength: 48, maxLength: 80 }).map((packet) => {
        packet[0] = 0x24;
        packet.set(cookie, 24);
        return packet;
      }),
    );
    fc.assert(
      fc.property(bytes, (packet) => {
        const read = readNtpReply(packet, cookie, nowMs);
        if ('fault' in read) {
          expect(read.fault).toMatch(/^[ -~]+$/);
          return;
        }
        expect(read.stratum).toBeGreaterThanOrEqual(1);
        expect(read.stratum).toBeLessThanOrEqual(15);
        expect(read.sentMs).toBeGreaterThanOrEqual(read.receivedMs);
        expect(read.rootDistanceMs).toBeLessThanOrEqual(1_000);
        expect(Math.abs(read.receivedMs - nowMs)).toBeLessThanOrEqual(2 ** 31 * 1_000 + 1);
      }),
    );
  });
});
