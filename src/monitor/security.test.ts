import { describe, expect, it } from 'vitest';
import type { Feed, KeyReport, Seen, SeenPosition } from '../exchanges/index.ts';
import type { Entry } from '../journal/index.ts';
import { type Answer, feedOf, pageOf, watchOf } from './account.contract.ts';
import type { FindingKind } from './finding.ts';
import { answered, d, filled, moved, placed, START, seen } from './scene.contract.ts';

const PUMP = { symbol: 'PUMPUSDT', market: 'PUMP/USDT' };
const LATER = { atMs: START + 1_000 };
const position: SeenPosition = { what: 'position', kind: 'linear', quantity: d('3'), ...PUMP };
const placedOurs: readonly Entry[] = [placed('a', 0), answered('a', 50, '1')];
const balance = (total: string): Seen => ({ what: 'balance', wallet: 'spot', asset: 'USDT', total: d(total) });
const reportOf = (changes: Partial<KeyReport>): KeyReport =>
  ({ rights: { withdraw: 'no' }, ipRestricted: 'yes', ips: ['203.0.113.5'], words: [], ...changes }) as KeyReport;

interface Theft {
  readonly name: string;
  readonly kind: FindingKind;
  readonly feeds?: readonly Feed['kind'][];
  readonly own?: readonly Entry[];
  /** What the lists show before, and from then on. */
  readonly before?: readonly Seen[];
  readonly after?: readonly Seen[];
  readonly key?: Partial<KeyReport>;
}

/** What somebody does who acts on the account beside its bots: each has to stop the bots by itself. */
const thefts: readonly Theft[] = [
  {
    name: 'an order where no bot trades',
    kind: 'foreign-order',
    feeds: ['open-orders'],
    after: [seen({ order: { orderId: '9' }, ...PUMP })],
  },
  {
    name: 'an order in the market of a bot',
    kind: 'foreign-order',
    feeds: ['open-orders'],
    own: placedOurs,
    after: [seen(), seen({ order: { orderId: '9' } })],
  },
  { name: 'a trade', kind: 'foreign-order', feeds: ['fills'], after: [filled({ order: { orderId: '9' }, ...PUMP })] },
  { name: 'a cancel', kind: 'foreign-cancel', feeds: ['open-orders'], own: placedOurs, before: [seen()] },
  {
    name: 'another price',
    kind: 'foreign-amend',
    feeds: ['open-orders'],
    own: placedOurs,
    before: [seen()],
    after: [seen({ price: d('70000') })],
  },
  {
    name: 'the name of an order of ours',
    kind: 'replayed-id',
    feeds: ['open-orders'],
    own: placedOurs,
    after: [seen(), seen({ order: { orderId: '9', clientOrderId: 'kw-a' } })],
  },
  {
    name: 'a name as Keyward gives them',
    kind: 'record-lost',
    feeds: ['open-orders'],
    after: [seen({ order: { orderId: '9', clientOrderId: 'kw01KAHBM3QTVVVVVVVVVVVVVVVV' } })],
  },
  { name: 'a withdrawal on its way', kind: 'withdrawal', feeds: ['withdrawals'], after: [moved({ state: 'pending' })] },
  { name: 'a transfer', kind: 'transfer', feeds: ['transfers'], after: [moved({ kind: 'transfer', ...LATER })] },
  {
    name: 'a new sub-account',
    kind: 'sub-account',
    feeds: ['sub-accounts'],
    after: [{ what: 'sub-account', id: 'sub-1' }],
  },
  {
    name: 'a new address for withdrawals',
    kind: 'address',
    feeds: ['addresses'],
    after: [{ what: 'address', id: 'thief' }],
  },
  {
    name: 'a coin that is gone, and no list says where',
    kind: 'books-open',
    feeds: ['balances', 'fills'],
    before: [balance('100')],
    after: [balance('40')],
  },
  { name: 'a position where no bot trades', kind: 'position-foreign', feeds: ['positions'], after: [position] },
  {
    name: 'a right of the key',
    kind: 'key-changed',
    key: { rights: { withdraw: 'yes' } as unknown as KeyReport['rights'] },
  },
  { name: 'the IP list of the key', kind: 'key-changed', key: { ips: ['203.0.113.5', '198.51.100.7'] } },
  { name: 'the end of the IP list', kind: 'key-changed', key: { ips: [], ipRestricted: 'no' } },
  { name: 'the time at which the key expires', kind: 'key-changed', key: { expiresMs: START + 86_400_000 } },
];

const KINDS: Readonly<Partial<Record<Seen['what'], readonly Feed['kind'][]>>> = {
  order: ['open-orders'],
  fill: ['fills'],
  move: ['withdrawals', 'transfers'],
  balance: ['balances'],
  position: ['positions'],
  'sub-account': ['sub-accounts'],
  address: ['addresses'],
};

async function finds({ feeds = [], own = [], before = [], after = [], key = {} }: Theft) {
  let isDone = false;
  const scene = watchOf({
    feeds: feeds.map((kind) => feedOf(kind, kind)),
    show: ({ feed }): Answer =>
      pageOf(...(isDone ? after : before).filter(({ what }) => KINDS[what]?.includes(feed as Feed['kind']))),
    inspect: async () => reportOf(isDone ? key : {}),
    query: async () => ({ order: { orderId: '1' }, open: false, filled: d('0') }),
  });
  for (const entry of own) scene.own.take(entry);
  await scene.look();
  const early = scene.found.length;
  isDone = true;
  for (let look = 0; look < 6; look++) await scene.look();
  return { early, found: scene.found };
}

describe('what somebody else does on the account', () => {
  it.each(thefts)('is critical, and trips the kill switch: $name', async (theft) => {
    const { early, found } = await finds(theft);
    expect(early).toBe(0);
    expect(found.map(({ kind, severity, isSecurity }) => [kind, severity, isSecurity])).toEqual([
      [theft.kind, 'critical', true],
    ]);
  });

  it('trips nothing where it is no more than a deposit', async () => {
    const { found } = await finds({
      name: '',
      kind: 'deposit',
      feeds: ['withdrawals'],
      after: [moved({ kind: 'deposit', ...LATER })],
    });
    expect(found.map(({ kind, severity, isSecurity }) => [kind, severity, isSecurity])).toEqual([
      ['deposit', 'info', false],
    ]);
  });
});
