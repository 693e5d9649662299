import { isIP } from 'node:net';
import { exchanges, inspections } from '../../../exchanges/index.ts';
import { exchangeDomains } from '../data/exchange-domains.ts';
import type { AddressHost } from '../facts.ts';
import { printable } from '../printable.ts';

const own = new Set<string>([
  ...exchangeDomains.domains,
  ...Object.values(exchanges).flatMap(({ facts }) => facts.hosts.map(({ name }) => domainOf(name))),
  ...Object.values(inspections).flatMap(({ facts }) => facts.hosts.map(({ name }) => domainOf(name))),
]);

/** The part of a name that one owner registers: `bybit.com`, `bit2c.co.il`. */
export function domainOf(host: string): string {
  const labels = host.split('.');
  const isTwoPart = /^(com?|net|org|gov|ac)$/.test(labels.at(-2) ?? '') && labels.at(-1)?.length === 2;
  return labels.slice(isTwoPart ? -3 : -2).join('.');
}

/** Whose a host is. A port does not matter. */
export function hostKind(host: string): AddressHost {
  const plain = host.toLowerCase().replace(/\.$/, '');
  const name = plain.startsWith('[') ? plain.slice(1, plain.indexOf(']')) : plain.replace(/:\d+$/, '');
  return { host: printable(plain), kind: kindOf(name) };
}

function kindOf(name: string): AddressHost['kind'] {
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1' || name === '0.0.0.0') return 'loopback';
  if (isIP(name) === 4) {
    if (name.startsWith('127.')) return 'loopback';
    return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(name) ? 'near' : 'foreign';
  }
  if (isIP(name) === 6) return /^(fc|fd|fe8|fe9|fea|feb)/.test(name) ? 'near' : 'foreign';
  // A name without a dot is one of a network of containers; these endings belong to no one outside.
  if (!name.includes('.') || /\.(internal|local|lan|home\.arpa|test|example|invalid)$/.test(name)) return 'near';
  return own.has(domainOf(name)) ? 'exchange' : 'foreign';
}
