import { isIP } from 'node:net';
import { type JsonValue, Secret } from '../core/index.ts';
import type { Unclear } from './exchange.ts';
import type { KeyWish, MadeKey, Right } from './inspection.ts';

/** What a maker of keys takes. */
export interface WishForm {
  readonly grants: readonly Right[];
  /** How the exchange spells what it calls a sub-account in its calls, and that in words: `the number of a sub-user`. */
  readonly subAccount: RegExp;
  readonly subAccountWords: string;
  /** Absent where no limit is documented. */
  readonly mostIps?: number;
  /** Whether ranges (`192.0.2.0/24`) may stand in the list. */
  readonly takesRanges?: true;
}

/** Why a wish is not sent to the exchange at all, in plain words; `undefined` when nothing is wrong with it. */
export function wishFault({ subAccount, label, rights, ips }: KeyWish, form: WishForm): Unclear | undefined {
  const refused = rights.filter((right) => !form.grants.includes(right));
  if (refused.length > 0) return unsent(`a key with the right ${refused.join(', ')} is never made by API here`);
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  if (!/^[A-Za-z0-9-]{1,16}$/.test(label)) return unsent('the label is not 1 to 16 letters, digits and dashes');
  if (form.mostIps !== undefined && ips.length > form.mostIps) {
    return unsent(`${ips.length} addresses are on the list of the key, and the exchange takes at most ${form.mostIps}`);
  }
  const strange = ips.findIndex((ip) => !isAddress(ip, form.takesRanges === true));
  if (strange >= 0) return unsent(`entry ${strange + 1} of the list of addresses is none that the exchange takes`);
  return undefined;
}

function isAddress(text: string, takesRanges: boolean): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return takesRanges && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

/** Nothing was sent, and why. */
export function unsent(message: string): Unclear {
  return { unclear: true, cause: 'unreadable', message };
}

/**
 * The secret of a new key, as the exchange tells it once; `undefined` where there is none. The reply that it stood in is a string, which
 * stays in memory until it is collected.
 */
export function newSecret(value: JsonValue | undefined): Secret | undefined {
  if (typeof value !== 'string' || !/^[\x21-\x7e]{16,512}$/.test(value)) return undefined;
  return Secret.take(Buffer.from(value, 'latin1'));
}

/** The id of a key; `undefined` where it is none, or masked. */
export function keyIdOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{4,128}$/.test(value) ? value : undefined;
}

/** The keys of a list; `undefined` where a row of it cannot be read, for a list with a hole proves nothing absent. */
export function wholeList<T>(
  rows: readonly JsonValue[] | undefined,
  read: (row: JsonValue) => T | undefined,
): readonly T[] | undefined {
  const keys = rows?.map(read);
  const whole = keys?.filter((key) => key !== undefined);
  return whole?.length === keys?.length ? whole : undefined;
}

/**
 * What a refused removal means where no code for a key that is not there is documented: `absent` when the whole list has it no more. A
 * refusal that blames the address, the signature, the clock or the pace is left as it is; one that blames a key may mean either of both, and
 * with a dead master key there is no list.
 */
export async function absentOr(
  refusal: Unclear,
  id: string,
  list: () => Promise<readonly MadeKey[] | Unclear>,
): Promise<'absent' | Unclear> {
  if (!['unreadable', 'key', 'key-or-ip-or-permission'].includes(refusal.cause)) return refusal;
  const listed = await list();
  if ('unclear' in listed) return refusal;
  return listed.some((key) => key.id === id) ? refusal : 'absent';
}
