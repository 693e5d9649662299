import type { KeyObject } from 'node:crypto';
import type { Decimal, Dialect, Instrument, Intent, JsonValue, OrderRef, Refusal, Secret } from '../core/index.ts';

/** The contract of an exchange folder. Everything an exchange does differently is a field or a function here; no name is ever compared. */
export interface Exchange {
  readonly id: string;
  readonly facts: Facts;
  readonly wire: Wire;
  readonly key: Key;
  readonly account: Account;
  readonly market: MarketData;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Environment = 'live' | 'testnet' | 'demo';

/**
 * What a request can do. `public` needs no key; `read`, `trade` and `settings` can be allowed by a policy;
 * `stream`, `transfer`, `withdraw`, `finance` and `admin` never are.
 */
export type EndpointClass =
  | 'public'
  | 'read'
  | 'trade'
  | 'settings'
  | 'stream'
  | 'transfer'
  | 'withdraw'
  | 'finance'
  | 'admin';

export interface Endpoint {
  readonly method: Method;
  /** `{name}` stands for one segment. */
  readonly path: string;
  readonly class: EndpointClass;
  /** Which of the exchange's hosts serve it; a key of `Facts.hosts[].group`. */
  readonly group: string;
  readonly source: string;
}

export interface Host {
  readonly name: string;
  readonly group: string;
  readonly environment: Environment;
  /** The regional site that it belongs to; absent for the main one. A key works only on the site that issued it. */
  readonly site?: string;
}

export interface Facts {
  readonly name: string;
  /** Where the facts were read, and the day (ISO). */
  readonly source: string;
  readonly read: string;
  readonly hosts: readonly Host[];
  readonly endpoints: readonly Endpoint[];
  /** Parameters that may stand more than once in a query, by name. */
  readonly repeatable: readonly string[];
  readonly headers: HeaderFacts;
  readonly signing: SigningFacts;
  readonly rate: RateFacts;
  /** Where an order's ids tell it from all others: in its market only, or in the whole account. Conditional orders: always the account. */
  readonly orderIds: 'per-market' | 'per-account';
  /** Base URLs (path part) that SDKs need behind `http://127.0.0.1:PORT/HOST`, by client name; printed by `bot add` and `doctor`. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** What the exchange calls its order types that are modelled; for docs/exchanges.md. */
  readonly modelled: readonly string[];
}

/** Request headers by what becomes of them; lower case. A header in none of the lists that looks like it means something is refused. */
export interface HeaderFacts {
  /** Carry the bot's proof; consumed by `verify`. */
  readonly auth: readonly string[];
  /** Known and sent on as they are. */
  readonly pass: readonly string[];
  /** Known and not sent on (broker tags). */
  readonly strip: readonly string[];
  /**
   * Headers that choose an environment, with the values that each environment allows; an empty value stands for a header that is not sent.
   * A mismatch is refused, and `build` sets the right one.
   */
  readonly environment: Readonly<Record<string, Partial<Record<Environment, readonly string[]>>>>;
}

export interface SigningFacts {
  /** `increasing`: the gateway hands out a nonce above all before, one request in flight per key. */
  readonly nonce: 'none' | 'increasing';
  /** How long after its timestamp a request is accepted, and how far it may lie in the future. */
  readonly windowMs: number;
  readonly aheadMs: number;
  /** How long the exchange takes in what `build` signed: a request that waits in a queue for longer can have no effect any more. */
  readonly ownWindowMs: number;
  /** A key has a third secret. */
  readonly passphrase?: true;
  /** What the exchange's signature does not cover; printed in SECURITY.md. */
  readonly notCovered: readonly string[];
}

export interface RateFacts {
  /** Local buckets for what no header tells: requests allowed per window, per host group. The lower of these and the headers rules. */
  readonly buckets: readonly { readonly group: string; readonly limit: number; readonly windowMs: number }[];
  /** Share of a limit that only cancels may use, 0 to 1. */
  readonly cancelReserve: number;
}

/** One decoded query or form parameter, in the order sent. */
export type Param = readonly [name: string, value: string];

/** A bot's request after the strict HTTP door: nothing in it can be read in two ways. */
export interface BotRequest {
  readonly method: Method;
  /** The exchange's host that the bot named, lower case, with the port only where it named one. */
  readonly host: string;
  /** Starts with `/`; ASCII, no percent-encoding, no dot segments. */
  readonly path: string;
  /** As sent, without `?`; empty when there is none. */
  readonly rawQuery: string;
  readonly query: readonly Param[];
  /** Lower-case names; none appears twice. */
  readonly headers: ReadonlyMap<string, string>;
  /** As sent. */
  readonly rawBody: string;
  readonly body: Body;
  /** The `scheme://host[:port]/path` forms under which this request was addressed (Coinbase signs them): real host first. */
  readonly addressedAs: readonly string[];
}

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly params: readonly Param[] }
  | { readonly kind: 'json'; readonly value: JsonValue };

/** A bot key as the gateway keeps it. Symmetric schemes have `secret`, asymmetric ones only `publicKey`. */
export interface BotKey {
  readonly id: string;
  readonly secret?: Secret;
  readonly publicKey?: KeyObject;
  readonly passphrase?: Secret;
}

/** What a new bot key is made of; the printable parts are shown once. */
export interface IssuedBotKey {
  readonly id: string;
  /** What the bot's owner pastes into the bot: base64, hex, alphanumerics or PEM, as the exchange's own secrets look. */
  readonly secret: Secret;
  readonly passphrase?: Secret;
  /** SPKI PEM, for asymmetric schemes; then the secret is not kept. */
  readonly publicKeyPem?: string;
}

/** An exchange key with its secret, ready to sign. */
export interface Credential {
  readonly id: string;
  /** The scheme, in the exchange's word: `hmac`, `ed25519`, `rsa`, `es256`. */
  readonly scheme: string;
  readonly secret: Secret;
  /** Set for asymmetric schemes. */
  readonly privateKey?: KeyObject;
  readonly passphrase?: Secret;
}

export interface Verified {
  /** When the bot signed, ms since the epoch; absent where the scheme carries no time (Kraken). */
  readonly signedAtMs?: number;
  /** The window that the bot asked for, where the scheme has one. */
  readonly windowMs?: number;
  /**
   * What makes this signature good for one change only; the gateway remembers it. A number where the scheme asks it to rise with every
   * request (Kraken: the only thing that ages there), a text where the signature does not cover the body (Coinbase), so that nobody
   * sends a second body with it, or where the same signature can be sent in several ways (OKX: to several hosts).
   */
  readonly nonce?: bigint | string;
}

/**
 * One request in Keyward's hands: made by `parse` from validated values, or by Keyward itself. `build` reads this and nothing else,
 * so what was checked is what is sent.
 */
export interface Call {
  readonly endpoint: Endpoint;
  readonly host: string;
  /** The exchange key's environment; one host may serve several, told apart by a header that `build` sets. */
  readonly environment: Environment;
  /** The path with its parameters filled in. */
  readonly path: string;
  readonly query: readonly Param[];
  readonly body: Body;
  /** Allow-listed headers of the bot's that are sent on. */
  readonly headers: readonly Param[];
  readonly intents: readonly Intent[];
}

export interface UpstreamRequest {
  readonly method: Method;
  readonly host: string;
  /** Path with query, exactly as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What `parse` needs to know of the world. */
export interface ParseContext {
  readonly environment: Environment;
  /** By the exchange's own symbol and the kind of market; `undefined` when it lists no such thing. */
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
  /** Makes a client order id for an order that has none. At most 32 characters, letters and digits. */
  newClientOrderId(): string;
  /** What the exchange says of the key and its account; absent where it is not asked before (tests, dry runs). */
  readonly abilities?: Pick<KeyAbilities, 'reduceOnly' | 'spotBorrow'> | undefined;
  /** The instrument of an order that Keyward knows; asked where an amend names none (Kraken, Coinbase). `undefined` refuses the amend. */
  orderInstrument?(order: OrderRef): Instrument | undefined;
}

export interface SigningTime {
  /** The exchange's own time, ms since the epoch. */
  readonly timeMs: number;
  /** Set where `facts.signing.nonce` is `increasing`. */
  readonly nonce?: bigint;
}

export interface Wire {
  /** The key id that the request names; `undefined` when it names none. */
  keyId(request: BotRequest): string | undefined;
  /** True when the request carries a signature, right or wrong. */
  isSigned(request: BotRequest): boolean;
  /** Checks the bot's own signature, by the exchange's own scheme, in constant time; freshness is left to the caller. */
  verify(request: BotRequest, key: BotKey): Verified | Refusal;
  /** Reads a request to an endpoint of class public, read, trade or settings. Auth parameters are left out of the call. */
  parse(request: BotRequest, endpoint: Endpoint, context: ParseContext): Call | Refusal;
  /** Makes the bytes that leave, signed with the exchange key unless the endpoint is public. */
  build(call: Call, credential: Credential | undefined, time: SigningTime): UpstreamRequest;
  /** A refusal in the exchange's own dialect, with a status that SDKs take for a permanent error. */
  refusal(dialect: Dialect, message: string, endpoint: Endpoint | undefined): Answer;
  /** What the reply says of the exchange's limits. `body` is empty where it is too long to be an error. */
  rate(status: number, headers: Readonly<Record<string, string>>, group: string, body: string): readonly RateReading[];
  /** Replaces what a bot must not learn (tokens, secrets) in a parsed reply; the key id is replaced by the gateway. */
  filterReply?(endpoint: Endpoint, body: string): string;
}

export interface RateReading {
  /** A host group: what the gateway counts by. */
  readonly bucket: string;
  /** Used and limit in the exchange's own unit, over `windowMs`. */
  readonly used?: number;
  readonly limit?: number;
  readonly windowMs?: number;
  /** Set when the exchange says to stay away until then, counted from now. */
  readonly retryAfterMs?: number;
  /** Set when nothing is served until then, so that not even a cancel is worth sending. */
  readonly isBan?: true;
}

/** `unknown` where the exchange does not say. */
export type Ability = 'yes' | 'no' | 'unknown';

export interface KeyAbilities {
  readonly read: Ability;
  readonly trade: Ability;
  readonly transfer: Ability;
  readonly withdraw: Ability;
  readonly ipRestricted: Ability;
  /** Whether the exchange holds an order of this account to its reduce-only flag; absent where that does not depend on the account. */
  readonly reduceOnly?: Ability;
  /** Whether the exchange may borrow for a spot order of this account; absent where the order itself says so, whatever the account. */
  readonly spotBorrow?: Ability;
  /** Kraken: the last nonce that the exchange saw. */
  readonly lastNonce?: bigint;
}

/** An answer that says nothing usable; `cause` splits what the exchange's code means. */
export interface Unclear {
  readonly unclear: true;
  readonly cause:
    | 'key'
    | 'signature'
    | 'ip'
    | 'permission'
    | 'clock'
    | 'rate'
    | 'key-or-ip-or-permission'
    | 'unreadable';
  readonly message: string;
  /** The answer is good and the order is not in this book; it may stand in the other (`findClosedOrder`). */
  readonly elsewhere?: true;
}

export interface CredentialParts {
  readonly id: string;
  readonly secret: Secret;
  readonly passphrase?: Secret;
}

export interface Key {
  /** Makes a credential from what the owner has; finds the scheme out from the secret's shape. The message names the part that is wrong. */
  credential(parts: CredentialParts): Credential | Refusal;
  issueBotKey(random: (size: number) => Buffer): IssuedBotKey;
  /** The introspection call of the facts; `undefined` where there is none. */
  introspect(environment: Environment): Call | undefined;
  readIntrospection(status: number, body: string): KeyAbilities | Unclear;
  /** What an error answer of this exchange means for a key. */
  readError(status: number, body: string): Unclear | undefined;
}

export interface OrderStatus {
  readonly order: OrderRef;
  /** The exchange's own symbol. */
  readonly symbol?: string;
  readonly open: boolean;
  /** It is over because the exchange did not carry it out; absent where it was filled or cancelled, or where that is not told. */
  readonly isRefused?: true;
  /** Base units filled so far; absent when not told. */
  readonly filled?: Decimal;
  /** Its present size in base units and its prices; absent when not told. They confirm an amend that was only acknowledged. */
  readonly quantity?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  /** The order that a conditional one has set off, in the plain book. */
  readonly child?: OrderRef;
  /** When the exchange made it, by its own clock; tells it from an older one of the same client order id. */
  readonly createdMs?: number;
}

/** `rejected`: it surely had no effect. An amend or cancel that is `accepted` without a status was only acknowledged, and may still fail. */
export type IntentOutcome =
  | { readonly kind: 'accepted'; readonly status?: OrderStatus }
  | { readonly kind: 'rejected'; readonly code: string }
  | { readonly kind: 'unknown' };

export interface Account {
  /** One outcome per intent of the call, in order, read from a complete answer. */
  outcomes(call: Call, status: number, body: string): readonly IntentOutcome[];
  /**
   * The targeted query that settles an unknown outcome. `sinceMs` is before the order was sent, by the exchange's clock: it keeps the answer
   * whole where the exchange only lists orders (Coinbase by client order id).
   */
  findOrder(instrument: Instrument, order: OrderRef, environment: Environment, sinceMs?: number): Call;
  /**
   * Where open and closed orders are two books (Bybit, Kraken): asked next, and only when the answer to `findOrder` was `elsewhere`.
   * `readFound` reads both, and says `absent` only of this one.
   */
  findClosedOrder?(instrument: Instrument, order: OrderRef, environment: Environment, sinceMs?: number): Call;
  /**
   * `absent` only when the exchange says that there is no such order. `instrument`: the one asked for, to turn contracts into base units.
   * `call`: the one that was answered, for where the answers of both books look alike.
   */
  readFound(
    status: number,
    body: string,
    instrument: Instrument,
    order: OrderRef,
    call?: Call,
  ): OrderStatus | 'absent' | Unclear;
  /** The open orders of one market, every kind that `parse` models. */
  openOrders(instrument: Instrument, environment: Environment): readonly Call[];
  /** Reads one page of them. */
  readOpenOrders(call: Call, status: number, body: string, instrument: Instrument): readonly OrderStatus[] | Unclear;
  /** The call for the next page of open orders that this answer does not end; `undefined` when it does. */
  moreOpenOrders?(call: Call, body: string): Call | undefined;
  /** The value of a setting now, to compare with what a bot asks for; `undefined` where it cannot be asked. */
  readonly setting?: {
    query(setting: string, instrument: Instrument | undefined, environment: Environment): Call | undefined;
    read(setting: string, instrument: Instrument | undefined, status: number, body: string): string | undefined;
  };
}

export interface Price {
  /** The exchange's own symbol. */
  readonly symbol: string;
  readonly kind: Instrument['kind'];
  /** Quote units per base unit: the middle of bid and ask, or the last trade where only that is told. */
  readonly price: Decimal;
  /** The best bid and ask, both above zero; absent where they are not told. */
  readonly bid?: Decimal;
  readonly ask?: Decimal;
}

export interface MarketData {
  /** The public calls that list all instruments that are modelled. */
  instruments(environment: Environment): readonly Call[];
  readInstruments(call: Call, body: string): readonly Instrument[] | Unclear;
  /** The call for the next page of a list that this answer does not end; `undefined` when it does. */
  moreInstruments?(call: Call, body: string): Call | undefined;
  /** The public calls that tell a price for each of these; where bid and ask cost a call for each, by `turn`, which rises by one. */
  prices(instruments: readonly Instrument[], environment: Environment, turn?: number): readonly Call[];
  /** More than was asked for may come back. */
  readPrices(call: Call, body: string): readonly Price[] | Unclear;
  /** The exchange's clock. */
  time(environment: Environment): Call;
  readTime(body: string): number | undefined;
}
