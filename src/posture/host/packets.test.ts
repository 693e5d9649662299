import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIptables } from './iptables.ts';
import { inNet } from './nets.ts';
import { readNft } from './nft.ts';
import { gateOf, type Packet, reachOf } from './packets.ts';
import { inwardPacket } from './probes.ts';

const asked: Packet = inwardPacket('ip', 'eth0', 'tcp', 9_999);

function gate(rules: string, packet: Packet = asked): string {
  return gateOf(readIptables(`*filter\n${rules}\nCOMMIT\n`, packet.family).chains, 'input', packet);
}

describe('the gate for a packet by iptables', () => {
  it.each([
    ['a policy', ':INPUT DROP [0:0]', 'shut'],
    ['no rules', ':INPUT ACCEPT [0:0]', 'open'],
    ['a last rule', ':INPUT ACCEPT [0:0]\n-A INPUT -j DROP', 'shut'],
    ['a rule for another device', ':INPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT', 'shut'],
    ['a rule for all other devices', ':INPUT DROP [0:0]\n-A INPUT ! -i lo -j ACCEPT', 'open'],
    ['a rule by a prefix of devices', ':INPUT DROP [0:0]\n-A INPUT -i eth+ -j ACCEPT', 'open'],
    ['a rule for everybody', ':INPUT DROP [0:0]\n-A INPUT -s 0.0.0.0/0 -p tcp -j ACCEPT', 'open'],
    ['a rule for half of everybody', ':INPUT DROP [0:0]\n-A INPUT -s 128.0.0.0/1 -j ACCEPT', 'open'],
    ['a rule for a neighbour', ':INPUT DROP [0:0]\n-A INPUT -s 192.0.2.0/24 -j ACCEPT', 'shut'],
    ['a range of ports', ':INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 1024:65535 -j ACCEPT', 'open'],
    ['other ports', ':INPUT DROP [0:0]\n-A INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT', 'shut'],
    ['all but other ports', ':INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp ! --dport 22 -j DROP', 'shut'],
    ['the other protocol', ':INPUT ACCEPT [0:0]\n-A INPUT -p udp -j DROP', 'open'],
    ['a limit, which opens for some', ':INPUT DROP [0:0]\n-A INPUT -m limit --limit 1/sec -j ACCEPT', 'open'],
    ['a limit, which keeps out few', ':INPUT ACCEPT [0:0]\n-A INPUT -m recent --update --seconds 60 -j DROP', 'open'],
    [
      'a comment that looks like a rule',
      ':INPUT DROP [0:0]\n-A INPUT -p udp -m comment --comment "-j ACCEPT -p tcp" -j ACCEPT',
      'shut',
    ],
    [
      'a chain that comes back',
      ':INPUT DROP [0:0]\n:a - [0:0]\n-A INPUT -j a\n-A INPUT -j ACCEPT\n-A a -j RETURN\n-A a -j DROP',
      'open',
    ],
    ['a chain that is gone to', ':INPUT DROP [0:0]\n:a - [0:0]\n-A INPUT -g a\n-A INPUT -j ACCEPT', 'shut'],
    [
      'a way out of a chain that is not known',
      ':INPUT ACCEPT [0:0]\n:a - [0:0]\n-A INPUT -j a\n-A a -m set --match-set x src -j RETURN\n-A a -j DROP',
      'unknown',
    ],
    ['a chain without an end', ':INPUT DROP [0:0]\n:a - [0:0]\n-A INPUT -j a\n-A a -j a', 'unknown'],
    ['a log before the drop', ':INPUT ACCEPT [0:0]\n-A INPUT -j LOG --log-prefix "x "\n-A INPUT -j DROP', 'shut'],
  ])('follows %s', (_title, rules, expected) => {
    expect(gate(rules)).toBe(expected);
  });

  it('reads any text, and takes what it does not know for open or closed, never for a fault', () => {
    const word = fc.constantFrom(
      '-A INPUT',
      ':INPUT DROP [0:0]',
      '*filter',
      '*nat',
      '-j',
      '-g',
      'ACCEPT',
      'DROP',
      'INPUT',
      '!',
      '-m',
      '--dport',
      '22',
      '-p',
      'tcp',
      '"',
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          const { chains } = readIptables(text, 'ip');
          expect(['open', 'shut', 'unknown']).toContain(gateOf(chains, 'input', asked));
        },
      ),
    );
  });
});

const rule = (expr: readonly unknown[], chain = 'input') => ({ rule: { family: 'inet', table: 't', chain, expr } });
const chain = (policy: string, name = 'input') => ({
  chain: {
    family: 'inet',
    table: 't',
    name,
    type: 'filter',
    hook: name === 'input' ? 'input' : undefined,
    prio: 0,
    policy,
  },
});
const match = (left: unknown, right: unknown, op = '==') => ({ match: { op, left, right } });

function nftGate(items: readonly unknown[]): string {
  return gateOf(readNft(JSON.stringify({ nftables: items }))?.chains ?? [], 'input', asked);
}

describe('the gate for a packet by nft', () => {
  const dport = { payload: { protocol: 'tcp', field: 'dport' } };
  it.each([
    ['a policy', [chain('drop')], 'shut'],
    [
      'a port of the other protocol',
      [chain('drop'), rule([match({ payload: { protocol: 'udp', field: 'dport' } }, 9999), { accept: null }])],
      'shut',
    ],
    [
      'a set of ports and ranges',
      [chain('drop'), rule([match(dport, { set: [22, { range: [9000, 10_000] }] }), { accept: null }])],
      'open',
    ],
    [
      'a named set',
      [
        chain('drop'),
        { set: { family: 'inet', table: 't', name: 'p', elem: [9999] } },
        rule([match(dport, '@p'), { accept: null }]),
      ],
      'open',
    ],
    [
      'a named set whose elements come and go, by what is in it',
      [
        chain('drop'),
        { set: { family: 'inet', table: 't', name: 'p', flags: ['dynamic'], elem: [9999] } },
        rule([match(dport, '@p'), { accept: null }]),
      ],
      'open',
    ],
    [
      'a state',
      [chain('drop'), rule([match({ ct: { key: 'state' } }, ['established', 'related'], 'in'), { accept: null }])],
      'shut',
    ],
    [
      'a new state',
      [chain('drop'), rule([match({ ct: { key: 'state' } }, { set: ['established', 'new'] }), { accept: null }])],
      'open',
    ],
    [
      'a map of states',
      [
        chain('accept'),
        rule([
          {
            vmap: {
              key: { ct: { key: 'state' } },
              data: {
                set: [
                  ['established', { accept: null }],
                  ['new', { drop: null }],
                ],
              },
            },
          },
        ]),
      ],
      'shut',
    ],
    [
      'a net',
      [
        chain('drop'),
        rule([
          match({ payload: { protocol: 'ip', field: 'saddr' } }, { prefix: { addr: '198.51.100.0', len: 24 } }),
          { accept: null },
        ]),
      ],
      'open',
    ],
    [
      'the other family',
      [chain('drop'), rule([match({ meta: { key: 'nfproto' } }, 'ipv6'), { accept: null }])],
      'shut',
    ],
    [
      'a chain',
      [chain('accept'), chain('', 'own'), rule([{ jump: { target: 'own' } }]), rule([{ reject: null }], 'own')],
      'shut',
    ],
    ['a limit', [chain('drop'), rule([{ limit: { rate: 1, per: 'second' } }, { accept: null }])], 'open'],
  ])('follows %s', (_title, items, expected) => {
    expect(nftGate(items)).toBe(expected);
  });

  it('asks every chain: one that drops is enough', () => {
    const other = { chain: { family: 'ip', table: 'u', name: 'in', type: 'filter', hook: 'input', policy: 'drop' } };
    expect(nftGate([chain('accept'), other])).toBe('shut');
    expect(nftGate([chain('accept'), { chain: { ...other.chain, family: 'ip6' } }])).toBe('open');
    expect(nftGate([chain('accept'), { chain: { ...other.chain, type: 'nat' } }])).toBe('open');
  });

  it('tells what it cannot read from no rules, and reads any JSON', () => {
    expect(readNft('Error: nothing')).toBeUndefined();
    expect(readNft('{"nftables": []}')?.chains).toEqual([]);
    fc.assert(
      fc.property(
        fc.array(fc.record({ rule: fc.jsonValue(), chain: fc.jsonValue(), set: fc.jsonValue() }, { requiredKeys: [] })),
        (items) => {
          expect(['open', 'shut', 'unknown']).toContain(nftGate(items));
        },
      ),
    );
  });

  it('knows which tables iptables made, whose rules it sees in part only', () => {
    const text = JSON.stringify({
      nftables: [
        {
          rule: { family: 'ip', table: 'filter', chain: 'INPUT', expr: [{ xt: { type: 'match', name: 'conntrack' } }] },
        },
      ],
    });
    expect(readNft(text)?.byIptables).toEqual(['ip filter']);
  });
});

describe('an address', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.0.0.0/255.0.0.0', true],
    ['10.0.0.5', '10.0.0.1-10.0.0.9', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['::ffff:10.0.0.1', '::ffff:a00:1', true],
    ['10.0.0.1', '::/0', false],
    ['10.0.0.1', 'example.org', undefined],
    ['10.0.0.1', '10.0.0.0/99', undefined],
  ])('%s in %s: %s', (address, net, expected) => {
    expect(inNet(address, net)).toBe(expected);
  });

  it.each([
    ['127.0.0.53', 'host'],
    ['::ffff:127.0.0.1', 'host'],
    ['::1', 'host'],
    ['fe80::1%eth0', 'private'],
    ['100.64.0.9', 'private'],
    ['0.0.0.0', 'all'],
    ['::', 'all'],
    ['*', 'all'],
    ['203.0.113.9', 'all'],
  ])('%s reaches %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach);
  });
});
