import { isIP } from 'node:net';
import { type Address, addressOf, inNet, inNets, isAmong } from './nets.ts';

export type Family = 'ip' | 'ip6';

/** What a rule asks of a packet; `other`: something that is not read here, so it may hold or not. */
export type Condition =
  | {
      readonly field: 'in' | 'out' | 'protocol' | 'state' | 'kind';
      readonly values: readonly string[];
      readonly not: boolean;
    }
  | {
      readonly field: 'port' | 'askedPort' | 'uid';
      readonly ranges: readonly (readonly [number, number])[];
      readonly not: boolean;
      readonly protocol?: string;
    }
  | { readonly field: 'source' | 'target'; readonly nets: readonly string[]; readonly not: boolean }
  | { readonly field: 'family'; readonly family: Family; readonly not: boolean }
  /** Kinds of ICMP, by name or number. */
  | { readonly field: 'icmp'; readonly types: readonly string[]; readonly not: boolean }
  /** Any of the ways holds, each with all of its conditions. */
  | { readonly field: 'any'; readonly ways: readonly (readonly Condition[])[]; readonly not: boolean }
  /** The packet was led here from another port or address. */
  | { readonly field: 'led'; readonly not: boolean }
  /** So many in a time, so many at once: somebody may be among them, nobody has to be. */
  | { readonly field: 'limit' }
  | { readonly field: 'other' };

export type Verdict =
  | 'accept'
  | 'drop'
  | 'return'
  /** Leads it to another address. */
  | 'lead'
  /** Counts, logs, marks: the next rule is asked. */
  | 'next'
  | { readonly jump: string }
  | { readonly goto: string };

export interface FilterRule {
  readonly conditions: readonly Condition[];
  readonly verdict: Verdict;
  /** `untracked`: its connection is not followed. `changed`: it has another port or address from here on. */
  readonly effect?: 'untracked' | 'changed';
}

type Ports = readonly (readonly [number, number])[];

export interface Chain {
  /** `netdev` sees packets of every family, on its devices. */
  readonly family: Family | 'inet' | 'netdev';
  readonly table: string;
  readonly name: string;
  /** `turn`: it may lead what this host sends to another address. */
  readonly hook?: string;
  /** Lower ones of a hook are asked first; 0 when absent. */
  readonly priority?: number;
  /** Its devices, for the hooks that have some. */
  readonly devices?: readonly string[];
  readonly policy?: 'accept' | 'drop';
  readonly rules: readonly FilterRule[];
  /** Ports to which it leads what asked for others. */
  readonly leads?: Ports;
  /** Ports of this host to which it hands what asks for others, which keeps its own port (TPROXY). */
  readonly hands?: Ports;
}

/** The first packet of a connection. */
export interface Packet {
  readonly family: Family;
  readonly in?: string;
  readonly out?: string;
  /** Of ICMP it is a ping. */
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly port: number;
  /** The port that was asked for, where it was led to another one. */
  readonly askedPort?: number;
  /** The address that was asked for, where it was led to another one. */
  readonly askedTarget?: string;
  readonly source: string;
  readonly target: string;
  readonly uid?: number;
}

const DEEPEST = 16;
const MOST_STEPS = 20_000;

/** The hooks that a packet passes on its way, in their order. */
const ways: Readonly<Record<string, readonly string[]>> = {
  input: ['ingress', 'prerouting', 'input'],
  forward: ['ingress', 'prerouting', 'forward', 'postrouting', 'egress'],
  output: ['output', 'postrouting', 'egress'],
};
/** At which priority of prerouting a packet is led to another port or address. */
const LEADS_AT = -100;

export type Gate = 'open' | 'shut' | 'unknown';

/** What all chains on the way of a packet to, through or from this host do with it; `unknown` where a condition that is not known decides over it. */
export function gateOf(chains: readonly Chain[], hook: 'input' | 'forward' | 'output', packet: Packet): Gate {
  const own = chains.filter(({ family }) => family === 'inet' || family === 'netdev' || family === packet.family);
  const way: Walk = { chains: own, packet, left: MOST_STEPS, mayBeUntracked: false, isChanged: false };
  const each = (ways[hook] ?? []).flatMap((at) =>
    own
      .filter((chain) => chain.hook === at && seesDevice(chain, at, packet) !== false)
      .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
      .map((chain) => {
        way.packet = isBeforeLead(chain, at) ? beforeLead(packet) : packet;
        const fates = walk(way, chain, 0);
        const end = chain.policy ?? 'accept';
        return {
          mayPass:
            fates.has('accept') ||
            (fates.has('end') && end === 'accept') ||
            seesDevice(chain, at, packet) === undefined,
          mayDrop: fates.has('drop') || (fates.has('end') && end === 'drop'),
        };
      }),
  );
  // Who is handed to the port by another one passes by the rules for that other one.
  const isHanded = hook === 'input' && own.some(({ hands = [] }) => isAmong(packet.port, hands));
  if (each.some(({ mayPass }) => !mayPass)) return isHanded || (hook === 'output' && mayTurn(way)) ? 'unknown' : 'shut';
  return each.some(({ mayDrop }) => mayDrop) ? 'unknown' : 'open';
}

/** What this host sends may be led to a program of its own, such as a proxy, which sends it on under other rules. */
function mayTurn(way: Walk): boolean {
  const turns = way.chains.filter(({ hook }) => hook === 'turn');
  return way.chains.some(({ hands = [] }) => hands.length > 0) || turns.some((one) => walk(way, one, 0).has('led'));
}

/** `undefined`: on which devices it stands is not told. */
function seesDevice({ devices }: Chain, hook: string, packet: Packet): boolean | undefined {
  if (hook !== 'ingress' && hook !== 'egress') return true;
  const device = hook === 'ingress' ? packet.in : packet.out;
  if (device === undefined) return false;
  return devices?.some((one) => fitsName(one, device));
}

function isBeforeLead({ priority = 0 }: Chain, hook: string): boolean {
  return hook === 'ingress' || (hook === 'prerouting' && priority <= LEADS_AT);
}

/** The packet as it came, with what it asked for. */
function beforeLead({ out: _, askedPort, askedTarget, ...packet }: Packet): Packet {
  return { ...packet, port: askedPort ?? packet.port, target: askedTarget ?? packet.target };
}

/** An accept and a lead may hang on a condition that is not known; a drop that does is none. */
type Fate = 'accept' | 'drop' | 'led' | 'end';

interface Walk {
  readonly chains: readonly Chain[];
  packet: Packet;
  left: number;
  /** A rule on the way may have left its connection unfollowed. */
  mayBeUntracked: boolean;
  /** A rule on the way may have given it another port or address. */
  isChanged: boolean;
}

function walk(way: Walk, chain: Chain, depth: number): ReadonlySet<Fate> {
  const fates = new Set<Fate>();
  for (const { conditions, verdict, effect } of chain.rules) {
    // Rules beyond reason may do anything.
    if (depth > DEEPEST || way.left-- <= 0) return new Set(['accept', 'drop', 'led']);
    if (verdict === 'next' && effect === undefined) continue;
    const holds = holdsAll(conditions, verdict, way);
    if (holds === false) continue;
    if (effect === 'untracked') way.mayBeUntracked = true;
    if (effect === 'changed') way.isChanged = true;
    if (verdict === 'next') continue;
    if (verdict === 'accept' || verdict === 'drop') {
      if (holds === true) return fates.add(verdict);
      if (verdict === 'accept') fates.add('accept');
      continue;
    }
    if (verdict === 'return' || verdict === 'lead') {
      fates.add(verdict === 'lead' ? 'led' : 'end');
      if (holds === true) return fates;
      continue;
    }
    const name = 'jump' in verdict ? verdict.jump : verdict.goto;
    const next = way.chains.find(
      (one) => one.name === name && one.table === chain.table && one.family === chain.family,
    );
    if (!next) {
      // What is not read here may accept or change it.
      way.isChanged = true;
      fates.add('accept').add('led');
      continue;
    }
    const inside = walk(way, next, depth + 1);
    if (inside.has('accept')) fates.add('accept');
    if (inside.has('led')) fates.add('led');
    if (inside.has('drop') && holds === true) fates.add('drop');
    const isOver = holds === true && ('goto' in verdict || !inside.has('end'));
    if ('goto' in verdict && inside.has('end')) fates.add('end');
    if (isOver) return fates;
  }
  return fates.add('end');
}

/** `undefined`: not known. */
function holdsAll(conditions: readonly Condition[], verdict: Verdict, way: Walk): boolean | undefined {
  let isSure = true;
  for (const one of conditions) {
    const found = holds(one, verdict, way);
    if (found === false) return false;
    isSure &&= found === true;
  }
  return isSure ? true : undefined;
}

function holds(condition: Condition, verdict: Verdict, way: Walk): boolean | undefined {
  if (condition.field === 'other') return undefined;
  // Who waits or is first gets through an accept with a limit; who comes in numbers gets past a drop with one.
  if (condition.field === 'limit') return verdict === 'accept' || verdict === 'return' ? true : undefined;
  const plain =
    condition.field === 'any'
      ? holdsAny(condition.ways, verdict, way)
      : condition.field === 'led'
        ? isLed(way)
        : plainly(condition, way);
  return plain === undefined ? undefined : plain !== condition.not;
}

function holdsAny(all: Ways, verdict: Verdict, way: Walk): boolean | undefined {
  let isSure = true;
  // Once its address may be another, none of them is ruled out.
  for (const one of way.isChanged || all.length < MANY_WAYS ? all : waysFor(all, way.packet)) {
    const found = holdsAll(one, verdict, way);
    if (found === true) return true;
    isSure &&= found === false;
  }
  return isSure ? false : undefined;
}

type Ways = readonly (readonly Condition[])[];

/** From so many on, it is kept which of them an address leaves. */
const MANY_WAYS = 32;
const left = new WeakMap<Ways, { readonly asks: ReadonlySet<string>; readonly byEnds: Map<string, Ways> }>();

/** Those that the addresses of a packet do not rule out, whatever its port. */
function waysFor(all: Ways, packet: Packet): Ways {
  let known = left.get(all);
  if (known === undefined) {
    known = { asks: new Set(all.flatMap((one) => one.map(({ field }) => field))), byEnds: new Map() };
    left.set(all, known);
  }
  const { asks, byEnds } = known;
  const key = [asks.has('source') && packet.source, asks.has('target') && packet.target].join(' ');
  let found = byEnds.get(key);
  if (found === undefined) {
    found = all.filter((one) => !one.some((condition) => isElsewhere(condition, packet)));
    byEnds.set(key, found);
  }
  return found;
}

function isElsewhere(condition: Condition, packet: Packet): boolean {
  if (condition.field !== 'source' && condition.field !== 'target') return false;
  return inNets(endOf(packet, condition.field), condition.nets) === condition.not;
}

const ends = new WeakMap<Packet, { source?: Address; target?: Address }>();

/** Its address as a number, which each of the rules asks for. */
function endOf(packet: Packet, end: 'source' | 'target'): Address {
  const known = ends.get(packet) ?? {};
  ends.set(packet, known);
  known[end] ??= addressOf(packet[end]);
  return known[end];
}

function isLed({ chains, packet: { port, askedPort } }: Walk): boolean | undefined {
  if (askedPort !== undefined) return true;
  const mayBe = chains.some(({ leads = [] }) => isAmong(port, leads));
  return mayBe ? undefined : false;
}

type Plain = Exclude<Condition, { field: 'other' | 'any' | 'led' | 'limit' }>;

const changeable: ReadonlySet<Condition['field']> = new Set(['port', 'askedPort', 'source', 'target', 'kind', 'icmp']);

function plainly(condition: Plain, { packet, mayBeUntracked, isChanged }: Walk): boolean | undefined {
  if (isChanged && changeable.has(condition.field)) return undefined;
  switch (condition.field) {
    case 'in':
      return packet.in === undefined ? false : condition.values.some((one) => fitsName(one, packet.in ?? ''));
    case 'out':
      return packet.out === undefined ? false : condition.values.some((one) => fitsName(one, packet.out ?? ''));
    case 'protocol':
      return condition.values.some((one) => one === 'all' || namesOf(packet).includes(one));
    case 'state':
      if (mayBeUntracked && condition.values.includes('untracked') !== condition.values.includes('new'))
        return undefined;
      return condition.values.includes('new');
    case 'kind':
      return condition.values.includes(isOwn(packet) ? 'unicast' : 'local');
    case 'icmp':
      if (packet.protocol !== 'icmp') return condition.not;
      return condition.types.some((one) => one === 'any' || one === 'echo-request' || one === PINGS[packet.family]);
    case 'port':
      if (condition.protocol !== undefined && condition.protocol !== packet.protocol) return condition.not;
      return packet.protocol === 'icmp' ? undefined : isAmong(packet.port, condition.ranges);
    case 'askedPort':
      return isAmong(packet.askedPort ?? packet.port, condition.ranges);
    case 'uid': {
      const { uid } = packet;
      return uid === undefined ? false : isAmong(uid, condition.ranges);
    }
    case 'family':
      return condition.family === packet.family;
    default:
      return inNets(endOf(packet, condition.field), condition.nets);
  }
}

const PINGS = { ip: '8', ip6: '128' } as const;

/** What rules call its protocol. */
function namesOf({ protocol, family }: Packet): readonly string[] {
  if (protocol === 'icmp') return family === 'ip' ? ['icmp', '1'] : ['icmpv6', 'ipv6-icmp', '58'];
  return [protocol, protocol === 'tcp' ? '6' : '17'];
}

/** This host sends it, to somebody else. */
function isOwn(packet: Packet): boolean {
  return packet.out !== undefined && packet.in === undefined;
}

function fitsName(pattern: string, name: string): boolean {
  return /[*+]$/.test(pattern) ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

const privateNets = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/** How far an address reaches: this host, its private networks, or everybody. */
export function reachOf(address: string): 'host' | 'private' | 'all' {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) === 0) return 'all';
  if (inNet(plain, '127.0.0.0/8') === true || inNet(plain, '::1') === true) return 'host';
  return privateNets.some((net) => inNet(plain, net) === true) ? 'private' : 'all';
}
