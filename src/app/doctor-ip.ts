import { lookup } from 'node:dns/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import type { Settings } from '../config/index.ts';
import { isRefusal, KeywardError } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import { Forwarder } from '../gateway/index.ts';
import { type EntryFilter, readEntries } from '../journal/index.ts';
import {
  askMetadata,
  askPublicAddress,
  interfaceOf,
  type MetadataAnswer,
  sourceTowards,
  type ToldAddress,
} from '../network/index.ts';
import { type AddressChange, keepAddresses } from './address-file.ts';
import { askerOf } from './asker.ts';
import type { Examined } from './examined.ts';
import { timedExchanges, timeRequestOf } from './exchange-time.ts';
import { environmentOf } from './fit-settings.ts';
import { type Hosting, hostings, type SeenHosting, seeHosting } from './hosting.ts';
import {
  addressChecks,
  changeChecks,
  type ExchangeAddress,
  hostCheck,
  keyChecks,
  type ListedAddresses,
  type Relist,
  type SourceRow,
  sourceChecks,
} from './ip-checks.ts';
import { readHistories } from './key-history.ts';
import { placeOf } from './places.ts';
import { type FoundSettings, loadSettings, placesParts, type SessionParts } from './session.ts';

/** Everything that `keyward doctor ip` says. */
export interface IpReport {
  readonly checks: readonly Examined[];
  readonly services: readonly ToldAddress[];
  readonly exchanges: readonly ExchangeAddress[];
  readonly sources: readonly SourceRow[];
  readonly localAddress?: string;
  readonly changes: readonly AddressChange[];
  readonly keys: readonly ListedAddresses[];
  readonly hosting: readonly (Hosting & { readonly evidence?: string })[];
  readonly metadata?: MetadataAnswer;
  readonly relist: readonly Relist[];
}

const TIMEOUT_MS = 5_000;
/** Of the ranges for documentation: they have a route where the outside has one, and nothing is sent there. */
const OUTSIDE = { 4: '192.0.2.1', 6: '2001:db8::1' } as const;

/** Finds out under which addresses this host is seen, from which it sends, and which keys let them in. Keeps `address.json`, changes nothing else. */
export async function doctorIp(parts: SessionParts, options: { readonly askMetadata: boolean }): Promise<IpReport> {
  const found = loadSettings(parts);
  const { settings } = found;
  const { localAddress, addressServices } = settings.network;
  const pinned = localAddress === undefined ? {} : { localAddress };
  const asked = ([4, 6] as const).flatMap((family) =>
    addressServices[family === 4 ? 'ipv4' : 'ipv6'].map((service) => ({
      service,
      family,
      timeoutMs: TIMEOUT_MS,
      ...pinned,
    })),
  );
  const interfaces = networkInterfaces();
  const [services, told, sources, outside4, outside6, keys, metadata] = await Promise.all([
    Promise.all(asked.map(askPublicAddress)),
    askExchanges(found, parts),
    findSources(settings),
    sourceTowards(OUTSIDE[4], interfaces),
    sourceTowards(OUTSIDE[6], interfaces),
    listedAddresses(settings, parts),
    options.askMetadata ? askMetadata() : undefined,
  ]);
  const addresses = [
    ...services.flatMap((each) => ('address' in each ? [each.address] : [])),
    ...told.flatMap(({ address }) => (address === undefined ? [] : [address])),
  ];
  const of = (family: 4 | 6) => [...new Set(addresses.filter((address) => isIP(address) === family))];
  const now = { ipv4: of(4), ipv6: of(6) };
  const { changes, unkept } = keepAddresses(parts.environment.home, now, parts.clock);
  const seen = withMetadata(seeHosting(sightsOf(parts)), metadata);
  const isPinnedThere = localAddress === undefined || interfaceOf(localAddress, interfaces) !== undefined;
  const relist = relistOf(settings);
  return {
    checks: [
      ...addressChecks({ services, told, now, outside: { 4: outside4, 6: outside6 }, localAddress }),
      ...sourceChecks(sources, localAddress, isPinnedThere),
      ...changeChecks(changes, unkept, relist.length > 0),
      ...keyChecks(keys, now, sources, relist),
      hostCheck(seen, metadata),
    ],
    services,
    exchanges: told,
    sources,
    ...pinned,
    changes,
    keys,
    hosting: hostingOf(seen),
    ...(metadata === undefined ? {} : { metadata }),
    relist,
  };
}

/** One key of each exchange that tells the address, with a read that changes nothing. */
async function askExchanges({ settings, path }: FoundSettings, parts: SessionParts): Promise<ExchangeAddress[]> {
  const asked = new Set<string>();
  const chosen = Object.entries(settings.keys).filter(([, { exchange, environment, purpose, vendor }]) => {
    const inspection = inspections[exchange];
    if (environment === 'practice' || purpose === 'rotation' || vendor !== undefined || asked.has(exchange))
      return false;
    // A nonce from here could be above the one that the gateway sends next.
    if (!inspection?.publicIp || inspection.nonce) return false;
    asked.add(exchange);
    return true;
  });
  if (chosen.length === 0) return [];
  const forwarder = new Forwarder({ kind: 'exchange' }, TIMEOUT_MS, settings.network.localAddress);
  const found = await Promise.all(
    chosen.map(async ([key, { exchange, environment: named }]): Promise<ExchangeAddress> => {
      const inspection = inspections[exchange]!;
      const environment = environmentOf(named);
      try {
        const place = placeOf(key, placesParts(parts, settings, path));
        const credential = inspection.credential(await place.read());
        if (isRefusal(credential)) return { exchange, key, why: credential.message };
        const ask = askerOf({ inspection, environment, forward: forwarder.send, clock: parts.clock });
        const answer = await inspection.publicIp!.ask(ask, credential, environment);
        if (typeof answer === 'string') return { exchange, key, address: answer };
        return {
          exchange,
          key,
          why: answer === undefined ? 'it tells it only where it refuses a key' : answer.message,
        };
      } catch (error) {
        if (error instanceof KeywardError) return { exchange, key, why: error.message };
        throw error;
      }
    }),
  );
  void forwarder.close();
  return found;
}

/** From where requests to each live exchange leave; without one, those to the outside. */
async function findSources(settings: Settings): Promise<SourceRow[]> {
  const hosts = timedExchanges(settings)
    .filter(({ environment }) => environment !== 'practice')
    .flatMap((each) => timeRequestOf(each)?.host ?? inspections[each.exchange]?.facts.hosts[0]?.name ?? []);
  const interfaces = networkInterfaces();
  const towards = async (addresses: readonly string[]) => {
    const sources = await Promise.all(addresses.map((address) => sourceTowards(address, interfaces)));
    return sources.filter((source) => source !== undefined);
  };
  if (hosts.length === 0) return [{ sources: await towards(Object.values(OUTSIDE)) }];
  return Promise.all(
    [...new Set(hosts)].map(async (host) => {
      const addresses = await lookup(host, { all: true }).catch(() => []);
      const one = [4, 6].flatMap((family) => addresses.find((each) => each.family === family)?.address ?? []);
      return { host, sources: await towards(one) };
    }),
  );
}

/** What the journal says of the live keys' IP lists, read beside whoever holds the folder. */
async function listedAddresses({ keys }: Settings, { environment }: SessionParts): Promise<ListedAddresses[]> {
  const live = Object.entries(keys).filter(([, key]) => key.environment !== 'practice' && key.vendor === undefined);
  const folder = join(resolve(environment.home), 'journal');
  const histories =
    live.length > 0 && existsSync(folder)
      ? await readHistories({ replay: (filter: EntryFilter = {}) => readEntries(folder, filter) })
      : undefined;
  return live.map(([key, { exchange }]) => {
    const history = histories?.of(key);
    const last = history?.lastFingerprint === undefined ? undefined : history.audits.get(history.lastFingerprint);
    if (last?.ips !== undefined) return { key, exchange, ipRestricted: restricted(last.ipRestricted), ips: last.ips };
    const ips = history?.attested?.ips;
    if (ips !== undefined) return { key, exchange, ipRestricted: ips.length === 0 ? 'no' : 'yes', ips };
    return { key, exchange, ipRestricted: restricted(last?.ipRestricted) };
  });
}

function restricted(word: string | undefined): 'yes' | 'no' | 'unknown' {
  return word === 'yes' || word === 'no' ? word : 'unknown';
}

function relistOf({ keys }: Settings): Relist[] {
  const live = Object.entries(keys).filter(([, { environment }]) => environment !== 'practice');
  return [...new Set(live.map(([, { exchange }]) => exchange))].map((exchange) => {
    const { name, page } = inspections[exchange]!.facts;
    return {
      exchange,
      name,
      keys: live.filter(([, key]) => key.exchange === exchange).map(([key]) => key),
      url: page.url,
      ...(page.ipBox === undefined ? {} : { ipBox: page.ipBox }),
      notes: page.notes.filter((note) => /\bIPs?\b|address/.test(note)),
    };
  });
}

function sightsOf({ environment }: SessionParts): Parameters<typeof seeHosting>[0] {
  const orNothing = <T>(look: () => T, otherwise: T): T => {
    try {
      return look();
    } catch {
      return otherwise;
    }
  };
  return {
    platform: environment.platform,
    read: (path) => orNothing<string | undefined>(() => readFileSync(path, 'utf8'), undefined),
    list: (path) => orNothing<string[]>(() => readdirSync(path), []),
  };
}

function withMetadata(seen: readonly SeenHosting[], metadata: MetadataAnswer | undefined): SeenHosting[] {
  if (!metadata) return [...seen];
  const id = metadata.platform === 'aws-ec2' ? 'aws-ec2' : 'vps';
  const others = seen.filter((each) => each.id !== id);
  return [{ id, evidence: `its metadata service answers as ${metadata.platform}` }, ...others];
}

/** The kinds that there is evidence for, or all of them. */
function hostingOf(seen: readonly SeenHosting[]): IpReport['hosting'] {
  if (seen.length === 0) return hostings;
  return seen.map(({ id, evidence }) => ({ ...hostings.find((each) => each.id === id)!, evidence }));
}
