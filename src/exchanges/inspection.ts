import type { Refusal, Secret } from '../core/index.ts';
import type {
  Ability,
  Answer,
  Credential,
  CredentialParts,
  Environment,
  Host,
  SigningTime,
  Unclear,
  UpstreamRequest,
} from './exchange.ts';

/**
 * The contract of what Keyward can say of a key, for every exchange, also where its bots are not served. A folder answers it in
 * `inspection.ts`, with `inspection-facts.ts` as its data; signing that is needed for nothing else stands in `sign.ts`.
 */
export interface Inspection {
  readonly id: string;
  readonly facts: InspectionFacts;
  /** Makes a credential from what the owner has; the message names the part that is wrong. */
  credential(parts: CredentialParts): Credential | Refusal;
  /**
   * Asks the exchange what the key can do, with the calls of the facts and no other: never one that moves or changes anything. `Unclear` where
   * it refuses the key or says nothing usable. Where it cannot be asked (`facts.introspection.none`), the report of a key that is alive has
   * `unknown` for each right.
   */
  inspect(ask: Ask, credential: Credential, environment: Environment): Promise<KeyReport | Unclear>;
  /** What an error answer of this exchange means for a key; `undefined` when it is none that is known. */
  readError(status: number, body: string): Unclear | undefined;
  /** The request, unsigned, that tells the exchange's clock; `undefined` where none is documented. */
  time(environment: Environment): UpstreamRequest | undefined;
  /** Ms since the epoch. */
  readTime(body: string): number | undefined;
  /** The call that tells from which address the exchange sees us; absent where it says so nowhere. */
  readonly publicIp?: {
    ask(ask: Ask, credential: Credential, environment: Environment): Promise<string | Unclear | undefined>;
  };
  /**
   * Set where every request needs a nonce above all before, in time-based units. Keyward asks with the lowest unit first (seconds, then
   * milliseconds, then microseconds), so that its nonce is not above the one that a bot with the same key sends next; `src/app/asker.ts` says how.
   */
  readonly nonce?: { isTooLow(status: number, body: string): boolean };
  /** Makes and removes keys of sub-accounts; absent where the exchange has no such calls. */
  readonly maker?: KeyMaker;
}

/**
 * Signs with the time (and nonce) given and sends once; `undefined` when there was no answer. `withinMs`: for how long an answer is waited for
 * without which there is a report all the same.
 */
export type Ask = (make: (time: SigningTime) => UpstreamRequest, withinMs?: number) => Promise<Answer | undefined>;

export const SPARE_MS = 1_500;

/** What a key may do, by kind of business; an exchange that does not tell them apart gives the same answer for several. */
export type Right = 'read' | 'spot' | 'margin' | 'futures' | 'options' | 'transfer' | 'withdraw' | 'admin';

export const rights: readonly Right[] = [
  'read',
  'spot',
  'margin',
  'futures',
  'options',
  'transfer',
  'withdraw',
  'admin',
];

/** What an exchange says of a key. A field that it does not tell is absent, a right that it does not tell is `unknown`; nothing is guessed. */
export interface KeyReport {
  /**
   * `no` also where the exchange has no such business for any key. `transfer`: between the owner's own accounts; `withdraw`: to anybody else, by
   * chain, by internal send, or by changing where withdrawals may go; `admin`: keys, sub-accounts and their rights.
   */
  readonly rights: Readonly<Record<Right, Ability>>;
  /** Whether the key works only from listed addresses. */
  readonly ipRestricted: Ability;
  /** The list as the exchange writes it (addresses, ranges, or masked); absent where it does not show it. */
  readonly ips?: readonly string[];
  /** The owner's own name for the key. */
  readonly label?: string;
  /** Ms since the epoch. */
  readonly createdMs?: number;
  readonly expiresMs?: number | 'never';
  readonly lastUsedMs?: number;
  /** Whether it is a key of a sub-account. */
  readonly subAccount: Ability;
  /**
   * The account that the key belongs to, as the exchange names it in an answer of the introspection calls: the account or sub-account itself,
   * not its master; absent where no such answer tells. Never printed: only its digest is kept.
   */
  readonly account?: string;
  /** The permissions in the exchange's own words, sorted; they show drift that the rights do not. */
  readonly words: readonly string[];
  /** What the exchange says of the account behind the key; absent for what none of its calls tells. */
  readonly controls?: Controls;
  /** The keys of the account that the exchange lists, this one among them; absent where it lists none to this key. */
  readonly listed?: ListedKeys;
}

/** What is asked of an account, beside its keys, and a call of some exchange may tell. */
export const controls = ['login', 'phishingCode', 'addressList', 'notices', 'sessions'] as const;
export type Control = (typeof controls)[number];
export type Controls = Readonly<Partial<Record<Control, ControlAnswer>>>;

/** What a call told of a control, as a sentence without its first capital and full stop; or why it did not tell. */
export type ControlAnswer =
  | { readonly call: string; readonly isSo: boolean; readonly says: string }
  | { readonly call: string; readonly untold: string };

export interface ListedKeys {
  readonly call: string;
  readonly keys: readonly { readonly id: string; readonly label?: string }[];
  /** Set only where no other key can be on the account: not one of a sub-account either. */
  readonly isWhole: boolean;
}

/** What is known of an exchange's keys without asking it. Each fact has its source; what no source tells is left out. */
export interface InspectionFacts {
  readonly name: string;
  /** Where the facts were read, and the day (ISO). */
  readonly source: string;
  readonly read: string;
  /** The hosts of the introspection call and of the clock. */
  readonly hosts: readonly Host[];
  /** A key has a third secret. */
  readonly passphrase?: true;
  /**
   * Codes by which it refuses a key that it may know: for a wrong passphrase, for a frozen account, for more than one reason, or for one that no document
   * tells. Whoever is refused so is not shown dead. `source`: where that was read, and when.
   */
  readonly mayKnow?: { readonly codes: readonly string[]; readonly source: string };
  readonly introspection: {
    /** `METHOD /path` of each call that is made, in order. */
    readonly calls: readonly string[];
    readonly source: string;
    /** Why the exchange cannot be asked what a key can do; the calls then show only that it is alive, with a read that changes nothing. */
    readonly none?: string;
    /** What asking can break; then it is asked only from an address of which its owner has said that the key works there. */
    readonly risk?: string;
  };
  /** What moves or locks value, and what a key must be allowed for it. */
  readonly reach: readonly Reach[];
  /** Rules by which the exchange itself takes a key or its rights away. */
  readonly lifetimes: readonly Lifetime[];
  readonly account: AccountFacts;
  readonly page: KeyPage;
  /** The raw method of ccxt that makes the first introspection call, for a second opinion; absent where ccxt has none. */
  readonly ccxt?: string;
}

/** What its calls tell a key without the right to withdraw of the account behind it, and what was looked for in vain. */
export interface AccountFacts {
  /** The controls that a call answers. */
  readonly tells: Readonly<Partial<Record<Control, AccountCall>>>;
  /** The call that lists the keys of the account, beside those by which accounts are watched. */
  readonly lists?: AccountCall;
  /** Controls of which a call speaks and does not tell whether they hold: why that is no answer. */
  readonly silent: Readonly<Partial<Record<Control, string>>>;
  /** What was read for this, and the day (ISO). */
  readonly source: string;
  readonly read: string;
}

export interface AccountCall {
  /** One of `introspection.calls`. */
  readonly call: string;
  /** The field that tells it, and what it says. */
  readonly tells: string;
  readonly source: string;
}

export interface Reach {
  /** As a person says it: `send spot funds to a sub-account`. */
  readonly what: string;
  /** `METHOD /path` of each call that does it. */
  readonly calls: readonly string[];
  /** Any one of these rights is enough; empty where none of them tells (`words` does). */
  readonly needs: readonly Right[];
  /** Any one of these permissions, as `KeyReport.words` has them, is enough as well. */
  readonly words?: readonly string[];
  /** Where the value can end up: with the owner, with somebody else, or out of reach for a time. */
  readonly to: 'own-accounts' | 'others' | 'locked';
  /** A condition that the rights do not tell: `master keys only, with an IP list`. */
  readonly only?: string;
  readonly source: string;
}

export interface Lifetime {
  readonly effect: 'deleted' | 'disabled' | 'downgraded' | 'expired';
  readonly afterDays: number;
  readonly counts: 'from-creation' | 'from-last-use';
  /** Only without an IP list. */
  readonly unbound?: true;
  /** Only with any one of these rights; absent: every key. */
  readonly rights?: readonly Right[];
  /** `a key with trade or withdraw and without an IP list expires after 14 days without use`. */
  readonly says: string;
  readonly source: string;
}

/** Where the owner makes keys by hand. */
export interface KeyPage {
  readonly url: string;
  /** The labels of the boxes to tick for a right, as the page writes them; a right that is not here has no box that a source names. */
  readonly boxes: Readonly<Partial<Record<Right, string>>>;
  /** The label of the field for the IP list. */
  readonly ipBox?: string;
  /** The kinds of key whose secret the exchange never sees, where it takes some: `Ed25519 or RSA`. */
  readonly asymmetric?: string;
  /** What else the owner must know, a sentence each. */
  readonly notes: readonly string[];
  readonly source: string;
}

export interface KeyWish {
  /** The sub-account, as the exchange names it in its calls (a number or a name). */
  readonly subAccount: string;
  /** Tells the key again after a crash: letters, digits and dashes, at most 16. */
  readonly label: string;
  readonly rights: readonly Right[];
  /** Empty: no list. */
  readonly ips: readonly string[];
  /** Where the exchange asks for one. */
  readonly passphrase?: Secret;
}

export interface MadeKey {
  readonly id: string;
  readonly label?: string;
}

/** Keys of sub-accounts, made and removed with a master key that is used for nothing else. */
export interface KeyMaker {
  /** What it can grant; never withdraw. */
  readonly grants: readonly Right[];
  /** How a sub-account is named in the calls; `words` go behind "is not". */
  readonly subAccount: { readonly shape: RegExp; readonly words: string };
  /** Asked for where the exchange wants a one-time code of the owner for each new key. */
  readonly needsCode?: true;
  create(
    ask: Ask,
    master: Credential,
    wish: KeyWish & { readonly code?: string },
    environment: Environment,
  ): Promise<CredentialParts | Unclear>;
  list(
    ask: Ask,
    master: Credential,
    subAccount: string,
    environment: Environment,
  ): Promise<readonly MadeKey[] | Unclear>;
  /** `absent`: the exchange says that there is no such key. */
  remove(
    ask: Ask,
    master: Credential,
    subAccount: string,
    key: { readonly id: string; readonly passphrase?: Secret },
    environment: Environment,
  ): Promise<'removed' | 'absent' | Unclear>;
}
