import type { Clock } from '../core/index.ts';
import type { Call, Feed, KeyReport, Page, Seen, Unclear, Watch } from '../exchanges/index.ts';
import { AccountWatch, type AccountWatchParts } from './account-watch.ts';
import type { Finding } from './finding.ts';
import { OwnOrders } from './own-orders.ts';
import { MARKET, START } from './scene.contract.ts';

/** A clock that is moved by hand; `jump` moves the wall clock alone. */
export class StillClock implements Clock {
  #wallMs = START;
  #monotonicMs = 1_000;

  nowMs(): number {
    return this.#wallMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  pass(ms: number): void {
    this.#wallMs += ms;
    this.#monotonicMs += ms;
  }

  jump(ms: number): void {
    this.#wallMs += ms;
  }
}

export type Answer = Page | Unclear | undefined;

interface Asked {
  readonly feed: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A list whose answers come from `show`. */
export function feedOf(name: string, kind: Feed['kind'], changes: Partial<Feed> = {}): Feed {
  const isHistory = !['open-orders', 'balances', 'positions', 'equity', 'sub-accounts', 'addresses', 'keys'].includes(
    kind,
  );
  return {
    name,
    kind,
    reach: 'account',
    shape: isHistory ? 'history' : 'snapshot',
    everyMs: 2_000,
    cost: 1,
    lateMs: 0,
    source: '',
    call: ({ fromMs, toMs }) => ({ feed: name, fromMs, toMs }) as unknown as Call,
    read: (_call, _status, body) => JSON.parse(body, revive) as Page | Unclear,
    ...changes,
  };
}

function revive(_name: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('decimal ') ? BigInt(value.slice(8)) : value;
}

export function pageOf(...records: readonly Seen[]): Page {
  return { records };
}

const NOTHING: KeyReport = {
  rights: {},
  ipRestricted: 'unknown',
  words: [],
} as unknown as KeyReport;

/** One account with lists of one's own, looked at by hand. */
export function watchOf(
  changes: Partial<AccountWatchParts> & {
    readonly feeds?: readonly Feed[];
    show?(asked: Asked): Answer;
    readonly now?: () => number;
  } = {},
) {
  const clock = new StillClock();
  const own = new OwnOrders(() => clock.nowMs());
  const found: Finding[] = [];
  const over: string[] = [];
  const { feeds = [], show = () => pageOf(), now = () => clock.nowMs(), ...parts } = changes;
  const watch: Watch = { feeds, unseen: [], ids: [] };
  const account = new AccountWatch(
    {
      key: 'main',
      watch,
      environment: 'live',
      clock,
      own,
      hasJournal: true,
      genesisMs: START - 1_000_000,
      markets: new Set([MARKET]),
      limits: { positions: new Map(), confirmations: 2 },
      keyEveryMs: 1_000,
      nowMs: now,
      ask: async (call) => {
        const page = show(call as unknown as Asked);
        if (page === undefined) return undefined;
        const write = (_name: string, value: unknown): unknown =>
          typeof value === 'bigint' ? `decimal ${value}` : value;
        return { status: 200, body: JSON.stringify(page, write) };
      },
      inspect: async () => NOTHING,
      switches: () => 0,
      instrument: () => undefined,
      polled: () => [],
      marketsOf: () => [],
      query: async () => undefined,
      cancelledAtMs: ({ order, market }, sinceMs) => own.cancelledAtMs('main', order, market, sinceMs),
      worth: () => undefined,
      declared: () => [],
      haltedSinceMs: () => undefined,
      found: (one) => found.push(one),
      over: (about) => over.push(about),
      ...parts,
    },
    now(),
  );
  const look = async (afterMs = 2_000): Promise<void> => {
    clock.pass(afterMs);
    await account.lookOnce();
  };
  return {
    clock,
    own,
    found,
    over,
    account,
    look,
    kinds: () => found.map(({ kind, severity }) => `${kind} ${severity}`),
  };
}
