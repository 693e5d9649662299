import { isIP } from 'node:net';
import { type AccountRules, defaultRules } from '../core/account.ts';
import type { FrontContext } from '../front.ts';
import type { KeyParts, MintedKey, Permissions, PracticeKey } from '../keys.ts';

/** The keys of a sub-account, oldest first, without those that were deleted. */
export function subKeysOf({ keys }: FrontContext, exchange: string, subAccount: string): readonly PracticeKey[] {
  return keys.all().filter((key) => key.exchange === exchange && key.subAccount === subAccount && !key.revoked);
}

export interface SubKeyRequest {
  readonly exchange: string;
  readonly subAccount: string;
  readonly label: string;
  readonly permissions: Partial<Permissions>;
  readonly ips: readonly string[];
}

/** Makes a key of a sub-account, in the account that its other keys are in. */
export function mintSubKey(
  context: FrontContext,
  { exchange, subAccount, label, permissions, ips }: SubKeyRequest,
  mint: (random: (size: number) => Buffer, scheme?: string) => KeyParts,
  rules: AccountRules = defaultRules,
): MintedKey {
  const brother = context.keys.all().find((key) => key.exchange === exchange && key.subAccount === subAccount);
  const account = brother?.account.slice(exchange.length + 1) ?? `sub-${subAccount}`;
  const request = { exchange, account, label, subAccount, permissions, ...(ips.length === 0 ? {} : { ips }) };
  return context.keys.mint(request, { rules, mint });
}

/** The entries of a list with commas; `undefined` when one is no address, or no range where ranges are taken. */
export function addressList(text: string | undefined, takesRanges = false): readonly string[] | undefined {
  if (text === undefined || text === '') return [];
  const list = text.split(',').map((entry) => entry.trim());
  const isGood = (entry: string): boolean => isIP(takesRanges ? entry.replace(/\/\d{1,3}$/, '') : entry) !== 0;
  return list.every(isGood) ? list : undefined;
}
