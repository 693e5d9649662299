import type { Account, AccountRules } from './core/account.ts';
import type { PracticeCore } from './core/practice-core.ts';
import type { KeyParts, KeyProblem, KeyRing, PracticeKey } from './keys.ts';

/**
 * The contract of a wire front: how one exchange speaks HTTP. A front reads requests in the exchange's own dialect, checks
 * its signature, calls the core, and answers in the exchange's own shapes. It holds no market and no money.
 * `handle` is synchronous, so that a request is one moment of the market.
 */
export interface Front {
  /** The exchange's id, `binance`. */
  readonly exchange: string;
  /** Real host names, lower case, without port. Under these the front is reached. */
  readonly hosts: readonly string[];
  /** Fees, and which wallet carries perpetuals. */
  readonly rules: AccountRules;
  /** Makes a key in native form that can be told to be a practice key. Takes all its randomness from `random`. */
  mint(random: (size: number) => Buffer, scheme?: string): KeyParts;
  /** Answers one request; throws only on a defect (the server then answers 500). */
  handle(request: FrontRequest, context: FrontContext): FrontAnswer;
  /** The exchange's own words for a fault that is switched on. */
  fault(fault: FaultAnswer): FrontAnswer;
  /** How someone who stole a key uses it; absent: the exchange is not robbed. */
  readonly thief?: ThiefHand;
}

/** Fronts keep state (rate counters), so each server makes its own. */
export type FrontFactory = () => Front;

export type Param = readonly [name: string, value: string];

export interface FrontRequest {
  readonly method: string;
  /** Real host that was addressed, lower case. */
  readonly host: string;
  /** The real path, as sent: percent-encoding kept. Signatures cover this. */
  readonly path: string;
  /** As sent, without `?`. */
  readonly rawQuery: string;
  /** Decoded, in the order sent; repeated names stay repeated. */
  readonly query: readonly Param[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
  /** Decoded form body; empty when the body is not a form. */
  readonly form: readonly Param[];
  readonly ip: string;
}

export interface FrontContext {
  readonly core: PracticeCore;
  readonly keys: KeyRing;
  /** The exchange's own clock: the core's time plus the skew of a fault. Answers carry it, timestamps are checked against it. */
  readonly nowMs: number;
  /** Why a minted key is refused now: revoked, expired, or not from this address; includes faults. */
  keyProblem(key: PracticeKey): KeyProblem | undefined;
  /** Tells the ledger who asks, and gives the key's account. Call it once the signature is verified. */
  identify(key: PracticeKey): Account;
}

export interface FrontAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type FaultAnswer =
  | { readonly kind: 'server-error'; readonly status: number }
  | { readonly kind: 'rate-limit'; readonly banned: boolean; readonly retryAfterS: number };

/** What a thief does with a key, in the exchange's own requests. `calls` may look at what was answered so far. */
export interface ThiefHand {
  readonly steps: readonly ThiefStep[];
  /** Signs as the owner of the key would; pure. `nowMs` is never the same twice, so it can make a nonce. */
  sign(call: ThiefCall, key: KeyParts, nowMs: number): ThiefRequest;
  /** Whether an answer says that it was done. */
  worked(status: number, body: string): boolean;
}

export interface ThiefStep {
  readonly name: 'probe' | 'buy' | 'cancel' | 'transfer' | 'withdraw';
  calls(seen: readonly ThiefSeen[]): readonly ThiefCall[];
}

export interface ThiefCall {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly params: readonly Param[];
}

export interface ThiefSeen {
  readonly step: ThiefStep['name'];
  readonly call: ThiefCall;
  readonly status: number;
  readonly body: string;
}

export interface ThiefRequest {
  readonly method: string;
  readonly host: string;
  /** Path with query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A JSON answer. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): FrontAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** Decodes a query or form text; `undefined` when its percent-encoding is broken. */
export function parseParams(raw: string): readonly Param[] | undefined {
  if (raw === '') return [];
  try {
    return raw
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=');
        const [name, value] = at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
        return [decode(name), decode(value)] as const;
      });
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
