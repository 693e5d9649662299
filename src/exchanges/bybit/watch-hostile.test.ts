import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feed, Seen } from '../watch.ts';
import { contextOf } from './asked.contract.ts';
import { watch } from './watch.ts';

const at = { environment: 'live', fromMs: 1_790_000_000_500, toMs: 1_790_000_009_400 } as const;

/** A row that is read, for each kind of feed: with every member that the readers look at. */
const order = {
  orderId: 'o1',
  orderLinkId: 'c1',
  parentOrderLinkId: '',
  symbol: 'BTCUSDT',
  side: 'Sell',
  orderType: 'Market',
  orderStatus: 'New',
  stopOrderType: 'Stop',
  marketUnit: 'baseCoin',
  qty: '0.5',
  price: '0',
  cumExecQty: '0',
  cumExecValue: '0',
  triggerPrice: '9',
  triggerDirection: 2,
  basePrice: '8',
  reduceOnly: true,
  closeOnTrigger: false,
  positionIdx: 0,
  createType: 'CreateByUser',
  createdTime: '1790000000000',
  updatedTime: '1790000000001',
};
const fill = {
  symbol: 'BTCUSDT',
  orderId: 'o1',
  side: 'Buy',
  execId: 'e1',
  execType: 'Trade',
  execPrice: '50000',
  execQty: '0.1',
  execValue: '5000',
  execFee: '0.5',
  feeCurrency: 'USDT',
  execTime: '1790000000000',
};
const flow = {
  id: '1_XRPUSDT_2',
  symbol: 'XRPUSDT',
  type: 'TRADE',
  currency: 'USDT',
  change: '-1',
  orderId: 'o1',
  tradeId: 't1',
  transactionTime: '1790000000000',
  ioDirection: 'I',
  txnAmt: '1',
  afterAmt: '2',
  createTime: '1790000000',
  showBusiTypeEn: 'Transfer',
};
const position = {
  symbol: 'BTCUSDT',
  side: 'Buy',
  size: '0.5',
  positionValue: '0.01',
  avgPrice: '1',
  markPrice: '1',
  positionIdx: 1,
};
const move = {
  id: 'd1',
  transferId: 't1',
  withdrawId: 'w1',
  coin: 'USDT',
  amount: '10',
  status: 'SUCCESS',
  timestamp: '1790000000000',
  successAt: '1790000000000',
  createTime: '1790000000000',
  createdTime: '1790000000',
  fromAccountType: 'UNIFIED',
  toAccountType: 'FUND',
  fromMemberId: '1',
  toMemberId: '2',
  toAddress: 'T1',
  withdrawFee: '1',
  chain: 'TRX',
  withdrawType: 0,
};
const balance = {
  coin: 'USDT',
  walletBalance: '1',
  transferBalance: '1',
  locked: '0',
  totalOrderIM: '0',
};
const rows: { readonly [kind in Feed['kind']]: object } = {
  'open-orders': order,
  orders: order,
  fills: fill,
  ledger: flow,
  balances: balance,
  equity: { totalEquity: '3' },
  positions: position,
  transfers: move,
  deposits: move,
  withdrawals: move,
  'sub-accounts': { uid: '1', username: 'one' },
  addresses: {},
  keys: {},
};

function rowOf({ kind, name }: Feed): object {
  return name === 'unified balances' ? { coin: [balance] } : rows[kind];
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isMissingOr = (isGood: (value: never) => boolean, value: unknown): boolean =>
  value === undefined || isGood(value as never);
const isAmount = (value: unknown): boolean => typeof value === 'bigint';

/** Whether a record is of the shape that its contract has. */
function isShaped(seen: Seen): boolean {
  if (seen.what === 'order' || seen.what === 'fill') {
    const isNamed = isText(seen.order.orderId) && isText(seen.symbol) && /^(?:buy|sell)$/.test(seen.side);
    if (seen.what === 'fill')
      return (
        isNamed && isText(seen.id) && seen.quantity > 0n && isAmount(seen.price) && Number.isSafeInteger(seen.atMs)
      );
    const amounts = [seen.quantity, seen.filled, seen.price, seen.trigger];
    const flags = [seen.isOpen, seen.reduceOnly, seen.isProtective];
    return (
      isNamed &&
      amounts.every((amount) => isMissingOr(isAmount, amount)) &&
      flags.every((flag) => typeof flag === 'boolean') &&
      isMissingOr(Number.isSafeInteger, seen.createdMs)
    );
  }
  if (seen.what === 'flow')
    return isText(seen.id) && isText(seen.asset) && isAmount(seen.amount) && Number.isSafeInteger(seen.atMs);
  if (seen.what === 'balance') return isText(seen.asset) && isAmount(seen.total) && isMissingOr(isAmount, seen.free);
  if (seen.what === 'position') return isText(seen.symbol) && seen.quantity !== 0n && isAmount(seen.quantity);
  if (seen.what === 'equity') return isAmount(seen.amount);
  if (seen.what === 'move') {
    const isKnown = ['pending', 'done', 'failed'].includes(seen.state);
    return isKnown && isText(seen.id) && isText(seen.asset) && seen.amount > 0n && Number.isSafeInteger(seen.atMs);
  }
  return isText(seen.id) && isMissingOr(isText, seen.label);
}

const value = fc.oneof(
  fc.constantFrom('', '0', '-1', '1e999', '0.0000000000000000001', 'Buy', 'I', 'NaN', 'constructor', null, true),
  fc.constantFrom('1790000000000', '1790000000', '99999999999999', [], {}),
  fc.string(),
  fc.double(),
  fc.jsonValue(),
);

describe('a hostile answer', () => {
  it.each(watch.feeds.map((feed) => [feed.name, feed] as const))(
    'to %s gives well-shaped records or is unclear, and never throws',
    (_name, feed) => {
      const call = feed.call(at);
      const check = (status: number, body: string): void => {
        const page = feed.read(call, status, body, contextOf());
        if ('unclear' in page) expect(page).toMatchObject({ unclear: true, message: expect.any(String) });
        else expect(page.records.filter((seen) => !isShaped(seen))).toEqual([]);
      };
      const answer = (list: unknown, cursor: unknown): string =>
        JSON.stringify({
          retCode: 0,
          result: { list, rows: list, balance: list, subMembers: list, nextPageCursor: cursor, nextCursor: cursor },
          time: 1_790_000_010_000,
        });
      const whole = feed.read(call, 200, answer([rowOf(feed)], ''), contextOf());
      expect(whole).toMatchObject({ records: [expect.anything()] });
      const changed = fc
        .dictionary(fc.constantFrom(...Object.keys(rowOf(feed))), value, { maxKeys: 3 })
        .map((members) => ({ ...rowOf(feed), ...members }));
      fc.assert(
        fc.property(
          fc.array(fc.oneof({ weight: 4, arbitrary: changed }, value), { maxLength: 3 }),
          value,
          (list, cursor) => check(200, answer(list, cursor)),
        ),
        { numRuns: 150 },
      );
      const inner = fc
        .dictionary(fc.constantFrom(...Object.keys(balance)), value)
        .map((more) => ({ ...balance, ...more }));
      fc.assert(
        fc.property(inner, (coin) => check(200, answer([{ coin: [coin] }], ''))),
        { numRuns: 40 },
      );
      const statuses = fc.constantFrom(200, 403, 429, 500);
      fc.assert(fc.property(statuses, fc.oneof(fc.string(), fc.json()), check), { numRuns: 40 });
    },
  );
});
