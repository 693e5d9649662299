import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts, Listener } from '../facts.ts';
import { bogons, bogons6, but, closed, filter, host, network, sound, ssh } from '../sound.contract.ts';

const open = filter('*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n');
const on = (address: string, port: number, more: Partial<Listener> = {}) =>
  seen('ss', [{ protocol: 'tcp' as const, address, port, program: 'python3', pid: 5, ...more }]);

const daemon = { program: 'sshd', pid: 10, runs: { path: '/usr/sbin/sshd', uid: 0 } };

export const openPortsCases: Cases<HostFacts> = {
  good: {
    'SSH alone': sound,
    'a port that the firewall keeps': host({ listeners: on('0.0.0.0', 8080) }),
    'SSH on another port': host({
      filter: open,
      ssh: ssh({ ports: [2222] }),
      listeners: on('0.0.0.0', 2222, { program: 'systemd', pid: 1 }),
    }),
    'sshd on its port': host({ filter: open, listeners: on('::', 22, daemon) }),
    'a tunnel by its file': host({
      filter: open,
      listeners: on('0.0.0.0', 41_641, {
        protocol: 'udp',
        program: 'tailscaled',
        runs: { path: '/usr/sbin/tailscaled', uid: 0 },
      }),
    }),
    'loopback of both kinds': host({ filter: open, listeners: on('::ffff:127.0.0.1', 5432) }),
    'time and DHCP': host({ filter: open, listeners: on('0.0.0.0', 68, { protocol: 'udp', program: 'dhclient' }) }),
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
    'a program that calls itself sshd': host({
      filter: open,
      listeners: on('0.0.0.0', 4444, { program: 'sshd', runs: { path: '/usr/bin/python3.11', uid: 1000 } }),
    }),
    'a program that calls itself sshd, where sshd was': host({
      filter: open,
      listeners: on('0.0.0.0', 22, { program: 'sshd', runs: { path: '/usr/bin/python3.11', uid: 0 } }),
    }),
    'the sshd of somebody': host({
      filter: open,
      ssh: ssh({ ports: [22, 2222] }),
      listeners: on('0.0.0.0', 2222, { ...daemon, runs: { path: '/usr/sbin/sshd', uid: 1000 } }),
    }),
    'sshd on a port that it does not tell': host({ filter: open, listeners: on('0.0.0.0', 4444, daemon) }),
    'a program that calls itself systemd, where sshd was': host({
      filter: open,
      listeners: on('0.0.0.0', 22, { program: 'systemd', runs: { path: '/usr/bin/python3.11', uid: 0 } }),
    }),
    'a program that calls itself a tunnel': host({
      filter: open,
      listeners: on('0.0.0.0', 5555, {
        protocol: 'udp',
        program: 'tailscaled',
        runs: { path: '/usr/bin/python3.11', uid: 1000 },
      }),
    }),
    'a server on a high port of UDP': host({ filter: open, listeners: on('0.0.0.0', 40_000, { protocol: 'udp' }) }),
    'a server on the highest port of UDP': host({
      filter: open,
      listeners: on('0.0.0.0', 65_535, { protocol: 'udp' }),
    }),
    'a port of WireGuard that another program has': host({
      filter: open,
      listeners: on('0.0.0.0', 51_820, { protocol: 'udp' }),
    }),
    'a database behind a filter of what no stranger has': host({
      filter: filter(bogons, bogons6),
      listeners: on('0.0.0.0', 6379, { program: 'redis-server' }),
    }),
    'a port that the rules open on the address of this host': host({
      filter: filter(closed.replace('--dport 22', '-d 203.0.113.10/32 --dport 8080')),
      listeners: on('0.0.0.0', 8080),
    }),
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
    'what is called sshd, and whose file is not seen': host({
      filter: open,
      listeners: on('0.0.0.0', 22, { program: 'sshd' }),
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
