import { isIP } from 'node:net';

/** From the first to the last, both of them in it. */
type Range<T extends number | bigint> = readonly [T, T];

/** An address as it is asked for in many nets; `version` is 0 for what is none. */
export interface Address {
  readonly version: number;
  readonly number: bigint;
}

export function addressOf(text: string): Address {
  const version = isIP(text);
  return { version, number: version === 0 ? 0n : numberOf(text) };
}

/** `range` is absent where the address is one, and what follows it is not read. */
interface Net {
  readonly version: number;
  readonly range?: Range<bigint>;
}

/** `10.0.0.0/8`, `10.0.0.1` or `10.0.0.1-10.0.0.9`. */
function netOf(net: string): Net {
  const range = /^([^/-]+)-([^/-]+)$/.exec(net);
  const [base = '', length] = range ? [range[1] ?? ''] : net.split('/');
  const version = isIP(base);
  if (version === 0) return { version };
  const first = numberOf(base);
  if (range) {
    const end = range[2] ?? '';
    return isIP(end) === version ? { version, range: [first, numberOf(end)] } : { version };
  }
  const bits = version === 4 ? 32 : 128;
  const dotted = length?.includes('.') === true && isIP(length) === 4 ? maskBits(length) : undefined;
  const wanted = length === undefined ? bits : (dotted ?? (/^\d{1,3}$/.test(length) ? Number(length) : Number.NaN));
  if (!(wanted >= 0 && wanted <= bits)) return { version };
  const rest = BigInt(bits - wanted);
  const from = (first >> rest) << rest;
  return { version, range: [from, from + (1n << rest) - 1n] };
}

/** Whether an address is in `10.0.0.0/8`, `10.0.0.1` or `10.0.0.1-10.0.0.9`; `undefined` for what is none of these. */
export function inNet(address: string, net: string): boolean | undefined {
  const { version, range } = netOf(net);
  if (version === 0) return undefined;
  const asked = addressOf(address);
  if (version !== asked.version) return false;
  return range && range[0] <= asked.number && asked.number <= range[1];
}

/** Nets as they are searched: in their order, apart from each other. */
interface Searched {
  readonly four: readonly Range<bigint>[];
  readonly six: readonly Range<bigint>[];
  /** For which versions some are not read; 0 is for all. */
  readonly unread: readonly number[];
}

/** Each list is read once, however many packets are asked for. */
const searched = new WeakMap<readonly string[], Searched>();

/** Whether an address is in any of them; `undefined` where it is in none, and some are not read. */
export function inNets({ version, number }: Address, nets: readonly string[]): boolean | undefined {
  let known = searched.get(nets);
  if (known === undefined) {
    known = searchedOf(nets);
    searched.set(nets, known);
  }
  if (version !== 0 && isWithin(number, version === 4 ? known.four : known.six)) return true;
  return known.unread.includes(0) || known.unread.includes(version) ? undefined : false;
}

function searchedOf(nets: readonly string[]): Searched {
  const four: Range<bigint>[] = [];
  const six: Range<bigint>[] = [];
  const unread = new Set<number>();
  for (const net of nets) {
    const { version, range } = netOf(net);
    if (range === undefined) unread.add(version);
    else (version === 4 ? four : six).push(range);
  }
  return { four: inOrder(four), six: inOrder(six), unread: [...unread] };
}

/** So few are asked one by one. */
const FEW = 8;
const ordered = new WeakMap<readonly Range<number>[], readonly Range<number>[]>();

/** Whether a number, such as a port, is in any of the ranges. */
export function isAmong(value: number, ranges: readonly Range<number>[]): boolean {
  if (ranges.length <= FEW) return ranges.some(([from, to]) => value >= from && value <= to);
  let known = ordered.get(ranges);
  if (known === undefined) {
    known = inOrder(ranges);
    ordered.set(ranges, known);
  }
  return isWithin(value, known);
}

function inOrder<T extends number | bigint>(ranges: readonly Range<T>[]): readonly Range<T>[] {
  const apart: [T, T][] = [];
  const sorted = ranges.filter(([from, to]) => from <= to).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [from, to] of sorted) {
    const last = apart.at(-1);
    if (last === undefined || from > last[1]) apart.push([from, to]);
    else if (to > last[1]) last[1] = to;
  }
  return apart;
}

function isWithin<T extends number | bigint>(value: T, ranges: readonly Range<T>[]): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const at = (low + high) >> 1;
    const [from, to] = ranges[at] as Range<T>;
    if (value < from) high = at;
    else if (value > to) low = at + 1;
    else return true;
  }
  return false;
}

function maskBits(mask: string): number {
  return numberOf(mask).toString(2).replace(/0+$/, '').length;
}

/** An address as a number; of IPv6 with an embedded IPv4 part too. */
function numberOf(address: string): bigint {
  if (isIP(address) === 4) return address.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
  const [plain = ''] = address.split('%');
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(plain);
  const hex = (a: string | undefined, b: string | undefined) => ((Number(a) << 8) | Number(b)).toString(16);
  const whole = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : plain;
  const [head = '', tail] = whole.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  return groups.reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}
