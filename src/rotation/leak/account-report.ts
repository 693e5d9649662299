/** One thing that the account did and the book does not know. Amounts are plain digits. */
export interface StrangeAct {
  readonly what:
    | 'order'
    | 'cancel'
    | 'fill'
    | 'transfer'
    | 'withdrawal'
    | 'deposit'
    | 'sub-account'
    | 'address'
    | 'key';
  /** ISO, UTC; absent where the exchange does not tell. */
  readonly at?: string;
  readonly id: string;
  /** In one sentence, with market, side, amount and price. */
  readonly says: string;
  /** What it cost, in `currency`; a gain is below zero. Absent where no price is known. */
  readonly loss?: string;
  readonly fee?: string;
  /** Where value went: an address, or another account. */
  readonly to?: string;
}

/** What the account did since then. */
export interface AccountReport {
  readonly askedAt: string;
  readonly since: string;
  readonly acts: readonly StrangeAct[];
  /** Records that the book knows: the bots' own, the kill switch's, and what the exchange did itself. */
  readonly known: number;
  /** Records of others whom the owner has declared: not counted among the acts, nor in the loss. */
  readonly declared: number;
  /** Sub-accounts, addresses for withdrawals and keys that stand there now, whoever made them. */
  readonly named: readonly string[];
  /** ISO: from when on there is a book; absent where there is none. What is older cannot be told apart. */
  readonly bookSince?: string;
  readonly currency?: string;
  /** Sums of what is known of each act. */
  readonly loss?: { readonly trades: string; readonly fees: string; readonly moves: string; readonly total: string };
  /** By which prices. */
  readonly pricedBy: string;
  /** Acts for which no price was to be had. */
  readonly unpriced: number;
  /** Lists that could not be read, or not whole: what they would show is not known. */
  readonly unread: readonly string[];
  /** What no list of this exchange shows. */
  readonly unseen: readonly string[];
}

/** What it may have cost, in all: what has no price is worth something, what no list tells may be, and nobody knows how much. */
export function lossText({ loss, currency = '', unpriced, unread }: AccountReport): string {
  if (!loss) return 'not known';
  const things = `${unpriced} ${unpriced === 1 ? 'thing has' : 'things have'} no known price`;
  const not =
    unread.length === 0
      ? ''
      : `, without what ${unread.length} ${unread.length === 1 ? 'list' : 'lists'} could not tell`;
  if (unpriced > 0 && loss.total === '0') return `not known: ${things}${not}`;
  return `about ${loss.total} ${currency}${unpriced === 0 ? '' : `, and ${things}`}${not}`;
}
