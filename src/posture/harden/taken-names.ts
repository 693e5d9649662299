/** Users of the system, of packages, and those by which images of clouds log in: each has files, rights or a login of its own. */
const NAMES = new Set(
  [
    'root toor nobody daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats operator',
    'sshd messagebus dbus syslog polkitd avahi colord cups rtkit tss uuidd tcpdump usbmux saned pulse gdm geoclue kernoops',
    'whoopsie landscape pollinate fwupd-refresh lxd snap snapd libvirt libvirt-qemu docker dockerd containerd podman kvm',
    'ntp ntpsec chrony dnsmasq bind named unbound pdns postfix dovecot dovenull exim opendkim clamav fail2ban',
    'postgres postgresql mysql mariadb redis mongodb mongod memcache memcached rabbitmq mosquitto kafka zookeeper cassandra',
    'clickhouse influxdb elasticsearch opensearch grafana prometheus telegraf loki zabbix munin nagios node-exporter',
    'nginx apache httpd caddy haproxy traefik squid tomcat jenkins gitlab git gitea openvpn wireguard strongswan tor debian-tor',
    'sudo wheel admin adm staff users shadow disk ubuntu debian ec2-user centos fedora rocky almalinux opc pi vagrant azureuser',
  ].flatMap((line) => line.split(' ')),
);

/** Whether something else goes by this name; `_` and `systemd-` begin those of packages. */
export const isTakenName = (name: string): boolean => NAMES.has(name) || /^(?:_|systemd-|dbus-|ssh-|getty@)/.test(name);
