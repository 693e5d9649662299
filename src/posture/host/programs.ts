/** A program that has no place on a host for bots. */
export interface ProgramKind {
  readonly name: string;
  readonly what: string;
  /** The name under which bots need it. */
  readonly need?: 'postgres' | 'redis' | 'mqtt';
  /** Nobody starts it on purpose on such a host. */
  readonly isGrave: boolean;
}

const web = 'a web server';
const database = 'a database';
const mail = 'a mail server';
const desk = 'desktop sharing';
const torrent = 'a torrent client';
const runner = 'a CI runner, which runs what others write,';
const share = 'a file share';
const miner = 'a coin miner';

/** By the name in /proc/PID/comm, of which the kernel keeps 15 characters. */
const list: readonly (readonly [pattern: RegExp, name: string, what: string, need?: ProgramKind['need']])[] = [
  [/^nginx$/, 'nginx', web],
  [/^(?:apache2|httpd)$/, 'apache2', web],
  [/^lighttpd$/, 'lighttpd', web],
  [/^caddy$/, 'caddy', web],
  [/^traefik$/, 'traefik', web],
  [/^haproxy$/, 'haproxy', web],
  [/^php-fpm[\d.]*$/, 'php-fpm', web],
  [/^(?:postgres|postmaster)$/, 'postgres', database, 'postgres'],
  [/^(?:mysqld|mariadbd)$/, 'mysqld', database],
  [/^mongod$/, 'mongod', database],
  [/^(?:redis-server|valkey-server)$/, 'redis-server', database, 'redis'],
  [/^memcached$/, 'memcached', database],
  [/^influxd$/, 'influxd', database],
  [/^clickhouse-serv$/, 'clickhouse', database],
  [/^(?:mosquitto|emqx)$/, 'mosquitto', 'a message broker', 'mqtt'],
  [/^exim4?$/, 'exim4', mail],
  [/^(?:master|qmgr|postscreen)$/, 'postfix', mail],
  [/^dovecot$/, 'dovecot', mail],
  [/^(?:sendmail|opensmtpd|smtpd)$/, 'sendmail', mail],
  [/^(?:Xvnc|Xtigervnc|Xtightvnc|x11vnc|vino-server|wayvnc|krfb)$/, 'VNC', desk],
  [/^xrdp(?:-sesman)?$/, 'xrdp', desk],
  [/^teamviewerd$/, 'TeamViewer', desk],
  [/^anydesk$/, 'AnyDesk', desk],
  [/^rustdesk$/, 'RustDesk', desk],
  [/^transmission(?:-da|-daemon)?$/, 'transmission', torrent],
  [/^qbittorrent/, 'qbittorrent', torrent],
  [/^(?:deluged|deluge-web)$/, 'deluge', torrent],
  [/^rtorrent/, 'rtorrent', torrent],
  [/^Runner\.(?:Listener|Listene|Worker)$/, 'GitHub runner', runner],
  [/^gitlab-runner$/, 'GitLab runner', runner],
  [/^buildkite-agent$/, 'Buildkite agent', runner],
  [/^(?:smbd|nmbd)$/, 'samba', share],
  [/^(?:vsftpd|proftpd|pure-ftpd)$/, 'FTP server', share],
  [/^nfsd$/, 'nfsd', share],
  [/^(?:minidlnad|Plex Media Serv|jellyfin)$/, 'media server', share],
  [/^(?:xmrig|minerd|cpuminer|t-rex|kdevtmpfsi|kinsing)/, 'miner', miner],
  [/^avahi-daemon$/, 'avahi-daemon', 'discovery for the local network (mDNS)'],
  [/^cupsd$/, 'cupsd', 'a print server'],
];

export function kindOf(name: string): ProgramKind | undefined {
  const found = list.find(([pattern]) => pattern.test(name));
  if (!found) return undefined;
  const [, kind, what, need] = found;
  return { name: kind, what, ...(need === undefined ? {} : { need }), isGrave: what === miner };
}
