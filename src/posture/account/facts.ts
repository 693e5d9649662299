import type { Decimal } from '../../core/index.ts';
import type { Ability } from '../../exchanges/index.ts';
import type { Sight } from '../check.ts';

/** What can be seen of the exchange accounts behind the keys; most of it stands on pages that no call reaches. */
export interface AccountFacts {
  /** One for each exchange of the settings; empty where no key stands there. */
  readonly accounts: Sight<readonly Account[]>;
}

export interface Account {
  /** `bybit`, `bybit practice`. */
  readonly name: string;
  /** As people call the exchange. */
  readonly title: string;
  /** Nothing can be lost there: the practice exchange, or one for tests. */
  readonly isForTries: boolean;
  /** Where its owner makes API keys. */
  readonly page: string;
  readonly keys: readonly { readonly name: string; readonly label?: string }[];
  /** What is asked of the login and of what is around it. */
  readonly answers: Readonly<Record<Question, Sight<Answer>>>;
  readonly otherKeys: Sight<OtherKeys>;
  /** Of the keys that bots use. */
  readonly holdings: readonly Holding[];
}

export const questions = ['login', 'mail', 'phishingCode', 'addressList', 'notices', 'sessions', 'recovery'] as const;
export type Question = (typeof questions)[number];

export interface Answer {
  readonly isSo: boolean;
  /** What was told, as a sentence. */
  readonly says: string;
}

/** Keys of the account that the exchange lists and the settings do not name. */
export interface OtherKeys {
  readonly strange: readonly string[];
  /** The list has every key of the account, not only those of some kind. */
  readonly isWhole: boolean;
}

/** What the account of a key holds. */
export interface Holding {
  readonly key: string;
  readonly subAccount: Sight<Ability>;
  /** What its owner has said that it is to hold. */
  readonly capital?: Money;
  readonly worth: Sight<Worth>;
}

export interface Money {
  readonly amount: Decimal;
  readonly currency: string;
}

export interface Worth extends Money {
  /** What lies in wallets that the exchange does not count, in coins of which nobody has the price: `0.5 BTC (funding)`. */
  readonly uncounted: readonly string[];
}
