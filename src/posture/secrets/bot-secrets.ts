import type { Place, Sight } from '../check.ts';

/** A secret that looks protected and is not. */
export interface FakeEncrypted {
  /** `bot /srv/octobot`. */
  readonly bot: string;
  /** The names of the values: `binance api-key`. */
  readonly names: readonly string[];
  /**
   * `public-key`: encrypted with a key that is public. `plain`: not encrypted at all. `table`: in a table of the bot's database,
   * unencrypted. `other-key`: encrypted, with a key that is not the public one.
   */
  readonly state: 'public-key' | 'plain' | 'table' | 'other-key';
  readonly place: Place;
}

/** A password by which secrets are decrypted, and where it lies. */
export interface PasswordBeside {
  readonly bot: string;
  /** `CONFIG_PASSWORD`. */
  readonly name: string;
  /** It lies in the bot's folder, its compose file or its unit. */
  readonly isBeside: boolean;
  readonly place: Place;
  /** A file that it decrypts. */
  readonly opens: string;
}

/** A value of the environment that freqtrade takes for something else than text. */
export interface CastValue {
  readonly bot: string;
  readonly name: string;
  readonly becomes: 'a number' | 'a yes or no' | 'a list';
  readonly place: Place;
}

/** What was found at the bots to which a question applies. */
export interface Looked<T> {
  /** The bots that were looked at: `bot /srv/grid`. */
  readonly bots: readonly string[];
  readonly found: readonly T[];
  /** What of them could not be read, each a sentence. */
  readonly unread: readonly string[];
}

/** What bots keep in ways of their own. */
export interface BotSecretFacts {
  readonly fakeEncrypted: Sight<Looked<FakeEncrypted>>;
  readonly passwordsBeside: Sight<Looked<PasswordBeside>>;
  readonly castValues: Sight<Looked<CastValue>>;
}
