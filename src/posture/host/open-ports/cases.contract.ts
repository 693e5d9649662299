import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts, Listener } from '../facts.ts';
import { but, closed, filter, host, network, sound, ssh } from '../sound.contract.ts';

const open = filter('*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n');
const on = (address: string, port: number, more: Partial<Listener> = {}) =>
  seen('ss', [{ protocol: 'tcp' as const, address, port, program: 'python3', pid: 5, ...more }]);

export const openPortsCases: Cases<HostFacts> = {
  good: {
    'SSH alone': sound,
    'a port that the firewall keeps': host({ listeners: on('0.0.0.0', 8080) }),
    'SSH on another port': host({
      filter: open,
      ssh: ssh({ ports: [2222] }),
      listeners: on('0.0.0.0', 2222, { program: 'systemd' }),
    }),
    'loopback of both kinds': host({ filter: open, listeners: on('::ffff:127.0.0.1', 5432) }),
    'time and DHCP': host({ filter: open, listeners: on('0.0.0.0', 68, { protocol: 'udp', program: 'dhclient' }) }),
    'a socket that asks': host({ filter: open, listeners: on('0.0.0.0', 41_234, { protocol: 'udp' }) }),
    'a bridge of containers': host({ filter: open, listeners: on('172.17.0.1', 53, { device: 'docker0' }) }),
  },
  bad: {
    'a dashboard for everybody': host({ filter: open, listeners: on('0.0.0.0', 8080) }),
    'a database over IPv6': host({
      filter: filter(closed, '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n'),
      listeners: on('::', 5432, { program: 'postgres' }),
    }),
    'a port that the firewall opens': host({
      filter: filter(closed.replace('--dport 22', '--dport 6379')),
      listeners: on('*', 6379, { program: 'redis-server' }),
    }),
    'a program of somebody else': host({
      filter: open,
      listeners: seen('ss', [{ protocol: 'tcp', address: '0.0.0.0', port: 9999 }]),
    }),
    'a port that the firewall opens so many times a second': host({
      filter: filter(closed.replace('--dport 22', '--dport 8080 -m connlimit --connlimit-upto 50')),
      listeners: on('0.0.0.0', 8080),
    }),
    'the private network': host({ filter: open, listeners: on('10.0.0.5', 5432, { program: 'postgres' }) }),
    'a container': host({ listeners: on('0.0.0.0', 8080, { program: 'docker-proxy' }) }),
  },
  near: {
    'rules that may not be read': host({ filter: unseen('nft', 'root only'), listeners: on('0.0.0.0', 6379) }),
    'what is seen of SSH without rights': host({
      filter: open,
      ssh: unseen('sshd -T', 'root only'),
      listeners: seen('ss', [{ protocol: 'tcp', address: '0.0.0.0', port: 2222 }]),
    }),
    'port 22, of nobody knows whom': host({
      filter: open,
      ssh: seen('sshd -T', 'absent'),
      listeners: seen('ss', [{ protocol: 'tcp', address: '0.0.0.0', port: 22 }]),
    }),
    'a rule that may let in': host({
      filter: filter(closed.replace('--dport 22', '-m set --match-set some src --dport 8080')),
      listeners: on('0.0.0.0', 8080),
    }),
    'a network of its own': host({
      filter: open,
      listeners: on('0.0.0.0', 8080),
      network: but(seen('ip -j addr', network), { isContained: true }),
    }),
  },
};
