import { isMasked, isWide, isWithin, isWorthBinding, vendorOf, vendors } from '../audit/index.ts';
import { KeywardError, meantText } from '../core/index.ts';
import type { InspectionFacts, KeyReport } from '../exchanges/index.ts';

/** What an owner says of a key that is taken in. */
export interface Spoken {
  readonly name: string;
  /** The hosted platform that holds it; then it is only watched. */
  readonly vendor?: string;
  readonly allowWithdraw?: string;
  /** How the owner knows that it cannot withdraw, where the exchange does not tell. */
  readonly cannotWithdraw?: string;
  readonly allowAnyIp?: string;
  /** Its IP list as its owner has seen it, where the exchange does not tell. */
  readonly boundTo?: readonly string[];
  /** From where its vendor calls exchanges, as that tells its owner. */
  readonly vendorAddresses?: readonly string[];
}

/** Throws `usage` for what is no word of an owner: an empty reason, what is no address, a vendor that nobody knows. */
export function checkWords(request: Spoken): void {
  const { allowWithdraw, allowAnyIp, cannotWithdraw, boundTo, vendorAddresses } = request;
  for (const reason of [allowWithdraw, allowAnyIp, cannotWithdraw])
    if (reason?.trim() === '') throw new KeywardError('usage', 'the reason is empty');
  if (boundTo && allowAnyIp !== undefined)
    throw new KeywardError('usage', '--bound-to says that it has an IP list, and --allow-any-ip that it has none');
  for (const [option, list] of [['--bound-to', boundTo] as const, ['--addresses', vendorAddresses] as const]) {
    if (!list) continue;
    if (list.length === 0) throw new KeywardError('usage', `${option} has no address`);
    const odd = list.find((entry) => isMasked(entry));
    if (odd !== undefined)
      throw new KeywardError('usage', `${option}: not an address or range such as 203.0.113.7: ${odd}`);
    const all = list.find((entry) => entry.endsWith('/0') || (isWide(entry) && !entry.includes('/')));
    if (all !== undefined)
      throw new KeywardError('usage', `${option}: ${all} is every address, which is no list; see --allow-any-ip`);
  }
  checkVendor(request);
}

/** A vendor that nobody knows may be one that is mistyped: then no address of it could be compared. */
function checkVendor({ vendor, boundTo, vendorAddresses }: Spoken): void {
  if (vendor === undefined) {
    if (vendorAddresses) throw new KeywardError('usage', '--addresses are those of a vendor: name it with --vendor');
    return;
  }
  const known = vendorOf(vendor);
  if (!known && !vendorAddresses) {
    const meant = meantText(
      vendor,
      vendors.map(({ id }) => id),
    );
    throw new KeywardError('usage', `Keyward knows no vendor ${vendor}${meant}`, {
      lines: [
        'If that is its name, give the addresses from which it calls exchanges, as it tells you: --addresses LIST',
      ],
    });
  }
  const own = vendorAddresses ?? known?.addresses ?? [];
  const strange = own.length === 0 ? [] : (boundTo ?? []).filter((entry) => !isWithin(entry, own));
  if (strange.length === 0) return;
  const source = vendorAddresses || !known ? 'as --addresses has them' : `read ${known.read} at ${known.source}`;
  throw new KeywardError('usage', `${vendor} does not call exchanges from ${strange.join(', ')} (${source})`, {
    lines: [
      'Take them out of the IP list of the key; or, where it tells you others now, give all of them with --addresses.',
    ],
  });
}

/**
 * A key that can withdraw, or that works from everywhere, is refused unless its owner says in writing why it has to be; where the exchange does
 * not tell, its owner has to. `ask` asks for the addresses on a terminal. Gives those from which it works, where the owner said them.
 */
export async function checkDanger(
  request: Spoken,
  report: Pick<KeyReport, 'rights' | 'ipRestricted'>,
  { name: exchange, page }: InspectionFacts,
  ask?: () => Promise<string | undefined>,
): Promise<readonly string[] | undefined> {
  const { name, vendor, allowWithdraw, allowAnyIp, cannotWithdraw } = request;
  if (report.rights.withdraw === 'yes' && allowWithdraw === undefined)
    throw new KeywardError('key-can-withdraw', `the exchange says that ${name} can withdraw`);
  if (report.rights.withdraw === 'unknown' && allowWithdraw === undefined && cannotWithdraw === undefined) {
    throw new KeywardError('key-untold', `${exchange} does not tell whether ${name} can withdraw`, {
      lines: [`Look at ${page.url}; if that box is not ticked: --cannot-withdraw "how you know"`],
    });
  }
  if (report.ipRestricted === 'yes' || !isWorthBinding((right) => report.rights[right])) return undefined;
  if (allowAnyIp !== undefined) return undefined;
  const whose = vendor === undefined ? ['`keyward doctor ip` tells the address of this host.'] : [];
  if (report.ipRestricted === 'no')
    throw new KeywardError('key-any-address', `the exchange says that ${name} works from any address`, {
      lines: whose,
    });
  const boundTo = request.boundTo ?? (await askedList(ask));
  if (boundTo) {
    checkWords({ ...request, boundTo });
    return boundTo;
  }
  throw new KeywardError('key-untold', `${exchange} does not tell whether ${name} has an IP list`, {
    lines: [
      `Look at ${page.url}, then say what stands there: --bound-to ADDRESSES; or --allow-any-ip "why it has none"`,
      ...whose,
    ],
  });
}

/** A list as it is typed: addresses, or rights. */
export function wordList(text: string): string[] {
  return text.split(/[,\s]+/).filter((word) => word !== '');
}

async function askedList(ask: (() => Promise<string | undefined>) | undefined): Promise<string[] | undefined> {
  const list = wordList((await ask?.()) ?? '');
  return list.length === 0 ? undefined : list;
}
