import type { Decimal, Instrument, OrderRef, OrderType, Side } from '../core/index.ts';
import type { Call, Environment, Unclear } from './exchange.ts';

/**
 * The contract of what an account shows to whoever watches it: lists and snapshots, each a read. A folder answers it in `watch.ts`.
 * Nothing here places, changes or moves anything.
 */
export interface Watch {
  readonly feeds: readonly Feed[];
  /** What the exchange shows nowhere, so that nobody can watch it: `withdrawals of a sub-account are seen by its master alone`. */
  readonly unseen: readonly string[];
  /**
   * Prefixes of client order ids that the exchange keeps for what it does itself (liquidation) or for its own pages and apps. A hint only,
   * unless `isReserved`: then no caller of the API can type it.
   */
  readonly ids: readonly {
    readonly prefix: string;
    readonly means: 'system' | 'by-hand';
    readonly isReserved: boolean;
    readonly source: string;
  }[];
}

export type FeedKind =
  | 'open-orders'
  | 'orders'
  | 'fills'
  | 'ledger'
  | 'balances'
  | 'positions'
  | 'equity'
  | 'transfers'
  | 'deposits'
  | 'withdrawals'
  | 'sub-accounts'
  | 'addresses'
  | 'keys';

/** One list or snapshot of an account. */
export interface Feed {
  /** Unique within its exchange, as a person says it: `spot open orders`, `funding deposits`. */
  readonly name: string;
  readonly kind: FeedKind;
  /** The wallet that it tells of, as `SeenBalance.wallet` has it; absent where it tells of several, and says so in each record. */
  readonly wallet?: string;
  /** Of open orders and positions: the kinds of market that it tells of, none where Keyward models none of them; absent: all that there are. */
  readonly kinds?: readonly Instrument['kind'][];
  /** `market`: each call names one market, of this kind. Then nothing of it is seen in markets that nobody asks for. */
  readonly reach: 'account' | { readonly markets: Instrument['kind'] };
  /** A history is asked for by time, a snapshot is as it is now. */
  readonly shape: 'snapshot' | 'history';
  /**
   * How often it is asked. All feeds together take at most a fifth of what one address or key may ask, and a theft by trade, transfer or
   * withdrawal shows in one of them within 8 s.
   */
  readonly everyMs: number;
  /** How soon it may be asked before its turn once more when what it tells is needed at once, in ms; absent: 1 s. */
  readonly hurryMs?: number;
  /** Of a slow list of open orders: how soon it is asked again when what is locked changes while bots act, in ms; absent: in its own turn. */
  readonly busyMs?: number;
  /** What one call costs, in the exchange's own unit, for the sum above. */
  readonly cost: number;
  /** The longest time one call may span, in ms; absent: any. */
  readonly windowMs?: number;
  /** How long the exchange shows a record, in ms; absent: at least 90 days. The shortest of its records rules (cancelled without a fill). */
  readonly keptMs?: number;
  /** How late a record may turn up behind its own time, in ms; 0 where it is there at once. */
  readonly lateMs: number;
  /** The document, and the day it was read. */
  readonly source: string;
  call(at: FeedAt): Call;
  /** Reads one page; `Unclear` when it is an error or not whole. `instrument`: the one asked for, where `reach` names markets. */
  read(call: Call, status: number, body: string, context: FeedContext): Page | Unclear;
}

export interface FeedAt {
  readonly environment: Environment;
  /** For histories: both included, ms since the epoch by the exchange's clock. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Where `reach` names markets. */
  readonly instrument?: Instrument;
}

export interface FeedContext {
  /** By the exchange's own symbol and the kind of market; `undefined` when it lists no such thing: the record is told with the symbol alone. */
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
}

export interface Page {
  readonly records: readonly Seen[];
  /** The call for what follows, by cursor or by id, where the exchange can say so. */
  readonly more?: Call;
  /** The page is at its limit and cannot be followed: the time asked for is to be split. */
  readonly isCut?: true;
}

export type Seen = SeenOrder | SeenFill | SeenFlow | SeenBalance | SeenPosition | SeenEquity | SeenMove | SeenNamed;

/** An order of the account, whoever placed it. */
export interface SeenOrder {
  readonly what: 'order';
  readonly order: OrderRef;
  /** The exchange's own symbol. */
  readonly symbol: string;
  readonly kind: Instrument['kind'];
  /** Unified, `BTC/USDT`; absent when the exchange's list does not have the symbol. */
  readonly market?: string;
  readonly side: Side;
  /** Absent where the exchange's word is none of ours. */
  readonly type?: OrderType;
  /** Base units. */
  readonly quantity?: Decimal;
  readonly filled?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  readonly reduceOnly: boolean;
  /** A stop or take-profit that would reduce a position or sell what is held. */
  readonly isProtective: boolean;
  readonly isOpen: boolean;
  /** On margin of spot, where cancelling must say so: `cross` or `isolated`. */
  readonly mode?: string;
  /** The exchange says that it made the order itself (liquidation, ADL, settlement), in a field that callers cannot set. */
  readonly bySystem?: true;
  /** The order that set it off: the conditional one, the parent of a list, the one it replaced. */
  readonly parent?: OrderRef;
  readonly createdMs?: number;
  readonly updatedMs?: number;
  /** When the exchange ends it by itself, where whoever placed it wished so. */
  readonly expiresMs?: number;
}

export interface SeenFill {
  readonly what: 'fill';
  readonly id: string;
  readonly order: OrderRef;
  readonly symbol: string;
  readonly kind: Instrument['kind'];
  readonly market?: string;
  readonly side: Side;
  /** Base units, and quote units per base unit. */
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** What was paid or received in all, in quote units, where the exchange tells it: it may have rounded. */
  readonly quoteAmount?: Decimal;
  /** Positive: paid. */
  readonly fee?: Decimal;
  readonly feeAsset?: string;
  readonly atMs: number;
}

/** A line of the exchange's own ledger: one change of one balance. */
export interface SeenFlow {
  readonly what: 'flow';
  readonly id: string;
  readonly wallet: string;
  readonly asset: string;
  /** Signed. Of a fill, with or without its fee, as the exchange writes it; fees that stand in lines of their own are lines of their own here. */
  readonly amount: Decimal;
  readonly cause:
    | 'trade'
    | 'fee'
    | 'funding'
    | 'transfer'
    | 'deposit'
    | 'withdrawal'
    | 'interest'
    | 'liquidation'
    /** Into and out of the exchange's own products, with the same owner: earn, loans, dust. */
    | 'product'
    /** A word that no list of the exchange's documents has. */
    | 'other';
  /** The exchange's word for it. */
  readonly word: string;
  readonly symbol?: string;
  /** The order or fill that it is of. */
  readonly orderId?: string;
  readonly tradeId?: string;
  readonly atMs: number;
}

/** All of an asset in a wallet: free, locked and frozen. */
export interface SeenBalance {
  readonly what: 'balance';
  /** `spot`, `futures`, `funding`, `unified` … */
  readonly wallet: string;
  readonly asset: string;
  /** Without what open positions gain or lose. */
  readonly total: Decimal;
  /** What may be sold or moved now; absent where it is not told. */
  readonly free?: Decimal;
  /** What was borrowed of it and is to be paid back, where `total` does not count it. */
  readonly owed?: Decimal;
}

export interface SeenPosition {
  readonly what: 'position';
  readonly symbol: string;
  readonly kind: Instrument['kind'];
  readonly market?: string;
  /** Base units, negative for a short. */
  readonly quantity: Decimal;
  /** Set where both directions may stand at once; closing must then name it. The exchange's own word. */
  readonly leg?: string;
  /** Isolated or cross, in the exchange's word, where closing must name it. */
  readonly mode?: string;
  readonly entry?: Decimal;
  readonly mark?: Decimal;
}

/** What the account is worth, as the exchange counts it. */
export interface SeenEquity {
  readonly what: 'equity';
  readonly wallet: string;
  /** `USD`, `USDT`. */
  readonly currency: string;
  readonly amount: Decimal;
}

/** Value that moved between wallets or accounts, came in, or left. */
export interface SeenMove {
  readonly what: 'move';
  readonly kind: 'transfer' | 'deposit' | 'withdrawal';
  readonly id: string;
  readonly asset: string;
  /** Above zero. */
  readonly amount: Decimal;
  readonly fee?: Decimal;
  /** Wallets of this account as `SeenBalance.wallet` names them; other accounts in the exchange's words. */
  readonly from?: string;
  readonly to?: string;
  /** Where it leaves to: an address, or another user of the exchange. Not cut. */
  readonly address?: string;
  readonly network?: string;
  /** It stays with the same owner: between wallets of one account. `unknown` where the record does not tell. */
  readonly isOwn: 'yes' | 'no' | 'unknown';
  readonly state: 'pending' | 'done' | 'failed';
  readonly atMs: number;
}

/** A sub-account, an address of the list for withdrawals, or a key: what there is now. */
export interface SeenNamed {
  readonly what: 'sub-account' | 'address' | 'key';
  readonly id: string;
  /** Of a key: its sub-account. */
  readonly of?: string;
  readonly label?: string;
}
