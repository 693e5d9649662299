import { isIP } from 'node:net';
import {
  type AddressKind,
  kindOfAddress,
  type MetadataAnswer,
  type SourceAddress,
  type ToldAddress,
} from '../network/index.ts';
import type { AddressChange } from './address-file.ts';
import type { Examined } from './examined.ts';
import { hostings, type SeenHosting } from './hosting.ts';
import { listHolds } from './ip-lists.ts';

/** What an exchange itself says of the address that it sees; `address` is absent where it does not say. */
export interface ExchangeAddress {
  readonly exchange: string;
  readonly key: string;
  readonly address?: string;
  readonly why?: string;
}

/** From where requests to one host leave. */
export interface SourceRow {
  /** Absent: the outside, where no exchange is reached. */
  readonly host?: string;
  readonly sources: readonly SourceAddress[];
}

/** An exchange key's IP list, as the last audit or its owner has it. */
export interface ListedAddresses {
  readonly key: string;
  readonly exchange: string;
  readonly ipRestricted: 'yes' | 'no' | 'unknown';
  /** Absent where nobody has said. */
  readonly ips?: readonly string[];
}

/** Where the list of an exchange's keys is changed. */
export interface Relist {
  readonly exchange: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly url: string;
  readonly ipBox?: string;
  readonly notes: readonly string[];
}

type Now = Readonly<Record<'ipv4' | 'ipv6', readonly string[]>>;

export interface AddressSights {
  readonly services: readonly ToldAddress[];
  readonly told: readonly ExchangeAddress[];
  readonly now: Now;
  /** The source of what leaves this host, by family; `undefined`: no way out. */
  readonly outside: Readonly<Record<4 | 6, SourceAddress | undefined>>;
  readonly localAddress: string | undefined;
}

const kindTexts: Readonly<Record<AddressKind, string>> = {
  public: 'public',
  private: 'private: NAT gives another one to the outside',
  'carrier-nat': 'carrier-grade NAT: shared with strangers',
  loopback: 'of this host alone',
  'link-local': 'link-local: it leads nowhere',
  unspecified: 'no address',
};

/** The public address of each family, as services and exchanges tell it. */
export function addressChecks(sights: AddressSights): Examined[] {
  const told = sights.told.map(({ exchange, key, address, why }): Examined => {
    const what = `exchange ${exchange}`;
    if (address !== undefined) return { what, outcome: 'fine', says: `sees ${address}` };
    const isKnown = sights.now.ipv4.length + sights.now.ipv6.length > 0;
    const says = `does not tell the address to the key ${key}: ${why}`;
    return { what, outcome: isKnown ? 'fine' : 'unknown', says };
  });
  return [familyCheck(4, sights), familyCheck(6, sights), ...told];
}

function familyCheck(family: 4 | 6, { services, now, outside, localAddress }: AddressSights): Examined {
  const what = `IPv${family}`;
  const name = family === 4 ? 'ipv4' : 'ipv6';
  const addresses = now[name];
  const asked = services.filter((each) => each.family === family);
  if (addresses.length === 0) {
    if (localAddress !== undefined && isIP(localAddress) !== family)
      return { what, outcome: 'fine', says: `not used: requests are pinned to ${localAddress}` };
    if (family === 6 && !outside[6]) return { what, outcome: 'fine', says: 'this host has no IPv6 to the outside' };
    if (asked.length === 0) {
      const says = `not asked: network.addressServices.${name} is empty`;
      return family === 6
        ? { what, outcome: 'fine', says }
        : { what, outcome: 'unknown', says, fix: 'name a service there' };
    }
    const faults = asked.flatMap((each) => ('fault' in each ? [`${hostOf(each.service)}: ${each.fault}`] : []));
    const fix = `let HTTPS out, or name another service under network.addressServices.${name}`;
    return { what, outcome: 'unknown', says: faults.join('; '), fix };
  }
  const strange = addresses.find((address) => kindOfAddress(address) !== 'public');
  if (strange !== undefined) {
    const says = `${strange} is what a service says, and that is ${kindTexts[kindOfAddress(strange)]}`;
    return { what, outcome: 'warning', says, fix: 'name another service: something on the way answers instead' };
  }
  if (addresses.length > 1) {
    const says = `${addresses.join(' and ')}: requests leave from more than one address`;
    return { what, outcome: 'warning', says, fix: 'list all of them at the exchanges, or pin one (below)' };
  }
  const by = asked.flatMap((each) => ('address' in each ? [hostOf(each.service)] : []));
  return {
    what,
    outcome: 'fine',
    says: `${addresses[0]}${by.length === 0 ? '' : `, say${by.length === 1 ? 's' : ''} ${by.join(' and ')}`}`,
  };
}

function hostOf(service: string): string {
  return new URL(service).host;
}

/** From where requests really leave, and whether one address is pinned. */
export function sourceChecks(
  sources: readonly SourceRow[],
  localAddress: string | undefined,
  isPinnedThere: boolean,
): Examined[] {
  if (localAddress !== undefined) {
    if (isPinnedThere)
      return [{ what: 'source', outcome: 'fine', says: `pinned to ${localAddress} by network.localAddress` }];
    const says = `network.localAddress is ${localAddress}, which no interface of this host has: no request can leave`;
    return [{ what: 'source', outcome: 'fault', says, fix: 'correct it, or take it out' }];
  }
  return sources.map(({ host, sources: found }): Examined => {
    const what = 'source';
    if (found.length === 0)
      return {
        what,
        outcome: 'unknown',
        says: host === undefined ? 'there is no way to the outside' : `${host} is not found, or there is no way to it`,
        fix: 'check DNS and the routes',
      };
    const from = found.map(
      ({ address, interface: name, kind }) => `${address} (${name === undefined ? '' : `${name}, `}${kindTexts[kind]})`,
    );
    const says = `to ${host ?? 'the outside'} from ${from.join(' or ')}, as the routes choose`;
    if (found.length === 1 || host === undefined) return { what, outcome: 'fine', says };
    return { what, outcome: 'warning', says, fix: 'list both at the exchange, or pin one with network.localAddress' };
  });
}

/** A changed address is as loud as it can be: keys with an IP list stop working. */
export function changeChecks(
  changes: readonly AddressChange[],
  unkept: string | undefined,
  hasLiveKeys: boolean,
): Examined[] {
  const rows = changes.map(({ family, is, addresses, before, since }): Examined => {
    const what = 'change';
    const day = `${since.slice(0, 16)}Z`;
    if (is === 'same') return { what, outcome: 'fine', says: `IPv${family}: the same since ${day}` };
    if (is === 'new') return { what, outcome: 'fine', says: `IPv${family}: seen for the first time` };
    const says = `IPv${family} HAS CHANGED: ${addresses.join(', ')} now, ${before.join(', ')} until ${day}`;
    return {
      what,
      outcome: 'fault',
      says,
      fix: hasLiveKeys ? 'list it at each exchange (below)' : 'see how to keep one (below)',
    };
  });
  if (unkept === undefined || changes.length === 0) return rows;
  return [...rows, { what: 'change', outcome: 'warning', says: `the addresses are not kept: ${unkept}` }];
}

/** Whether each key's IP list lets this host in. */
export function keyChecks(
  keys: readonly ListedAddresses[],
  now: Now,
  sources: readonly SourceRow[],
  relist: readonly Relist[],
): Examined[] {
  // IPv6 counts where an exchange is reached over it.
  const overIpv6 = sources.some(({ sources: found }) => found.some(({ family }) => family === 6));
  const addresses = [...now.ipv4, ...(overIpv6 || now.ipv4.length === 0 ? now.ipv6 : [])];
  return keys.map(({ key, exchange, ips, ipRestricted }): Examined => {
    const what = `key ${key}`;
    const page = relist.find((each) => each.exchange === exchange);
    const fix = page ? `list it at ${page.url}` : 'list it at the exchange';
    if (ipRestricted === 'no') {
      const says = 'has no IP list: whoever has it can use it from anywhere';
      return { what, outcome: 'warning', says, fix: page ? `give it one at ${page.url}` : 'give it one' };
    }
    if (ips === undefined) {
      const says =
        ipRestricted === 'yes'
          ? 'has an IP list that its exchange does not show'
          : 'nobody has said which addresses it takes';
      return { what, outcome: 'unknown', says, fix: `keyward key audit ${key}` };
    }
    if (addresses.length === 0)
      return { what, outcome: 'unknown', says: `takes ${ips.join(', ')}; our own address is not known` };
    const held = addresses.map((address) => listHolds(ips, address));
    const out = addresses.filter((_, at) => held[at] === 'no');
    if (out.length > 0)
      return { what, outcome: 'fault', says: `its IP list (${ips.join(', ')}) does not have ${out.join(', ')}`, fix };
    if (held.includes('unknown'))
      return { what, outcome: 'unknown', says: `its IP list (${ips.join(', ')}) does not show whole addresses` };
    return { what, outcome: 'fine', says: `its IP list has ${addresses.join(' and ')}` };
  });
}

/** What kind of host this is, as far as there is evidence. */
export function hostCheck(seen: readonly SeenHosting[], metadata: MetadataAnswer | undefined): Examined {
  const what = 'host';
  if (seen.length === 0)
    return { what, outcome: 'fine', says: 'there is no evidence of what kind it is; all kinds are listed below' };
  const names = seen.map(({ id, evidence }) => `${hostings.find((each) => each.id === id)!.name} (${evidence})`);
  const own = metadata?.publicIpv4 === undefined ? '' : `; its cloud gave it ${metadata.publicIpv4}`;
  return { what, outcome: 'fine', says: `${names.join(', and ')}${own}` };
}
