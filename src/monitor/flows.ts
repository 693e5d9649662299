import { type Decimal, type Instrument, multiplyDown } from '../core/index.ts';
import type { Feed, Seen, SeenFill, SeenMove, Watch } from '../exchanges/index.ts';
import type { Flow } from './books.ts';

type InstrumentOf = (symbol: string, kind: Instrument['kind']) => Instrument | undefined;

/** Whether the exchange's own ledger tells of every change of this wallet; else its fills and moves are taken. */
export function hasLedger(watch: Watch, wallet: string): boolean {
  return watch.feeds.some((feed) => feed.kind === 'ledger' && (feed.wallet === undefined || feed.wallet === wallet));
}

/** Whether anything tells of the flows of this wallet, so that its books can close. */
export function hasFlows(watch: Watch, wallet: string): boolean {
  return (
    hasLedger(watch, wallet) ||
    watch.feeds.some((feed) => feed.kind === 'fills' && (feed.wallet === undefined || feed.wallet === wallet))
  );
}

/** The changes of balances that a record tells of. */
export function flowsOf(watch: Watch, feed: Feed, seen: Seen, instrumentOf: InstrumentOf): readonly Flow[] {
  if (seen.what === 'flow') {
    const { id, wallet, asset, amount, atMs } = seen;
    return [{ id: `ledger ${id}`, wallet, asset, amount, atMs }];
  }
  if (seen.what === 'fill') return fillFlows(watch, feed, seen, instrumentOf);
  if (seen.what === 'move' && seen.state !== 'failed') return moveFlows(watch, feed, seen);
  return [];
}

function fillFlows(watch: Watch, feed: Feed, seen: SeenFill, instrumentOf: InstrumentOf): readonly Flow[] {
  const wallet = feed.wallet ?? 'spot';
  const instrument = seen.kind === 'spot' ? instrumentOf(seen.symbol, seen.kind) : undefined;
  if (!instrument || hasLedger(watch, wallet)) return [];
  const { side, quantity, price, quoteAmount, fee, feeAsset, atMs } = seen;
  const id = `fill ${seen.symbol} ${seen.id}`;
  const quote = quoteAmount ?? multiplyDown(quantity, price);
  const sign = (amount: Decimal, isIn: boolean): Decimal => (isIn ? amount : -amount) as Decimal;
  return [
    { id: `${id} base`, wallet, asset: instrument.base, amount: sign(quantity, side === 'buy'), atMs },
    { id: `${id} quote`, wallet, asset: instrument.quote, amount: sign(quote, side === 'sell'), atMs },
    ...(fee === undefined || feeAsset === undefined || fee === 0n
      ? []
      : [{ id: `${id} fee`, wallet, asset: feeAsset, amount: sign(fee, false), atMs }]),
  ];
}

function moveFlows(watch: Watch, feed: Feed, seen: SeenMove): readonly Flow[] {
  const { asset, amount, fee, atMs, kind } = seen;
  const id = `${kind} ${seen.id}`;
  const leg = (wallet: string | undefined, change: Decimal, name: string): readonly Flow[] =>
    wallet === undefined || hasLedger(watch, wallet)
      ? []
      : [{ id: `${id} ${name}`, wallet, asset, amount: change, atMs }];
  // What is not yet done of a deposit is in no balance; a withdrawal is taken at once.
  if (kind === 'deposit') return seen.state === 'done' ? leg(seen.to ?? feed.wallet, amount, 'in') : [];
  const out = (fee === undefined || kind === 'transfer' ? -amount : -(amount + fee)) as Decimal;
  if (kind === 'withdrawal') return leg(seen.from ?? feed.wallet, out, 'out');
  return [...leg(seen.from, out, 'out'), ...leg(seen.to, amount, 'in')];
}
