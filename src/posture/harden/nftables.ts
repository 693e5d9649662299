import type { BotPlan, HardenFile, HardenPlan, Reach } from './plan.ts';
import { Sheet } from './sheet.ts';

/** Where the rules lie on the host. */
export const FIREWALL = '/etc/keyward/firewall.nft';
export const TABLE = 'inet keyward';

/** The sets of where a user may go; `_4` and `_6` stand behind it. */
export const setName = (user: string): string => `to_${user}`;

/** Egress by user and inbound default-deny, in a table of its own. */
export function nftables({ keyward, bots, sshPort }: HardenPlan): HardenFile {
  const sheet = new Sheet({
    name: 'nftables',
    title: 'The firewall: who may reach what, by user, and nothing in but SSH',
    path: FIREWALL,
    mode: '0644',
    comment: '#',
    says: [
      'Sets of addresses are empty here: `keyward-names` (files nftables-names, -refresh, -timer) looks the names up each minute and fills them, because the addresses of exchanges change by the hour and a list made today would cut the bot off tomorrow. Until it has run, both users reach nothing outside: closed, not open.',
      'What it cannot do: an address of a CDN serves other sites too, so a determined program may reach some of them. It stops everything else, DNS tunnels included.',
      'All users that it names have to exist (file sysusers): where one does not, nothing of it is loaded, and the units of Keyward and the bots do not start.',
      'Whoever flushes all tables takes this one too. The units follow nftables.service: its restart, reload and start load this again behind it. After `nft -f /etc/nftables.conf` by hand, keyward-names loads it again within a minute; for so long nothing holds a bot that runs.',
      `ATTENTION, before you load it: SSH is taken on port ${sshPort} alone. Is that yours (sudo sshd -T | grep ^port)? The first line below takes it all away again after five minutes, and stops Keyward and the bots with it, unless you stop that timer from a NEW session.`,
    ],
    install: [
      'sudo systemd-run --on-active=5m --unit=keyward-firewall-undo systemctl disable --now keyward-firewall.service keyward-names.timer',
      `sudo install -D -m 0644 firewall.nft ${FIREWALL} && sudo nft -c -f ${FIREWALL}`,
      '(install the files nftables-load, nftables-names, nftables-refresh and nftables-timer too)',
      'sudo systemctl daemon-reload && sudo systemctl enable keyward-names.service',
      'sudo systemctl enable --now keyward-firewall.service keyward-names.timer',
      'sudo systemctl stop keyward-firewall-undo.timer   (from a new SSH session)',
      'sudo systemctl restart keyward.service, and the bots: connections from before are let go on',
    ],
    check: [
      'sudo nft list table inet keyward',
      `sudo -u ${bots[0]?.user ?? keyward.user} curl -m 5 https://example.org   (has to be refused)`,
      'journalctl -k --grep "keyward refused"   (what was refused, and whose it was)',
    ],
    undo: [
      'sudo systemctl disable --now keyward-firewall.service keyward-names.timer keyward-names.service   (the table goes with it, and Keyward and the bots stop)',
      `sudo rm ${FIREWALL}`,
    ],
  });
  sheet
    .add(
      'Loaded twice, it is replaced in one step; no other table is touched, so the rules of Docker, ufw and others stay as they are.',
      `table ${TABLE}`,
      `delete table ${TABLE}`,
    )
    .bare('', `table ${TABLE} {`);
  addSets(sheet, [{ user: keyward.user, mayAskDns: true, reaches: keyward.reaches }, ...bots]);
  addOutput(sheet, keyward.user, bots);
  addKeyward(sheet, keyward.user);
  for (const bot of bots) addBot(sheet, bot, keyward.port);
  addInput(sheet, sshPort);
  return sheet.bare('}').file();
}

type Outgoing = Pick<BotPlan, 'user' | 'mayAskDns' | 'reaches'>;

function addSets(sheet: Sheet, all: readonly Outgoing[]): void {
  for (const { user, reaches } of all) {
    const to = namesIn(reaches);
    sheet.add(
      `Where ${user} may go: address, protocol and port${to === '' ? ' (nowhere)' : `, of ${to}`}.`,
      `  set ${setName(user)}_4 { type ipv4_addr . inet_proto . inet_service; }`,
      `  set ${setName(user)}_6 { type ipv6_addr . inet_proto . inet_service; }`,
    );
  }
  sheet.add(
    'The name servers of this host, from /etc/resolv.conf.',
    '  set resolvers_4 { type ipv4_addr; }',
    '  set resolvers_6 { type ipv6_addr; }',
  );
}

const namesIn = (reaches: readonly Reach[]): string => [...new Set(reaches.map(({ host }) => host))].join(', ');

function addOutput(sheet: Sheet, user: string, bots: readonly BotPlan[]): void {
  sheet
    .bare('', '  chain output {')
    .add(
      'Only the users below are held; everything else on this host goes out as before.',
      '    type filter hook output priority filter; policy accept;',
    )
    .add(
      "Answers on connections that are let through, or that others have opened to it: a bot's page through an SSH tunnel.",
      '    ct state established,related accept',
    )
    .add(
      'By the user who owns the socket, also for its children; a name is turned into its number when this is loaded.',
      `    meta skuid "${user}" goto from_${user}`,
      ...bots.map((bot) => `    meta skuid "${bot.user}" goto from_${bot.user}`),
    )
    .bare('  }');
}

function addKeyward(sheet: Sheet, user: string): void {
  const set = setName(user);
  sheet
    .bare('', `  chain from_${user} {`)
    .add(
      'This host: name servers, the practice exchange, the APIs by which bots are told to stop.',
      '    oifname "lo" accept',
    )
    .add(
      'Exchanges, alert channels, vaults and time servers of the settings, on their ports alone.',
      `    ip daddr . meta l4proto . th dport @${set}_4 accept`,
      `    ip6 daddr . meta l4proto . th dport @${set}_6 accept`,
    );
  addDns(sheet);
  addEnd(sheet, user);
}

function addBot(sheet: Sheet, { user, mayAskDns, reaches, localPorts }: BotPlan, port: number): void {
  const set = setName(user);
  sheet
    .bare('', `  chain from_${user} {`)
    .add(
      "Keyward's port on this host: where its orders go.",
      `    oifname "lo" ip daddr 127.0.0.1 tcp dport ${port} accept`,
    );
  if (localPorts.length > 0)
    sheet.add(
      'Its own database or message queue on this host.',
      `    oifname "lo" tcp dport { ${[...new Set(localPorts)].join(', ')} } accept`,
    );
  if (mayAskDns)
    sheet.add('The resolver of this host.', '    oifname "lo" meta l4proto { tcp, udp } th dport 53 accept');
  sheet.add(
    'Nothing else of this host: no other page, database, agent or metadata service.',
    `    oifname "lo" goto refused_${user}`,
  );
  if (reaches.length > 0)
    sheet.add(
      'Public market data, by the names above.',
      `    ip daddr . meta l4proto . th dport @${set}_4 accept`,
      `    ip6 daddr . meta l4proto . th dport @${set}_6 accept`,
    );
  if (mayAskDns) addDns(sheet);
  else
    sheet.say(
      'No DNS: names come from a hosts file that keyward-names writes. A query can carry data out to anybody who owns a domain.',
      '    ',
    );
  sheet.bare(`    goto refused_${user}`, '  }', '', `  chain refused_${user} {`);
  addRefusal(sheet, user);
  sheet.bare('  }');
}

function addDns(sheet: Sheet): void {
  sheet.add(
    'DNS, to the name servers of this host alone.',
    '    ip daddr @resolvers_4 meta l4proto { tcp, udp } th dport 53 accept',
    '    ip6 daddr @resolvers_6 meta l4proto { tcp, udp } th dport 53 accept',
  );
}

function addEnd(sheet: Sheet, user: string): void {
  addRefusal(sheet, user);
  sheet.bare('  }');
}

function addRefusal(sheet: Sheet, user: string): void {
  sheet.add(
    'All else is refused at once, not dropped, so that no program waits; what was tried stands in the kernel log, a few lines a minute.',
    `    limit rate 10/minute burst 20 packets log prefix "keyward refused ${user}: "`,
    '    meta l4proto tcp counter reject with tcp reset',
    '    counter reject with icmpx type admin-prohibited',
  );
}

function addInput(sheet: Sheet, sshPort: number): void {
  sheet
    .bare('', '  chain input {')
    .add(
      'Nothing comes in that is not named here. Forwarding is not touched: what Docker publishes goes past this chain, so publish no port.',
      '    type filter hook input priority filter; policy drop;',
    )
    .add('Answers to what this host has asked.', '    ct state established,related accept')
    .add('What belongs to no connection.', '    ct state invalid drop')
    .add('This host to itself: the bots to Keyward.', '    iifname "lo" accept')
    .add('SSH; keys alone open it (file sshd).', `    tcp dport ${sshPort} accept`)
    .add(
      'Errors and pings; path MTU needs them.',
      '    ip protocol icmp icmp type { echo-request, destination-unreachable, time-exceeded, parameter-problem } accept',
    )
    .add(
      'IPv6 does not work without these: neighbours, routers, too-big.',
      '    icmpv6 type { echo-request, destination-unreachable, packet-too-big, time-exceeded, parameter-problem, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept',
    )
    .add(
      'Addresses by DHCP.',
      '    udp sport 67 udp dport 68 accept',
      '    ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept',
    )
    .add('How much was turned away.', '    counter')
    .bare('  }');
}
