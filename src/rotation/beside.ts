import { randomBytes } from 'node:crypto';
import { accountDigest, inspections, type KeyReport, type Right, rights, type Unclear } from '../exchanges/index.ts';
import type { Told } from './plan.ts';

/** What a plan keeps of what the old key could do. */
export function keptOf(exchange: string, told: KeyReport): Told {
  const account = accountDigest(exchange, told);
  return {
    rights: told.rights,
    ipRestricted: told.ipRestricted,
    ...(told.ips === undefined ? {} : { ips: told.ips }),
    ...(account === undefined ? {} : { account }),
  };
}

/** What a new key may not have beside the one that it replaces, and beside one of which nothing is known; empty when it is no broader. */
export function faultsOf(exchange: string, fresh: KeyReport, old: Told | undefined): string[] {
  const faults: string[] = [];
  const account = accountDigest(exchange, fresh);
  if (account !== undefined && old?.account !== undefined && account !== old.account)
    faults.push('is of another account');
  if (fresh.rights.withdraw === 'yes') faults.push('can withdraw');
  // Where the exchange tells it of no key, its owner has said it of the old one.
  const isTold = old ? old.rights.withdraw === 'no' : inspections[exchange]?.facts.introspection.none === undefined;
  if (fresh.rights.withdraw === 'unknown' && isTold) faults.push('is not said to be unable to withdraw');
  const broader = old
    ? rights.filter(
        (right: Right) => right !== 'withdraw' && fresh.rights[right] === 'yes' && old.rights[right] !== 'yes',
      )
    : [];
  if (broader.length > 0) faults.push(`can ${broader.join(', ')}, which the old one could not`);
  const lost = rights.filter(
    (right: Right) => old?.rights[right] === 'yes' && right !== 'withdraw' && fresh.rights[right] === 'no',
  );
  if (lost.includes('read') || lost.includes('spot') || lost.includes('futures')) {
    faults.push(`cannot ${lost.join(', ')}, which the old one could`);
  }
  if (fresh.ipRestricted === 'no' && old?.ipRestricted !== 'no')
    faults.push('works from any address, and the old one did not');
  if (fresh.ipRestricted === 'unknown' && old?.ipRestricted === 'yes') faults.push('is not said to have an IP list');
  const strange = old?.ips && fresh.ips ? fresh.ips.filter((ip) => !old.ips?.includes(ip)) : [];
  if (strange.length > 0 && old?.ipRestricted === 'yes') faults.push(`works from ${strange.join(', ')} as well`);
  return faults;
}

export function unclearText(what: string, { cause, message }: Unclear): string {
  return `${what}: ${cause.replaceAll('-', ' ')} (${message})`;
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** 20 letters and digits with one of each kind; a maker adds what its exchange wants besides. */
export function passphraseBytes(): Buffer {
  const out = Buffer.from('Aa2-----------------');
  for (let at = 3; at < out.length; ) {
    const [byte = 0] = randomBytes(1);
    if (byte < 224) out[at++] = ALPHABET.charCodeAt(byte % 56);
  }
  return out;
}

/** As `passphraseBytes`, from a digest of 32 bytes instead of by chance: the same each time. The digest is zeroed. */
export function passphraseOf(digest: Buffer): Buffer {
  const out = Buffer.from('Aa2-----------------');
  for (let at = 3; at < out.length; at++) out[at] = ALPHABET.charCodeAt(digest[at]! % ALPHABET.length);
  digest.fill(0);
  return out;
}
