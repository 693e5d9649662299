import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { channelOf, type KeySettings, type Settings } from '../config/index.ts';
import { inspections } from '../exchanges/index.ts';
import { type BotPlan, type Reach, type SecretFile, streamFacts } from '../posture/index.ts';

/** What the settings say of the hosts that Keyward reaches, and of where its secrets come from. */
export interface Needs {
  readonly reaches: readonly Reach[];
  readonly credentials: readonly string[];
  readonly secretFiles: readonly SecretFile[];
  readonly readsVariables: boolean;
  readonly runsPrograms: readonly string[];
  /** What could not be told from the settings, and has to be given by its owner. */
  readonly gaps: readonly string[];
}

type From = Readonly<Record<string, unknown>>;

/** Gathers while the settings are walked through. */
class Gathered {
  readonly reaches: Reach[] = [];
  readonly credentials = new Set<string>();
  readonly secretFiles = new Map<string, string>();
  readonly runsPrograms: string[] = [];
  readonly gaps: string[] = [];
  readsVariables = false;

  reach(why: string, host: string, port = 443, protocol: Reach['protocol'] = 'tcp'): void {
    this.reaches.push({ host: host.replace(/^\[|\]$/g, ''), port, protocol, why });
  }

  url(why: string, text: string): void {
    const { hostname, port, protocol } = new URL(text);
    if (isLoopback(hostname)) return;
    this.reach(why, hostname, port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port));
  }
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/** `folder`: that of the settings as the service reads them. */
export function needsOf(settings: Settings, folder: string): Needs {
  const found = new Gathered();
  for (const [name, key] of Object.entries(settings.keys)) addKey(found, name, key, folder);
  addUnlock(found, settings.vault.unlock, folder);
  addAlerts(found, settings, folder);
  for (const [name, { stop }] of Object.entries(settings.bots)) {
    for (const api of [stop?.freqtrade, stop?.hummingbot]) {
      if (api === undefined) continue;
      found.url(`the API of the bot ${name}`, api.url);
      addFrom(found, `the password for the bot ${name}`, api.from, folder);
    }
    if (stop?.command) found.runsPrograms.push(stop.command[0]!);
  }
  addNetwork(found, settings);
  return {
    reaches: once(found.reaches),
    credentials: [...found.credentials].sort(),
    secretFiles: [...found.secretFiles].map(([path, why], at) => ({ name: `secret-${at + 1}`, path, why })),
    readsVariables: found.readsVariables,
    runsPrograms: [...new Set(found.runsPrograms)],
    gaps: found.gaps,
  };
}

function addKey(found: Gathered, name: string, key: KeySettings, folder: string): void {
  if (key.environment !== 'practice') {
    for (const host of hostsOf(key)) found.reach(`${key.exchange}`, host);
    addFrom(found, `the exchange key ${name}`, key.from, folder);
  } else if (key.from !== undefined) addFrom(found, `the exchange key ${name}`, key.from, folder);
}

/** The hosts of the key's environment, and of its site where it has one. */
function hostsOf({ exchange, environment, host }: KeySettings): readonly string[] {
  const all = inspections[exchange]?.facts.hosts ?? [];
  const site = all.find(({ name }) => name === host)?.site;
  const named = all.filter(
    (one) => one.environment === environment && (host === undefined ? one.site === undefined : one.site === site),
  );
  return [...new Set([...named.map(({ name }) => name), ...(host === undefined ? [] : [host])])];
}

/** Market data of the exchange with which a bot trades; none for the practice exchange, which Keyward serves. */
export function streamsOf(key: KeySettings | undefined): BotPlan['reaches'] {
  if (!key || key.environment === 'practice') return [];
  const site = inspections[key.exchange]?.facts.hosts.find(({ name }) => name === key.host)?.site;
  return (streamFacts[key.exchange]?.hosts ?? [])
    .filter((one) => one.environment === key.environment && one.site === site)
    .map(({ host, port }) => ({ host, port, protocol: 'tcp', why: `market data of ${key.exchange}` }));
}

function addUnlock(found: Gathered, unlock: Settings['vault']['unlock'], folder: string): void {
  if (unlock === undefined) return;
  if (!('passphrase' in unlock)) {
    addFrom(found, 'the identity of the vault', unlock as From, folder);
    return;
  }
  const { file } = unlock.passphrase as { readonly file?: string };
  if (file !== undefined) found.secretFiles.set(resolve(folder, file), 'The passphrase of the vault');
  else
    found.gaps.push(
      'the passphrase of the vault is asked on a terminal, and a service has none: name a file under vault.unlock.passphrase.file, or use a credential of systemd (vault.unlock.systemd)',
    );
}

/** What one `from` needs. Absent: variables. */
function addFrom(found: Gathered, what: string, from: From | undefined, folder: string): void {
  const [id = 'env'] = Object.keys(from ?? {});
  const given = (from?.[id] ?? {}) as Record<string, unknown>;
  const known = needs[id];
  if (known) known(found, what, given, folder);
}

type Need = (found: Gathered, what: string, given: Readonly<Record<string, unknown>>, folder: string) => void;

const capital = (what: string): string => what.slice(0, 1).toUpperCase() + what.slice(1);
const addFile = (found: Gathered, what: string, file: unknown, folder: string): void => {
  if (typeof file === 'string') found.secretFiles.set(resolve(folder, file), capital(what));
};

/** By the kind of place. */
const needs: Readonly<Record<string, Need>> = {
  env: (found) => void (found.readsVariables = true),
  dotenv: (found, what, { file }, folder) => addFile(found, what, file ?? '.env', folder),
  systemd: (found, _what, { name }) => {
    for (const one of typeof name === 'string' ? [name] : Object.values(name as object))
      if (typeof one === 'string') found.credentials.add(one);
  },
  command: (found, _what, { run }) => {
    const commands = Array.isArray(run) ? [run] : Object.values((run ?? {}) as Readonly<Record<string, unknown>>);
    for (const one of commands) if (Array.isArray(one)) found.runsPrograms.push(String(one[0]));
  },
  keyring: (found, what) =>
    void found.gaps.push(
      `${what} is in the keyring of a desktop, which a service cannot open: move it (docs/credentials.md)`,
    ),
  vault: (found, what, given, folder) => {
    found.url(`the vault of ${what}`, String(given['address']));
    for (const [way, parts] of Object.entries((given['auth'] ?? {}) as object)) {
      if (way === 'tokenVariable') found.readsVariables = true;
      else
        addFile(
          found,
          `the login for ${what}`,
          typeof parts === 'string' ? parts : (parts.file ?? parts.secretIdFile),
          folder,
        );
    }
  },
  aws: (found, what, { region, endpoint }) => {
    if (typeof endpoint === 'string') found.url('AWS', endpoint);
    else if (typeof region === 'string') found.reach('AWS', `secretsmanager.${region}.amazonaws.com`);
    if (typeof region === 'string') found.reach('AWS', `sts.${region}.amazonaws.com`);
    if (typeof region !== 'string' && typeof endpoint !== 'string')
      found.gaps.push(
        `${what} is with AWS, and the settings do not say in which region: add it, or its host with --keyward-host`,
      );
    found.reach('the role of this host (AWS)', '169.254.169.254', 80);
  },
  gcp: (found, _what, { name, endpoint }) => {
    const names = (typeof name === 'string' ? [name] : Object.values((name ?? {}) as object)).map(String);
    if (typeof endpoint === 'string') found.url('Google', endpoint);
    else
      for (const one of names) {
        const place = /\/locations\/([a-z0-9-]+)\//.exec(one)?.[1];
        found.reach(
          'Google',
          place === undefined ? 'secretmanager.googleapis.com' : `secretmanager.${place}.rep.googleapis.com`,
        );
      }
    for (const host of ['oauth2', 'sts', 'iamcredentials']) found.reach('Google', `${host}.googleapis.com`);
    found.reach('the account of this host (Google)', '169.254.169.254', 80);
    found.reach('the account of this host (Google)', 'metadata.google.internal', 80);
  },
};

/** Services whose address is their secret, or always the same. */
const SERVICES: Readonly<Record<string, string>> = { slack: 'hooks.slack.com', discord: 'discord.com' };

function addAlerts(found: Gathered, { alerts }: Settings, folder: string): void {
  for (const [name, channel] of Object.entries(alerts.channels)) {
    const { kind, settings, from } = channelOf(channel);
    const given = settings as Readonly<Record<string, unknown>>;
    const why = `the alert channel ${name}`;
    if (SERVICES[kind] !== undefined) found.reach(why, SERVICES[kind]);
    for (const url of [given['server'], given['url']]) if (typeof url === 'string') found.url(why, url);
    if (typeof given['host'] === 'string' && !isLoopback(given['host']))
      found.reach(why, given['host'], Number(given['port']));
    if (Array.isArray(given['run'])) found.runsPrograms.push(String(given['run'][0]));
    addFrom(found, why, from as From | undefined, folder);
  }
  if (!alerts.heartbeat) return;
  addFrom(found, 'the address of the heartbeat', alerts.heartbeat.from as From | undefined, folder);
  found.gaps.push(
    'the address of the heartbeat is a secret, which this command does not read: name its host with --keyward-host',
  );
}

function addNetwork(found: Gathered, { clock, network, keys }: Settings): void {
  for (const server of clock.ntp) {
    const [, six, name = six, port = '123'] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(server) ?? [];
    if (name !== undefined && !isLoopback(name)) found.reach('time', name, Number(port), 'udp');
  }
  if (Object.values(keys).every(({ environment }) => environment === 'practice')) return;
  for (const address of [...network.addressServices.ipv4, ...network.addressServices.ipv6])
    found.url('the public address (keyward doctor ip)', address);
}

function once(reaches: readonly Reach[]): Reach[] {
  const all = new Map(reaches.map((one) => [`${one.host} ${one.port} ${one.protocol}`, one]));
  return [...all.values()];
}

/** `stream.example.com`, `stream.example.com:9443`, `192.0.2.1:443`, `[2001:db8::1]:443`. `undefined` where it is none. */
export function readHost(text: string): Pick<Reach, 'host' | 'port'> | undefined {
  const [, six, other, port = '443'] = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = six ?? other;
  if (host === undefined || (six !== undefined && isIP(six) !== 6)) return undefined;
  return { host: host.toLowerCase(), port: Number(port) };
}

/** Where the settings lie; the root where that is all there is. */
export const settingsFolder = (path: string): string => dirname(path);
