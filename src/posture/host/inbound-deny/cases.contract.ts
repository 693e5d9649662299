import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bogons, bogons6, but, closed, filter, host, network, sound } from '../sound.contract.ts';

const docker = `*nat
:DOCKER - [0:0]
-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:DOCKER - [0:0]
:DOCKER-USER - [0:0]
-A INPUT -i lo -j ACCEPT
-A FORWARD -j DOCKER-USER
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
COMMIT
`;
const keptByUser = docker.replace('-A FORWARD -j', '-A DOCKER-USER -i eth0 -j DROP\n-A FORWARD -j');
/** Docker 28 keeps others from the container's own address, which is not what a stranger asks for. */
const kept = (words: string): string =>
  `*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING ${words} -j DROP\nCOMMIT\n${docker}`;
const onLoopback = docker.replace('-A DOCKER ! -i', '-A DOCKER -d 127.0.0.1/32 ! -i');
const lastDrop = `*filter
:INPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m multiport --dports 22,443 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-port-unreachable
COMMIT
`;
const none = '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n';
const inside = seen('ip -j addr', { ...network, addresses: [{ device: 'eth0', address: '10.0.0.5' }] });
const onlyFour = seen('ip -j addr', { ...network, addresses: network.addresses.slice(0, 2) });

export const inboundDenyCases: Cases<HostFacts> = {
  good: {
    'a policy that drops': sound,
    'a last rule that rejects': host({ filter: filter(lastDrop) }),
    'no IPv6 address, and so no rules for it': host({ filter: filter(closed, none), network: onlyFour }),
    'many ports, each by its number': host({
      filter: filter(closed.replace('-m tcp --dport 22', '-m multiport --dports 22,80,443,47808')),
    }),
    'a published port that DOCKER-USER keeps': host({ filter: filter(keptByUser, closed) }),
    'a published port that the raw table keeps': host({
      filter: filter(kept('-i eth0 -p tcp -m tcp --dport 8080'), closed),
    }),
    'everything dropped before the input rules': host({
      filter: filter(`*raw\n:PREROUTING DROP [0:0]\nCOMMIT\n${none}`, closed),
    }),
    'a port that is published on loopback': host({ filter: filter(onLoopback, closed) }),
  },
  bad: {
    'no rules': host({ filter: filter(none) }),
    'no rules behind a translated address': host({ filter: filter(none), network: inside }),
    'a filter of what no stranger has': host({ filter: filter(bogons, bogons6) }),
    'half of the internet dropped': host({
      filter: filter(lastDrop.replace('-A INPUT -j REJECT', '-A INPUT -s 128.0.0.0/1 -j REJECT')),
    }),
    'a wide range of ports': host({ filter: filter(closed.replace('--dport 22', '--dport 1024:47000')) }),
    'a wide range of ports of UDP': host({
      filter: filter(closed.replace('-p tcp -m tcp --dport 22', '-p udp -m udp --dport 1024:47000')),
    }),
    'a gap between the ports that are dropped': host({
      filter: filter(
        lastDrop.replace(
          '-A INPUT -j REJECT',
          '-A INPUT -p tcp -m multiport --dports 1:5000,5003:65535 -j DROP\n-A INPUT -p udp -j DROP\n-A INPUT -p sctp -j REJECT',
        ),
      ),
    }),
    'a short range of ports': host({ filter: filter(closed.replace('--dport 22', '--dport 8000:8100')) }),
    'everything for the address of this host': host({
      filter: filter(closed.replace('-p tcp -m tcp --dport 22', '-d 203.0.113.10/32')),
    }),
    'no rules for IPv6': host({ filter: filter(closed, none) }),
    'everything new accepted': host({
      filter: filter(closed.replace('RELATED,ESTABLISHED', 'NEW,RELATED,ESTABLISHED')),
    }),
    'everything accepted, so many times a second': host({
      filter: filter(closed.replace('-p tcp -m tcp --dport 22', '-m limit --limit 10000/sec')),
    }),
    'all high ports open': host({ filter: filter(closed.replace('--dport 22', '--dport 1024:65535')) }),
    'a way around the drop': host({
      filter: filter(lastDrop.replace('-A INPUT -j REJECT', '-A INPUT -s 0.0.0.0/0 -j ACCEPT\n-A INPUT -j REJECT')),
    }),
    'a drop that only packets without SYN meet': host({
      filter: filter(
        lastDrop.replace(
          '-A INPUT -j REJECT --reject-with icmp-port-unreachable',
          '-A INPUT -p tcp ! --syn -m conntrack --ctstate NEW -j DROP',
        ),
      ),
    }),
    'a published port whose inner address alone is kept': host({
      filter: filter(kept('-d 172.17.0.2/32 ! -i docker0'), closed),
    }),
    'a published port behind a filter of what no stranger has': host({
      filter: filter(
        docker.replace(':FORWARD DROP [0:0]', ':FORWARD DROP [0:0]\n-A FORWARD -s 198.51.100.0/24 -j DROP'),
        closed,
      ),
    }),
    'a published port past the rules': host({ filter: filter(docker, closed) }),
  },
  near: {
    'a published port for a list that is not seen': host({
      filter: filter(docker.replace('--dport 80 -j', '--dport 80 -m set --match-set some src -j'), closed),
    }),
    'what is not followed and let in for that': host({
      filter: filter(
        `*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -j CT --notrack\nCOMMIT\n${closed.replace('RELATED,ESTABLISHED', 'RELATED,ESTABLISHED,UNTRACKED')}`,
        closed,
      ),
    }),
    'a list of addresses that is not seen': host({
      filter: filter(closed.replace('-p tcp -m tcp --dport 22', '-m set --match-set some src')),
    }),
    'a range of ports for a list that is not seen': host({
      filter: filter(closed.replace('--dport 22', '--dport 1024:47000 -m set --match-set some src')),
    }),
    'more ports than are followed': host({
      filter: filter(
        closed.replace(
          '-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT',
          Array.from({ length: 300 }, (_, at) => `-A INPUT -p tcp -m tcp --dport ${100 + 2 * at} -j ACCEPT`).join('\n'),
        ),
      ),
    }),
    'rules that may not be read': host({ filter: unseen('nft', 'root only') }),
    'a network of its own': host({
      filter: filter(none),
      network: but(seen('ip -j addr', network), { isContained: true }),
    }),
  },
};
