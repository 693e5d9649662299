import { describe, expect, it } from 'vitest';
import { readIptables } from './iptables.ts';
import { readNft } from './nft.ts';
import { type Chain, gateOf } from './packets.ts';
import { inwardPacket } from './probes.ts';

const own = { family: 'inet', table: 'f' };
const rule = (chain: string, expr: unknown) => ({ rule: { ...own, chain, expr } });
const input = { chain: { ...own, name: 'i', type: 'filter', hook: 'input', prio: 0, policy: 'drop' } };
const toPort = { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } };
const table = [
  {
    map: {
      ...own,
      name: 'm',
      type: 'inet_service',
      map: 'verdict',
      elem: [
        [22, { accept: null }],
        [8080, { accept: null }],
      ],
    },
  },
  { chain: { ...own, name: 'w' } },
  input,
  rule('w', [toPort, { accept: null }]),
];

const chainsOf = (items: readonly unknown[]): readonly Chain[] =>
  readNft(JSON.stringify({ nftables: items }))?.chains ?? [];
const gates = (chains: readonly Chain[]) =>
  [8080, 9999].map((port) => gateOf(chains, 'input', inwardPacket('ip', 'eth0', 'tcp', port)));

describe('where an input chain that drops lets a stranger in', () => {
  // As `nft -j list ruleset` prints them.
  it.each<readonly [string, readonly unknown[], string, string]>([
    [
      'tcp dport vmap { 22 : accept, 8080 : accept }',
      [
        [
          {
            vmap: {
              key: { payload: { protocol: 'tcp', field: 'dport' } },
              data: {
                set: [
                  [22, { accept: null }],
                  [8080, { accept: null }],
                ],
              },
            },
          },
        ],
      ],
      'open',
      'shut',
    ],
    [
      'iifname vmap { lo : accept, eth0 : jump w }',
      [
        [
          {
            vmap: {
              key: { meta: { key: 'iifname' } },
              data: {
                set: [
                  ['lo', { accept: null }],
                  ['eth0', { jump: { target: 'w' } }],
                ],
              },
            },
          },
        ],
      ],
      'open',
      'shut',
    ],
    [
      'tcp dport vmap @m',
      [[{ vmap: { key: { payload: { protocol: 'tcp', field: 'dport' } }, data: '@m' } }]],
      'open',
      'shut',
    ],
    [
      'meta l4proto . th dport vmap { tcp . 22 : accept, tcp . 8080 : accept }',
      [
        [
          {
            vmap: {
              key: { concat: [{ meta: { key: 'l4proto' } }, { payload: { protocol: 'th', field: 'dport' } }] },
              data: {
                set: [
                  [{ concat: ['tcp', 22] }, { accept: null }],
                  [{ concat: ['tcp', 8080] }, { accept: null }],
                ],
              },
            },
          },
        ],
      ],
      'open',
      'shut',
    ],
    [
      'iifname vmap { lo : accept, eth1 : jump w }',
      [
        [
          {
            vmap: {
              key: { meta: { key: 'iifname' } },
              data: {
                set: [
                  ['lo', { accept: null }],
                  ['eth1', { jump: { target: 'w' } }],
                ],
              },
            },
          },
        ],
      ],
      'shut',
      'shut',
    ],
    [
      'ip daddr . tcp dport { 1.2.3.4 . 8080 } accept',
      [
        [
          {
            match: {
              op: '==',
              left: {
                concat: [
                  { payload: { protocol: 'ip', field: 'daddr' } },
                  { payload: { protocol: 'tcp', field: 'dport' } },
                ],
              },
              right: { set: [{ concat: ['1.2.3.4', 8080] }] },
            },
          },
          { accept: null },
        ],
      ],
      'shut',
      'shut',
    ],
    [
      'limit rate 10000/second accept',
      [[{ limit: { rate: 10000, burst: 5, per: 'second' } }, { accept: null }]],
      'open',
      'open',
    ],
    [
      'tcp dport 8080 limit rate 1000/second burst 50 packets accept',
      [
        [
          { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } },
          { limit: { rate: 1000, burst: 50, per: 'second' } },
          { accept: null },
        ],
      ],
      'open',
      'shut',
    ],
    [
      'tcp dport 8080 limit rate over 20/second drop; tcp dport 8080 accept',
      [
        [
          { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } },
          { limit: { rate: 20, burst: 5, per: 'second', inv: true } },
          { drop: null },
        ],
        [
          { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } },
          { accept: null },
        ],
      ],
      'open',
      'shut',
    ],
    ['quota 10 mbytes accept', [[{ quota: { val: 10, val_unit: 'mbytes' } }, { accept: null }]], 'open', 'open'],
    [
      'meta mark 5 tcp dport 8080 accept',
      [
        [
          { match: { op: '==', left: { meta: { key: 'mark' } }, right: 5 } },
          { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } },
          { accept: null },
        ],
      ],
      'unknown',
      'shut',
    ],
    [
      'meta mark 5 jump w',
      [[{ match: { op: '==', left: { meta: { key: 'mark' } }, right: 5 } }, { jump: { target: 'w' } }]],
      'unknown',
      'shut',
    ],
    [
      'meta mark 5 drop; tcp dport 8080 accept',
      [
        [{ match: { op: '==', left: { meta: { key: 'mark' } }, right: 5 } }, { drop: null }],
        [
          { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } },
          { accept: null },
        ],
      ],
      'open',
      'shut',
    ],
    [
      'ct status dnat accept',
      [[{ match: { op: 'in', left: { ct: { key: 'status' } }, right: 'dnat' } }, { accept: null }]],
      'shut',
      'shut',
    ],
    [
      'tcp dport >= 1024 accept',
      [
        [
          { match: { op: '>=', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 1024 } },
          { accept: null },
        ],
      ],
      'open',
      'open',
    ],
    [
      'ip saddr != 1.2.3.4 drop; tcp dport 8080 accept',
      [
        [
          { match: { op: '!=', left: { payload: { protocol: 'ip', field: 'saddr' } }, right: '1.2.3.4' } },
          { drop: null },
        ],
        [
          { match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: 8080 } },
          { accept: null },
        ],
      ],
      'shut',
      'shut',
    ],
    [
      'udp sport 53 accept',
      [[{ match: { op: '==', left: { payload: { protocol: 'udp', field: 'sport' } }, right: 53 } }, { accept: null }]],
      'shut',
      'shut',
    ],
  ])('by `%s`', (_rules, all, served, unserved) => {
    expect(gates(chainsOf([...table, ...all.map((expr) => rule('i', expr))]))).toEqual([served, unserved]);
  });

  it('by what was led to the port from another one', () => {
    const status = { match: { op: 'in', left: { ct: { key: 'status' } }, right: 'dnat' } };
    const led = [
      { chain: { family: 'ip', table: 'n', name: 'p', type: 'nat', hook: 'prerouting', prio: -100, policy: 'accept' } },
      { rule: { family: 'ip', table: 'n', chain: 'p', expr: [toPort, { redirect: { port: 8080 } }] } },
    ];
    expect(gates(chainsOf([input, rule('i', [status, { accept: null }]), ...led]))).toEqual(['unknown', 'shut']);
  });

  it.each([
    ['-p tcp -m tcp --dport 8080 -m connlimit --connlimit-upto 50 -j ACCEPT', 'open', 'shut'],
    ['-m limit --limit 10000/sec --limit-burst 9 -j ACCEPT', 'open', 'open'],
    ['-m set --match-set some src -j ACCEPT', 'unknown', 'unknown'],
    ['-p tcp -m tcp --dport 8080 -j NFQUEUE --queue-num 0', 'unknown', 'shut'],
    ['-m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT', 'unknown', 'shut'],
  ])('by `%s` of iptables', (words, served, unserved) => {
    const nat = '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -j REDIRECT --to-ports 8080\nCOMMIT\n';
    const { chains } = readIptables(`${nat}*filter\n:INPUT DROP [0:0]\n-A INPUT ${words}\nCOMMIT\n`, 'ip');
    expect(gates(chains)).toEqual([served, unserved]);
  });
});
