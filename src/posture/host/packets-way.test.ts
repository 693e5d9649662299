import { describe, expect, it } from 'vitest';
import { readIptables } from './iptables.ts';
import { readNft } from './nft.ts';
import { type Chain, gateOf } from './packets.ts';
import { inwardPacket, outwardPacket } from './probes.ts';

const gates = (chains: readonly Chain[]) =>
  [8080, 9999].map((port) => gateOf(chains, 'input', inwardPacket('ip', 'eth0', 'tcp', port)));
const iptables = (raw: string, input: string): readonly Chain[] =>
  readIptables(`*raw\n:PREROUTING ACCEPT [0:0]\n${raw}\nCOMMIT\n*filter\n${input}\nCOMMIT\n`, 'ip').chains;
const SHUT = ':INPUT DROP [0:0]';
const OPEN = ':INPUT ACCEPT [0:0]';

describe('the way of a packet before the input rules, by iptables', () => {
  it.each([
    ['a drop in the raw table', '-A PREROUTING -p tcp -m tcp --dport 8080 -j DROP', OPEN, 'shut', 'open'],
    ['an accept there, which only goes on', '-A PREROUTING -j ACCEPT', SHUT, 'shut', 'shut'],
    ['a drop of who is in a list', '-A PREROUTING -m set --match-set bad src -j DROP', OPEN, 'open', 'open'],
    [
      'a connection that is not followed and is let in for that',
      '-A PREROUTING -p tcp -m tcp --dport 8080 -j CT --notrack',
      `${SHUT}\n-A INPUT -m conntrack --ctstate UNTRACKED -j ACCEPT`,
      'unknown',
      'shut',
    ],
    [
      'the same of old',
      '-A PREROUTING -j NOTRACK',
      `${SHUT}\n-A INPUT -m conntrack --ctstate UNTRACKED -j ACCEPT`,
      'unknown',
      'unknown',
    ],
    [
      'a connection that is not followed, and so is no new one',
      '-A PREROUTING -p tcp -m tcp --dport 8080 -j CT --notrack',
      `${OPEN}\n-A INPUT -m conntrack --ctstate NEW -j DROP`,
      'open',
      'shut',
    ],
    [
      'one that the kernel answers for',
      '-A PREROUTING -p tcp -m tcp --dport 8080 --syn -j CT --notrack',
      `${SHUT}\n-A INPUT -p tcp -m tcp --dport 8080 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1460`,
      'unknown',
      'shut',
    ],
    [
      'a target that is not known',
      '-A PREROUTING -p tcp -m tcp --dport 8080 -j RAWDNAT --to-destination 1.2.3.4',
      `${SHUT}\n-A INPUT -d 1.2.3.4/32 -j ACCEPT`,
      'unknown',
      'shut',
    ],
    [
      'a target of an input rule that is not known',
      '',
      `${SHUT}\n-A INPUT -p tcp -m tcp --dport 8080 -j STRANGE`,
      'unknown',
      'shut',
    ],
    ['a target that marks', '-A PREROUTING -j CONNMARK --restore-mark', SHUT, 'shut', 'shut'],
  ])('%s', (_title, raw, input, served, unserved) => {
    expect(gates(iptables(raw, input))).toEqual([served, unserved]);
  });

  it('which hands it to another port of this host', () => {
    const text = `*mangle\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -m tcp --dport 80 -j TPROXY --on-port 8080 --on-ip 0.0.0.0\nCOMMIT\n*filter\n${SHUT}\n-A INPUT -p tcp -m tcp --dport 80 -j ACCEPT\nCOMMIT\n`;
    expect(gates(readIptables(text, 'ip').chains)).toEqual(['unknown', 'shut']);
  });
});

const own = { family: 'inet', table: 't' };
const chain = (name: string, hook: string, more: object = {}) => ({
  chain: { ...own, name, type: 'filter', hook, prio: 0, policy: 'accept', ...more },
});
const rule = (name: string, ...expr: readonly unknown[]) => ({ rule: { ...own, chain: name, expr } });
const toPort = (port: number) => ({
  match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right: port },
});
const state = (right: unknown) => ({ match: { op: 'in', left: { ct: { key: 'state' } }, right } });
const chainsOf = (...items: readonly unknown[]): readonly Chain[] =>
  readNft(JSON.stringify({ nftables: items }))?.chains ?? [];
const early = chain('early', 'prerouting', { prio: -300 });
const shut = chain('in', 'input', { policy: 'drop' });
const open = chain('in', 'input');

describe('the way of a packet before the input rules, by nft', () => {
  // As `nft -j list ruleset` prints them.
  it.each<readonly [string, readonly unknown[], string, string]>([
    ['tcp dport 8080 drop', [early, open, rule('early', toPort(8080), { drop: null })], 'shut', 'open'],
    ['policy drop', [chain('early', 'prerouting', { policy: 'drop' }), open], 'shut', 'shut'],
    ['accept', [early, shut, rule('early', { accept: null })], 'shut', 'shut'],
    [
      'tcp dport 8080 notrack, then ct state untracked accept',
      [early, shut, rule('early', toPort(8080), { notrack: null }), rule('in', state('untracked'), { accept: null })],
      'unknown',
      'shut',
    ],
    [
      'tcp dport 8080 notrack, then synproxy',
      [early, shut, rule('early', { notrack: null }), rule('in', toPort(8080), { synproxy: { mss: 1460, wscale: 7 } })],
      'unknown',
      'shut',
    ],
    [
      'tcp dport 8080 tcp dport set 22, then tcp dport 22 accept',
      [
        early,
        shut,
        rule('early', toPort(8080), { mangle: { key: { payload: { protocol: 'tcp', field: 'dport' } }, value: 22 } }),
        rule('in', toPort(22), { accept: null }),
      ],
      'unknown',
      'shut',
    ],
    [
      'meta mark set 5, which changes nothing',
      [early, shut, rule('early', { mangle: { key: { meta: { key: 'mark' } }, value: 5 } })],
      'shut',
      'shut',
    ],
    [
      'tcp dport 80 tproxy to :8080, then tcp dport 80 accept',
      [
        early,
        shut,
        rule('early', toPort(80), { tproxy: { family: 'ip', port: 8080 } }),
        rule('in', toPort(80), { accept: null }),
      ],
      'unknown',
      'shut',
    ],
  ])('by `%s`', (_rules, items, served, unserved) => {
    expect(gates(chainsOf(...items))).toEqual([served, unserved]);
  });

  const netdev = (more: object) => ({
    chain: {
      family: 'netdev',
      table: 't',
      name: 'g',
      type: 'filter',
      hook: 'ingress',
      prio: 0,
      policy: 'accept',
      ...more,
    },
  });
  const drops = { rule: { family: 'netdev', table: 't', chain: 'g', expr: [toPort(8080), { drop: null }] } };

  it.each([
    ['drops on the device', { dev: 'eth0' }, 'shut'],
    ['drops on several devices', { dev: ['eth1', 'eth0'] }, 'shut'],
    ['drops on another device', { dev: 'eth1' }, 'open'],
    ['drops on devices that nft does not tell', {}, 'unknown'],
  ])('by an ingress chain that %s', (_title, more, served) => {
    expect(gates(chainsOf(open, netdev(more), drops))).toEqual([served, 'open']);
  });

  it('by an ingress chain that accepts, which only goes on', () => {
    const accepts = { rule: { ...drops.rule, expr: [{ accept: null }] } };
    expect(gates(chainsOf(shut, netdev({ dev: 'eth0' }), accepts))).toEqual(['shut', 'shut']);
  });

  it('takes chains of a hook by their priority, whatever their order in the list', () => {
    const late = [chain('late', 'prerouting', { prio: -200, policy: 'drop' })];
    const rules = [rule('late', state('untracked'), { accept: null }), rule('early', { notrack: null })];
    expect(gates(chainsOf(...late, early, ...rules))).toEqual(['unknown', 'unknown']);
    expect(gates(chainsOf(...late, chain('early', 'prerouting', { prio: -100 }), ...rules))).toEqual(['shut', 'shut']);
  });
});

describe('a packet that is led into a container', () => {
  const led = {
    ...inwardPacket('ip', 'eth0', 'tcp', 80),
    target: '172.17.0.2',
    askedPort: 8080,
    askedTarget: '203.0.113.10',
    out: 'docker0',
  };
  it.each([
    // Docker 28 keeps others from the address itself, which is not the one that a stranger asks for.
    ['-d 172.17.0.2/32 ! -i docker0 -j DROP', 'open'],
    ['-p tcp -m tcp --dport 8080 -j DROP', 'shut'],
    ['-p tcp -m tcp --dport 80 -j DROP', 'open'],
  ])('by `-A PREROUTING %s` in the raw table is %s', (words, gate) => {
    const text = `*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING ${words}\nCOMMIT\n*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n`;
    expect(gateOf(readIptables(text, 'ip').chains, 'forward', led)).toBe(gate);
  });
});

describe('the way of a packet out', () => {
  it.each([
    ['postrouting', 'filter'],
    ['output', 'route'],
  ])('ends in a chain of %s (%s) that drops', (hook, type) => {
    const packet = outwardPacket('ip', 'eth0', 443, 990);
    expect(gateOf(chainsOf(chain('out', 'output')), 'output', packet)).toBe('open');
    expect(gateOf(chainsOf(chain('out', hook, { type, policy: 'drop' })), 'output', packet)).toBe('shut');
  });
});

describe('what this host sends, by nft, where a chain of nat may lead it elsewhere', () => {
  const nat = chain('turn', 'output', { type: 'nat', prio: -100 });
  const out = chain('out', 'output', { policy: 'drop' });
  const proxy = { chain: { ...own, name: 'proxy' } };
  it.each<readonly [string, readonly unknown[], string]>([
    ['by no rule', [], 'shut'],
    ['by `redirect to :3129`', [rule('turn', { redirect: { port: 3129 } })], 'unknown'],
    ['by `tcp dport 443 dnat to 10.0.0.9`', [rule('turn', toPort(443), { dnat: { addr: '10.0.0.9' } })], 'unknown'],
    ['by a rule for another port', [rule('turn', toPort(80), { redirect: { port: 3129 } })], 'shut'],
    ['by a chain', [proxy, rule('turn', { jump: { target: 'proxy' } }), rule('proxy', { redirect: null })], 'unknown'],
    ['by a chain that is not seen', [rule('turn', { jump: { target: 'proxy' } })], 'unknown'],
    ['by `accept` before it', [rule('turn', { accept: null }), rule('turn', { redirect: null })], 'shut'],
    ['by `masquerade`', [rule('turn', { masquerade: null }), rule('turn', { redirect: null })], 'shut'],
    [
      'by `fib daddr type local redirect`, which is for what stays here',
      [
        rule(
          'turn',
          { match: { op: '==', left: { fib: { result: 'type', flags: ['daddr'] } }, right: 'local' } },
          { redirect: null },
        ),
      ],
      'shut',
    ],
  ])('%s', (_title, rules, gate) => {
    expect(gateOf(chainsOf(out, nat, ...rules), 'output', outwardPacket('ip', 'eth0', 443, 990))).toBe(gate);
  });

  it('is open where the rules let it out anyhow', () => {
    const open = chain('out', 'output');
    const packet = outwardPacket('ip', 'eth0', 443, 990);
    expect(gateOf(chainsOf(open, nat, rule('turn', { redirect: null })), 'output', packet)).toBe('open');
  });
});

describe('a ping out, by nft', () => {
  const shut = chain('out', 'output', { policy: 'drop' });
  const type = (protocol: string, right: unknown) => ({
    match: { op: '==', left: { payload: { protocol, field: 'type' } }, right },
  });
  const l4 = (right: unknown) => ({ match: { op: '==', left: { meta: { key: 'l4proto' } }, right } });
  it.each<readonly [string, 'ip' | 'ip6', unknown, string]>([
    ['icmp type echo-request', 'ip', type('icmp', 'echo-request'), 'open'],
    ['icmp type 8', 'ip', type('icmp', 8), 'open'],
    ['icmp type echo-reply', 'ip', type('icmp', 'echo-reply'), 'shut'],
    ['icmp type echo-request', 'ip6', type('icmp', 'echo-request'), 'shut'],
    ['icmpv6 type 128', 'ip6', type('icmpv6', 128), 'open'],
    ['meta l4proto ipv6-icmp', 'ip6', l4('ipv6-icmp'), 'open'],
    ['meta l4proto icmp', 'ip', l4('icmp'), 'open'],
    ['meta l4proto tcp', 'ip', l4('tcp'), 'shut'],
    ['tcp dport 443', 'ip', toPort(443), 'shut'],
  ])('by `%s accept` over %s', (_title, family, match, gate) => {
    const packet = outwardPacket(family, 'eth0', 0, 990, { protocol: 'icmp' });
    expect(gateOf(chainsOf(shut, rule('out', match, { accept: null })), 'output', packet)).toBe(gate);
  });
});
