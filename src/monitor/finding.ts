/** What the monitor finds, by what it means. */
export type FindingKind =
  | 'foreign-order'
  | 'foreign-cancel'
  | 'foreign-amend'
  | 'replayed-id'
  | 'record-lost'
  | 'in-doubt'
  | 'order-ended'
  | 'declared-order'
  | 'system-order'
  | 'withdrawal'
  | 'transfer'
  | 'deposit'
  | 'sub-account'
  | 'address'
  | 'books-open'
  | 'position-foreign'
  | 'key-changed'
  | 'key-refused'
  | 'egress-changed'
  | 'clock'
  | 'deny-burst'
  | 'key-errors'
  | 'bot-stopped'
  | 'habit'
  | 'feed-unknown'
  | 'feed-late'
  | 'position-limit'
  | 'daily-loss'
  | 'drawdown'
  | 'journal-gap';

export type Severity = 'info' | 'warning' | 'critical';

/** One thing that an account shows and that the journal does not explain. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** The key's name in the settings. */
  readonly key: string;
  /** What it is about; the same one is told once. */
  readonly about: string;
  /** One sentence. */
  readonly says: string;
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
  /** Somebody else may be acting on the account: it trips the kill switch at once. */
  readonly isSecurity: boolean;
  /** The market concerned, unified, or the exchange's symbol. */
  readonly market?: string;
}

export function finding(
  kind: FindingKind,
  severity: Severity,
  key: string,
  id: string,
  says: string,
  more: {
    readonly evidence?: readonly string[];
    readonly isSecurity?: boolean;
    readonly market?: string | undefined;
  } = {},
): Finding {
  return {
    kind,
    severity,
    key,
    about: [kind, key, id].filter((word) => word !== '').join(' '),
    says,
    evidence: more.evidence ?? [],
    isSecurity: more.isSecurity ?? false,
    ...(more.market === undefined ? {} : { market: more.market }),
  };
}
