import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bogons, bogons6, bots, but, closed, filter, host, network, run, sound } from '../sound.contract.ts';

const open = '*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n';
const byUser = `${open.replace('COMMIT', '-A OUTPUT ! -o lo -m owner --uid-owner 990 -j REJECT\nCOMMIT')}`;
const out = (rules: string) => host({ filter: filter(closed.replace('COMMIT', `${rules}\nCOMMIT`)) });
const turned = (words: string) =>
  host({ filter: filter(`*nat\n:OUTPUT ACCEPT [0:0]\n:own - [0:0]\n${words}\nCOMMIT\n${closed}`) });
const httpsOnly = closed.replace('-m owner --uid-owner 980 ', '');

export const egressListCases: Cases<HostFacts> = {
  good: {
    'a policy that drops': sound,
    'a rule for the user of the bot': host({ filter: filter(byUser) }),
    'answers to pings': out('-A OUTPUT -p icmp -m icmp --icmp-type 0 -j ACCEPT'),
    'DNS to a resolver': out('-A OUTPUT -d 192.0.2.53/32 -p udp -m udp --dport 53 -j ACCEPT'),
    'what is sent to this host, led to a container': turned(
      '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j own\n-A own -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
    ),
    'what another user sends, led to a proxy': turned(
      '-A OUTPUT -p tcp -m owner --uid-owner 991 -j REDIRECT --to-ports 3129',
    ),
    'what goes out under another address': turned('-A OUTPUT -j SNAT --to-source 203.0.113.10'),
    'no IPv6 address': host({
      filter: filter(closed, open),
      network: seen('ip', { ...network, addresses: network.addresses.slice(0, 2) }),
    }),
  },
  bad: {
    'a filter of what no stranger has': host({ filter: filter(bogons, bogons6) }),
    'TCP rejected, and nothing else': host({
      filter: filter(open.replace('COMMIT', '-A OUTPUT -p tcp -j REJECT\nCOMMIT')),
    }),
    'DNS to anywhere': out('-A OUTPUT -p udp -m udp --dport 53 -j ACCEPT'),
    'DNS to anywhere, over TCP': out('-A OUTPUT -p tcp -m tcp --dport 53 -j ACCEPT'),
    'QUIC to anywhere': out('-A OUTPUT -p udp -m udp --dport 443 -j ACCEPT'),
    'high ports of UDP': out('-A OUTPUT -p udp -m udp --dport 1024:65535 -j ACCEPT'),
    'pings to anywhere': out('-A OUTPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT'),
    'HTTPS to anywhere, and more perhaps': out(
      '-A OUTPUT -p tcp --dport 443 -j ACCEPT\n-A OUTPUT -m set --match-set some dst -j ACCEPT',
    ),
    'no rule': host({ filter: filter(open) }),
    'no rule for IPv6': host({ filter: filter(closed, open) }),
    'HTTPS to anywhere': host({ filter: filter(httpsOnly) }),
    'a rule for another user': host({ filter: filter(byUser.replace('990', '991')) }),
    'no bot and no rule': host({ filter: filter(open), bots: bots([]) }),
  },
  near: {
    'a list of addresses that is not seen': host({
      filter: filter(
        closed.replace('-p tcp -m owner --uid-owner 980 -m tcp --dport 443', '-m set --match-set some dst'),
      ),
    }),
    'a list of addresses for HTTPS that is not seen': host({
      filter: filter(closed.replace('-m owner --uid-owner 980', '-m set --match-set some dst')),
    }),
    'rules that may not be read': host({ filter: unseen('nft', 'root only') }),
    'a proxy to which all is led': turned('-A OUTPUT -p tcp -j REDIRECT --to-ports 3129'),
    'a proxy to which what a list has is led': turned(
      '-A OUTPUT -p tcp -m set --match-set some dst -j own\n-A own -j DNAT --to-destination 127.0.0.1:3129',
    ),
    'what is handed to a proxy': host({
      filter: filter(
        `*mangle\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -m mark --mark 1 -j TPROXY --on-port 3129\nCOMMIT\n${closed}`,
      ),
    }),
    'a container': host({ filter: filter(open), bots: bots([run({ container: 'abc' })]) }),
    'a network of its own': host({ filter: filter(open), network: but(seen('ip', network), { isContained: true }) }),
  },
};
