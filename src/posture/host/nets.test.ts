import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { egressList } from './egress-list/check.ts';
import { inboundDeny } from './inbound-deny/check.ts';
import { addressOf, inNet, inNets, isAmong } from './nets.ts';
import { readNft } from './nft.ts';
import { openPorts } from './open-ports/check.ts';
import { type Chain, type Condition, gateOf, type Packet } from './packets.ts';
import { inwardPacket } from './probes.ts';
import { but, closed, filter, host } from './sound.contract.ts';

const small = fc.nat({ max: 40 });
const address = fc.oneof(
  small.map((end) => `10.0.0.${end}`),
  small.map((end) => `2001:db8::${end.toString(16)}`),
  small.map((end) => `::ffff:10.0.0.${end}`),
);
const net = fc.oneof(
  address,
  fc.tuple(address, fc.integer({ min: 24, max: 34 })).map(([base, length]) => `${base}/${length}`),
  fc.tuple(address, fc.integer({ min: 120, max: 130 })).map(([base, length]) => `${base}/${length}`),
  fc.tuple(address, address).map(([from, to]) => `${from}-${to}`),
  address.map((base) => `${base}/255.255.255.248`),
  fc.constantFrom('0.0.0.0/0', '::/0', '10.0.0.0/x', 'example.org', 'example.org/8', '10.0.0.1-me', '', '-'),
);
const nets = fc.array(net, { maxLength: 30 });

function plainly(asked: string, all: readonly string[]): boolean | undefined {
  const found = all.map((one) => inNet(asked, one));
  if (found.includes(true)) return true;
  return found.includes(undefined) ? undefined : false;
}

describe('the search in a list', () => {
  it('of nets finds what asking each of them does, and leaves unknown what is', () => {
    fc.assert(
      fc.property(fc.oneof(address, fc.constantFrom('eth0', '')), nets, (asked, all) => {
        expect(inNets(addressOf(asked), all)).toBe(plainly(asked, all));
      }),
      { numRuns: 1_000 },
    );
  });

  it('of ranges finds what asking each of them does', () => {
    fc.assert(
      fc.property(small, fc.array(fc.tuple(small, small), { maxLength: 30 }), (value, all) => {
        expect(isAmong(value, all)).toBe(all.some(([from, to]) => from <= value && value <= to));
      }),
    );
  });
});

const chain = (rules: Chain['rules']): Chain => ({
  family: 'inet',
  table: 't',
  name: 'input',
  hook: 'input',
  policy: 'drop',
  rules,
});

const near = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '2001:db8::1');
const nearNet = fc.oneof(
  { weight: 30, arbitrary: near },
  { weight: 1, arbitrary: fc.constantFrom('10.0.0.2/31', '10.0.0.1-10.0.0.2', 'example.org') },
);
const end = (field: 'source' | 'target'): fc.Arbitrary<Condition> =>
  fc
    .tuple(fc.array(nearNet, { minLength: 1, maxLength: 2 }), fc.integer({ min: 0, max: 30 }))
    .map(([all, odds]) => ({ field, nets: all, not: odds === 30 }));
const aPort = fc.integer({ min: 1, max: 6 });
const rest: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 60,
    arbitrary: aPort.map((port) => ({ field: 'port' as const, ranges: [[port, port] as const], not: false })),
  },
  { weight: 1, arbitrary: fc.constant({ field: 'other' as const }) },
);
const ways = fc.array(fc.tuple(end('source'), end('target'), rest), { minLength: 32, maxLength: 40 });
const other = { open: 'shut', shut: 'open', unknown: 'unknown' } as const;

describe('the gate by a set of many', () => {
  it.each([
    ['as it came', []],
    ['whose address may have been changed', [{ conditions: [], verdict: 'next', effect: 'changed' }]],
  ] as const)('joined fields is that of a rule for each of them, for a packet %s', (_title, before) => {
    fc.assert(
      fc.property(ways, fc.array(fc.tuple(near, near, aPort), { minLength: 1, maxLength: 20 }), (all, packets) => {
        const joined = [false, true].map((not) => [
          chain([...before, { conditions: [{ field: 'any', ways: all, not }], verdict: 'accept' }]),
        ]);
        const apart = [chain([...before, ...all.map((conditions) => ({ conditions, verdict: 'accept' as const }))])];
        for (const [source, target, port] of packets) {
          const packet: Packet = { family: 'ip', in: 'eth0', protocol: 'tcp', port, source, target };
          const expected = gateOf(apart, 'input', packet);
          expect(joined.map((one) => gateOf(one, 'input', packet))).toEqual([expected, other[expected]]);
        }
      }),
    );
  });
});

const MANY = 60_000;

/** A list that counts how often one of its elements is read. */
function counted<T>(list: readonly T[]): { readonly list: readonly T[]; readonly count: () => number } {
  let reads = 0;
  const seen = new Proxy(list, {
    get(all, key, self) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
      return Reflect.get(all, key, self);
    },
  });
  return { list: seen, count: () => reads };
}

const numbers = Array.from({ length: MANY }, (_, at) => at);
const blocked = (at: number): string => `5.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
const ports = [22, 80, 443, 3_000, 5_432, 6_379, 8_080, 9_000];
const toPorts = ports.map((port) => ({
  conditions: [{ field: 'port' as const, ranges: [[port, port] as const], not: false }],
  verdict: 'accept' as const,
}));

/** All checks that follow packets, on a host with such a first rule and a list of ports. */
function judge(condition: Condition): readonly string[] {
  const rules: Chain['rules'] = [{ conditions: [condition], verdict: 'drop' }, ...toPorts];
  const chains = [chain(rules), { ...chain(rules), name: 'output', hook: 'output' }];
  const facts = host({ filter: but(filter(closed), { chains }) });
  return [inboundDeny, openPorts, egressList].flatMap((one) => one.judge(facts).map(({ result }) => result));
}

describe('the checks of the firewall with a set of 60,000', () => {
  it('nets read each of them once, whatever they ask', () => {
    const { list, count } = counted(numbers.map(blocked));
    expect(judge({ field: 'source', nets: list, not: false })).not.toContain('unknown');
    expect(count()).toBeGreaterThanOrEqual(MANY);
    expect(count()).toBeLessThanOrEqual(2 * MANY);
  });

  it('nets with ports read each of them once for an address, not for a port', () => {
    const { list, count } = counted(
      numbers.map((at): readonly Condition[] => [
        { field: 'source', nets: [blocked(at)], not: false },
        { field: 'port', ranges: [[22, 22]], not: false },
      ]),
    );
    expect(judge({ field: 'any', ways: list, not: false })).not.toContain('unknown');
    // The addresses that are asked for, and the search for the ports that are named.
    expect(count()).toBeLessThanOrEqual(60 * MANY);
  });

  it('ports read each of them some times, not once for a packet', () => {
    const { list, count } = counted(numbers.map((port) => [port + 1, port + 1] as const));
    // Pings have no port to go by.
    expect(judge({ field: 'port', ranges: list, not: false })).toEqual(['pass', 'pass', 'pass', 'unknown']);
    expect(count()).toBeLessThanOrEqual(12 * MANY);
  });

  it('of nft stops at whom it names, and at no other', () => {
    const text = JSON.stringify({
      nftables: [
        { chain: { family: 'inet', table: 't', name: 'input', type: 'filter', hook: 'input', policy: 'accept' } },
        { set: { family: 'inet', table: 't', name: 'bl', elem: numbers.map(blocked) } },
        {
          rule: {
            family: 'inet',
            table: 't',
            chain: 'input',
            expr: [
              { match: { op: '==', left: { payload: { protocol: 'ip', field: 'saddr' } }, right: '@bl' } },
              { drop: null },
            ],
          },
        },
      ],
    });
    const chains = readNft(text)?.chains ?? [];
    const gate = (source: string) => gateOf(chains, 'input', inwardPacket('ip', 'eth0', 'tcp', 22, { source }));
    expect([blocked(0), blocked(MANY - 1), blocked(MANY), '4.255.255.255'].map(gate)).toEqual([
      'shut',
      'shut',
      'open',
      'open',
    ]);
  });
});
