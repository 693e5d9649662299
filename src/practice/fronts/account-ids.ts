import { createHash } from 'node:crypto';
import type { PracticeKey } from '../keys.ts';

/** What tells a practice account, or one of its sub-accounts, from all others. */
export type Holder = Pick<PracticeKey, 'account' | 'subAccount'>;

/** The number that an account keeps, of so many digits; a sub-account that is named by its number has that. */
export function accountNumber({ account, subAccount }: Holder, digits = 9): string {
  if (subAccount !== undefined && /^[1-9]\d{0,18}$/.test(subAccount)) return subAccount;
  const least = 10n ** BigInt(digits - 1);
  return String((BigInt(`0x${hexOf({ account, subAccount })}`) % (9n * least)) + least);
}

/** The UUID that an account keeps. */
export function accountUuid(holder: Holder): string {
  const hex = hexOf(holder);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Four groups of capital letters and digits that an account keeps, as Kraken writes its public id. */
export function accountCode(holder: Holder): string {
  const hex = hexOf(holder).toUpperCase();
  return `AA${accountNumber(holder, 2)} N${hex.slice(0, 3)} ${hex.slice(3, 7)} ${hex.slice(7, 11)}`;
}

function hexOf({
  account,
  subAccount,
}: {
  readonly account: string;
  readonly subAccount?: string | undefined;
}): string {
  return createHash('sha256')
    .update(JSON.stringify([account, subAccount]))
    .digest('hex');
}
