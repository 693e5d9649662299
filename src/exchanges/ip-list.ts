import { isIP } from 'node:net';
import type { JsonValue } from '../core/index.ts';
import type { Ability } from './exchange.ts';

/** Whether a key is bound, and to what. */
export interface Bound {
  readonly ipRestricted: Ability;
  /** Absent where the exchange shows none, or one that cannot be read. */
  readonly ips?: readonly string[];
}

const untold: Bound = { ipRestricted: 'unknown' };

/**
 * What a list of addresses says: `yes` only where each entry is an address or a range, and none is every address; `no` where the list is
 * empty or one entry is every address; `unknown` where it is no list, or an entry cannot be read.
 */
export function boundTo(list: JsonValue | readonly (JsonValue | undefined)[] | undefined): Bound {
  if (!Array.isArray(list)) return untold;
  const entries = (list as readonly (JsonValue | undefined)[]).map((entry) =>
    typeof entry === 'string' ? entry.trim() : undefined,
  );
  const ips = entries.filter((entry) => entry !== undefined);
  const reaches = ips.map(reachOf);
  if (reaches.includes('everything')) return { ipRestricted: 'no', ips };
  if (ips.length !== list.length || reaches.includes('unreadable')) return untold;
  return { ipRestricted: ips.length === 0 ? 'no' : 'yes', ips };
}

/** The same for a list that is one text with commas. */
export function boundByText(text: JsonValue | undefined): Bound {
  if (typeof text !== 'string') return untold;
  if (text.trim() === '') return boundTo([]);
  const entries = text.split(',').filter((entry) => entry.trim() !== '');
  return entries.length === 0 ? untold : boundTo(entries);
}

type Reach = 'everything' | 'some' | 'unreadable';

/** No owner has a network with a shorter prefix: two halves of all addresses are no list either. */
const SHORTEST_BITS = { 4: 8, 6: 16 } as const;
/** The prefix of IPv4 addresses that are written as IPv6. */
const MAPPED_BITS = 96;

function reachOf(entry: string): Reach {
  if (entry === '*' || /^0+\/0+$/.test(entry)) return 'everything';
  if (entry.includes('*')) return reachOfMask(entry);
  const [from = '', to, ...more] = entry.split('-').map((part) => part.trim());
  if (more.length > 0) return 'unreadable';
  return to === undefined ? reachOfNetwork(from) : reachOfRange(from, to);
}

/** An IPv4 address of which some numbers are masked, or stand for all: `203.*.*.7`. */
function reachOfMask(entry: string): Reach {
  const numbers = entry.split('.');
  if (numbers.length < 2 || numbers.length > 4 || !numbers.every((part) => /^(?:\*{1,3}|\d{1,3})$/.test(part)))
    return 'unreadable';
  const shown = numbers.filter((part) => !part.startsWith('*'));
  if (shown.some((part) => Number(part) > 255)) return 'unreadable';
  return shown.length === 0 ? 'everything' : 'some';
}

function reachOfNetwork(entry: string): Reach {
  const { address = '', bits } = /^(?<address>[0-9a-fA-F.:]+)(?:\/(?<bits>\d{1,3}))?$/.exec(entry)?.groups ?? {};
  const version = isIP(address);
  if (version !== 4 && version !== 6) return 'unreadable';
  const width = version === 4 ? 32 : 128;
  const length = bits === undefined ? width : Number(bits);
  if (length > width) return 'unreadable';
  const value = numberOf(address);
  if (value === 0n) return 'everything';
  if (version === 6 && value >> 32n === 0xffffn && length >= MAPPED_BITS)
    return length - MAPPED_BITS < SHORTEST_BITS[4] || (value & 0xffffffffn) === 0n ? 'everything' : 'some';
  return length < SHORTEST_BITS[version] ? 'everything' : 'some';
}

function reachOfRange(from: string, to: string): Reach {
  const version = isIP(from);
  if ((version !== 4 && version !== 6) || isIP(to) !== version) return 'unreadable';
  const size = numberOf(to) - numberOf(from) + 1n;
  if (size <= 0n) return 'unreadable';
  const isMapped = version === 6 && numberOf(from) >> 32n === 0xffffn;
  const most = isMapped || version === 4 ? 1n << BigInt(32 - SHORTEST_BITS[4]) : 1n << BigInt(128 - SHORTEST_BITS[6]);
  return size > most ? 'everything' : 'some';
}

/** An address that `isIP` takes, as one number. */
function numberOf(address: string): bigint {
  if (isIP(address) === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [, head = '', v4] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const low = v4 === undefined ? undefined : numberOf(v4);
  const plain = low === undefined ? address : `${head}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  const [left = '', right] = plain.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(left), groups(right ?? '')];
  const between = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...between, ...after].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
