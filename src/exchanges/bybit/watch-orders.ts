import type { Decimal, Instrument, JsonObject, OrderRef, OrderType, Side } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, timeOf } from '../replies.ts';
import type { SeenFill, SeenOrder, SeenPosition } from '../watch.ts';
import { named, type RowContext, type RowReader } from './watch-page.ts';

type Kind = Instrument['kind'];

const CLOSED_STATES = new Set([
  'Rejected',
  'PartiallyFilledCanceled',
  'Filled',
  'Cancelled',
  'Triggered',
  'Deactivated',
]);
/** Set by the exchange: liquidation, ADL, settlement, delisting (enum `createType`). Spot orders have none. */
const SYSTEM_TYPES = new Set([
  'CreateByLiq',
  'CreateByTakeOver_PassThrough',
  'CreateByAdl_PassThrough',
  'CreateBySettle',
  'CreateByAdminClosing',
]);
/** Stops and targets of a position, or of what is held (enum `stopOrderType`). */
const EXIT_TYPES = new Set([
  'TakeProfit',
  'StopLoss',
  'TrailingStop',
  'PartialTakeProfit',
  'PartialStopLoss',
  'MmRateClose',
]);
/** Executions that change a balance and no position: they are in the ledger (enum `execType`). */
const NO_TRADES = new Set(['Funding', 'SessionSettlePnL', 'CorporateAction']);

/** Options are settled in a stablecoin; they are told as linear. */
function kindOf({ category }: RowContext): Kind {
  return category === 'spot' || category === 'inverse' ? category : 'linear';
}

function marketOf(context: RowContext, symbol: string, kind: Kind): Instrument | undefined {
  return context.category === kind ? context.instrument(symbol, kind) : undefined;
}

function sideOf(row: JsonObject): Side | undefined {
  const side = named(row, 'side');
  return side === 'Buy' ? 'buy' : side === 'Sell' ? 'sell' : undefined;
}

/** Zero and empty text stand for an amount that there is not. */
function positive(row: JsonObject, name: string): Decimal | undefined {
  const amount = amountOf(row[name]);
  return amount !== undefined && amount > 0n ? amount : undefined;
}

function refOf(row: JsonObject): OrderRef | undefined {
  const orderId = named(row, 'orderId');
  return orderId === undefined ? undefined : present({ orderId, clientOrderId: named(row, 'orderLinkId') });
}

/** Reads an order, open or closed. */
export const orderRow: RowReader = (row, context) => {
  const [order, symbol, side, state] = [refOf(row), named(row, 'symbol'), sideOf(row), named(row, 'orderStatus')];
  if (!order || symbol === undefined || !side || state === undefined) return undefined;
  const kind = kindOf(context);
  const parent = named(row, 'parentOrderLinkId');
  const isMarket = named(row, 'orderType') === 'Market';
  const seen: SeenOrder = {
    what: 'order',
    order,
    symbol,
    kind,
    ...present({
      market: marketOf(context, symbol, kind)?.market,
      type: typeOf(row, side, isMarket),
      quantity: quantityOf(row, kind, isMarket),
      // An inverse contract counts dollars; what is filled is told in the coin as well.
      filled: amountOf(row[kind === 'inverse' ? 'cumExecValue' : 'cumExecQty']),
      // A market order bears the worst price that it may fill at.
      price: isMarket ? undefined : positive(row, 'price'),
      trigger: positive(row, 'triggerPrice'),
      createdMs: timeOf(row['createdTime']),
      updatedMs: timeOf(row['updatedTime']),
    }),
    side,
    reduceOnly: row['reduceOnly'] === true || isAgainst(row, side),
    isProtective: isProtective(row, kind, side),
    isOpen: !CLOSED_STATES.has(state),
    ...(SYSTEM_TYPES.has(named(row, 'createType') ?? '') ? { bySystem: true } : {}),
    ...(parent === undefined ? {} : { parent: { clientOrderId: parent } }),
  };
  return [seen];
};

/** In base units, where the row tells them: not of an inverse contract, nor of a market order by amount. */
function quantityOf(row: JsonObject, kind: Kind, isMarket: boolean): Decimal | undefined {
  if (kind === 'inverse') return undefined;
  const unit = named(row, 'marketUnit');
  const isByAmount = kind === 'spot' && isMarket && unit !== 'baseCoin' && (unit === 'quoteCoin' || isBuy(row));
  return isByAmount ? undefined : positive(row, 'qty');
}

function isBuy(row: JsonObject): boolean {
  return named(row, 'side') === 'Buy';
}

function isTriggered(row: JsonObject): boolean {
  const stop = named(row, 'stopOrderType') ?? 'UNKNOWN';
  return stop !== 'UNKNOWN' || positive(row, 'triggerPrice') !== undefined;
}

/** A trigger in the direction of the order is a stop, against it a take-profit. Trailing, OCO and two-sided orders are none of ours. */
function typeOf(row: JsonObject, side: Side, isMarket: boolean): OrderType | undefined {
  const stop = named(row, 'stopOrderType') ?? 'UNKNOWN';
  const word = named(row, 'orderType');
  if (word !== 'Market' && word !== 'Limit') return undefined;
  if (!isTriggered(row)) return isMarket ? 'market' : 'limit';
  if (stop.endsWith('TakeProfit')) return isMarket ? 'take-profit' : 'take-profit-limit';
  if (stop.endsWith('StopLoss')) return isMarket ? 'stop' : 'stop-limit';
  if (stop !== 'Stop' && stop !== 'tpslOrder' && stop !== 'UNKNOWN') return undefined;
  const isRising = risingOf(row);
  if (isRising === undefined) return undefined;
  const isStop = isRising === (side === 'buy');
  if (isStop) return isMarket ? 'stop' : 'stop-limit';
  return isMarket ? 'take-profit' : 'take-profit-limit';
}

/** Contracts tell the direction; of spot it follows from the price at which the order was made. */
function risingOf(row: JsonObject): boolean | undefined {
  const direction = amountOf(row['triggerDirection']) ?? 0n;
  if (direction !== 0n) return named(row, 'triggerDirection') === '1';
  const [trigger, before] = [positive(row, 'triggerPrice'), positive(row, 'basePrice')];
  return trigger === undefined || before === undefined || trigger === before ? undefined : trigger > before;
}

/** A conditional sale on spot; on contracts one that may only reduce, or that stands against its side of a hedge. */
function isProtective(row: JsonObject, kind: Kind, side: Side): boolean {
  if (!isTriggered(row)) return false;
  if (kind === 'spot') return side === 'sell';
  const reduces = row['reduceOnly'] === true || row['closeOnTrigger'] === true;
  return reduces || isAgainst(row, side) || EXIT_TYPES.has(named(row, 'stopOrderType') ?? '');
}

/** In hedge mode an order against its own side of the position reduces it, whatever its flags. */
function isAgainst(row: JsonObject, side: Side): boolean {
  return named(row, 'positionIdx') === (side === 'buy' ? '2' : '1');
}

/** Reads an execution; funding is one too, and no trade. */
export const fillRow: RowReader = (row, context) => {
  if (NO_TRADES.has(named(row, 'execType') ?? '')) return [];
  const [id, order, symbol, side] = [named(row, 'execId'), refOf(row), named(row, 'symbol'), sideOf(row)];
  const kind = kindOf(context);
  const quantity = positive(row, kind === 'inverse' ? 'execValue' : 'execQty');
  const [price, atMs] = [amountOf(row['execPrice']), timeOf(row['execTime'])];
  if (id === undefined || !order || symbol === undefined || !side) return undefined;
  if (quantity === undefined || price === undefined || atMs === undefined) return undefined;
  const market = marketOf(context, symbol, kind)?.market;
  const fee = amountOf(row['execFee']);
  const feeAsset = named(row, 'feeCurrency') ?? market?.split(':')[1];
  const seen: SeenFill = {
    what: 'fill',
    id,
    order,
    symbol,
    kind,
    ...present({
      market,
      quoteAmount: kind === 'inverse' ? undefined : positive(row, 'execValue'),
      fee,
      feeAsset: fee === undefined ? undefined : feeAsset,
    }),
    side,
    quantity,
    price,
    atMs,
  };
  return [seen];
};

/** Reads a position; in hedge mode each side is one of its own. An empty one has no side. */
export const positionRow: RowReader = (row, context) => {
  const [symbol, size] = [named(row, 'symbol'), amountOf(row['size'])];
  if (symbol === undefined || size === undefined || size < 0n) return undefined;
  if (size === 0n) return [];
  const kind = kindOf(context);
  const [side, index] = [sideOf(row), named(row, 'positionIdx')];
  // The value of an inverse position is its size in the coin, as far as the exchange rounds it.
  const quantity = kind === 'inverse' ? amountOf(row['positionValue']) : size;
  if (!side || quantity === undefined || quantity <= 0n) return undefined;
  const seen: SeenPosition = {
    what: 'position',
    symbol,
    kind,
    ...present({
      market: marketOf(context, symbol, kind)?.market,
      leg: index === '1' || index === '2' ? index : undefined,
      entry: positive(row, 'avgPrice'),
      mark: positive(row, 'markPrice'),
    }),
    quantity: (side === 'buy' ? quantity : -quantity) as Decimal,
  };
  return [seen];
};
