/** What a server's answer says, checked. Times are ms since the epoch. */
export interface NtpReply {
  readonly stratum: number;
  /** When the server had the request, and when it sent the answer. */
  readonly receivedMs: number;
  readonly sentMs: number;
  /** How far the server itself may be from the true time, at most. */
  readonly rootDistanceMs: number;
}

export interface NtpFault {
  readonly fault: string;
}

const PACKET_BYTES = 48;
const COOKIE_BYTES = 8;
const ORIGIN_AT = 24;
const RECEIVED_AT = 32;
const SENT_AT = 40;
/** 1900-01-01 to 1970-01-01. */
const EPOCH_SECONDS = 2_208_988_800;
const ERA_SECONDS = 2 ** 32;
/** RFC 5905 (MAXDIST): a server further from its source than this is not to be believed. */
const MOST_ROOT_DISTANCE_MS = 1_000;
const WEEK_MS = 7 * 86_400_000;

/** A request as of RFC 5905, with eight random bytes in the place of our time: the answer must carry them, and our clock is told to nobody. */
export function ntpRequest(cookie: Uint8Array): Uint8Array {
  const packet = new Uint8Array(PACKET_BYTES);
  // No leap warning, version 4, mode client.
  packet[0] = (4 << 3) | 3;
  packet.set(cookie.subarray(0, COOKIE_BYTES), SENT_AT);
  return packet;
}

/** Reads an answer; never throws. `nearMs` is our own time: it tells the era, for the seconds start again at zero in 2036. */
export function readNtpReply(packet: Uint8Array, cookie: Uint8Array, nearMs: number): NtpReply | NtpFault {
  if (packet.length < PACKET_BYTES) return { fault: `an answer of ${packet.length} bytes` };
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const first = view.getUint8(0);
  const [leap, version, mode] = [first >> 6, (first >> 3) & 7, first & 7];
  if (mode !== 4) return { fault: `an answer of mode ${mode}` };
  if (version < 3 || version > 4) return { fault: `an answer of version ${version}` };
  // Before anything else is believed, also a refusal: whoever cannot see our request cannot answer it.
  for (let at = 0; at < COOKIE_BYTES; at++)
    if (packet[ORIGIN_AT + at] !== cookie[at]) return { fault: 'an answer to another request' };
  const stratum = view.getUint8(1);
  const kiss = stratum === 0 ? kissCode(packet) : undefined;
  if (kiss !== undefined) return { fault: `it refuses to answer (${kiss})` };
  if (stratum === 0 || stratum > 15 || leap === 3) return { fault: 'its own clock is not set' };
  const rootDistanceMs = (shortSeconds(view, 4) / 2 + shortSeconds(view, 8)) * 1_000;
  if (rootDistanceMs > MOST_ROOT_DISTANCE_MS) return { fault: 'it is not sure of the time itself' };
  const [receivedMs, sentMs] = [timeMs(view, RECEIVED_AT, nearMs), timeMs(view, SENT_AT, nearMs)];
  if (receivedMs === undefined || sentMs === undefined) return { fault: 'an answer without a time' };
  if (sentMs < receivedMs || sentMs - receivedMs > WEEK_MS)
    return { fault: 'an answer that left before its request came' };
  return { stratum, receivedMs, sentMs, rootDistanceMs };
}

/** Four letters, with which a server says why it does not answer; one that merely has no time yet gives none. */
function kissCode(packet: Uint8Array): string | undefined {
  const code = String.fromCharCode(...packet.subarray(12, 16));
  return /^[A-Z]{4}$/.test(code) ? code : undefined;
}

/** Seconds, as 16 bits and 16 bits of fraction. */
function shortSeconds(view: DataView, at: number): number {
  return view.getUint32(at) / 65_536;
}

function timeMs(view: DataView, at: number, nearMs: number): number | undefined {
  const [seconds, fraction] = [view.getUint32(at), view.getUint32(at + 4)];
  if (seconds === 0 && fraction === 0) return undefined;
  const inFirstEra = (seconds - EPOCH_SECONDS) * 1_000;
  const era = Math.round((nearMs - inFirstEra) / (ERA_SECONDS * 1_000));
  return (seconds + era * ERA_SECONDS - EPOCH_SECONDS) * 1_000 + (fraction / ERA_SECONDS) * 1_000;
}
