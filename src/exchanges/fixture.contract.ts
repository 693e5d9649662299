import type { Action, Instrument } from '../core/index.ts';
import type { Method } from './exchange.ts';

/**
 * What the contract test (contract.test.ts) must be told about an exchange: test data only, in `<id>/contract-fixture.ts`, which exports
 * `fixture`, with a line in fixtures.contract.ts. Everything else the test takes from the exchange's own facts. `binance/contract-fixture.ts` is an example.
 */
export interface ContractFixture {
  /** The class of ccxt that speaks to this exchange. */
  readonly ccxt: string;
  /** Parameters without which ccxt cannot sign a path of its table. */
  readonly ccxtParams?: (path: string) => object;
  /** Hosts of ccxt's table that are no part of the exchange's interface (help pages). */
  readonly notApi?: readonly string[];
  /** How a bot key looks: whole texts. */
  readonly botKey: { readonly id: RegExp; readonly secret: RegExp; readonly passphrase?: RegExp };
  /** The one header in which `build` may put the passphrase; lower case. */
  readonly passphraseHeader?: string;
  /** Why there is no introspection call; absent where there is one. */
  readonly noIntrospection?: string;
  /** Requests that ccxt signs with an issued bot key and `verify` must accept. */
  readonly signed: readonly SignedExample[];
  /** At least one of each kind that is modelled. */
  readonly instruments: readonly Instrument[];
  /** By `METHOD /path` as in the facts: examples for every trade and settings endpoint that is modelled. All others must be refused as such. */
  readonly modelled: Readonly<Record<string, readonly Example[]>>;
  /** One URL for each of ccxt's tables of errors (Binance has one for each host). */
  readonly errorUrls: readonly string[];
  /** An answer to the call for the time. */
  readonly time: { readonly body: string; readonly timeMs: number };
}

/** The arguments of ccxt's `sign`. */
export interface SignedExample {
  readonly api: string | readonly string[];
  readonly method: Method;
  /** As in ccxt's table. */
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where one changed bit must be found: header names in lower case, `query`, `body`, `path`. */
  readonly covered: readonly string[];
}

/** A request after the HTTP door, without its proof. */
export interface Example {
  readonly host: string;
  /** Where the path has parameters; else the endpoint's own. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** As it goes into JSON. */
  readonly json?: unknown;
  /** What it is read as, in order. */
  readonly actions: readonly Action[];
}
