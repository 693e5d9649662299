import {
  type Decimal,
  type Instrument,
  type Intent,
  isRefusal,
  multiplyUp,
  type OrderType,
  type Refusal,
  refuse,
  type Side,
} from '../../core/index.ts';
import type { ParseContext } from '../exchange.ts';
import type { Fields } from '../fields.ts';
import { placement } from '../orders.ts';

/** A size in base units: swaps count contracts. */
export function quantityOf(fields: Fields, name: string, instrument: Instrument): Decimal | undefined {
  const size = fields.amount(name);
  return size === undefined || instrument.kind === 'spot' ? size : multiplyUp(size, instrument.contractSize);
}

/** The parameters that decide on which account, in which direction and in which unit an order trades. */
interface Terms {
  readonly side: Side;
  /** True when the order can only make the position smaller. */
  readonly closing: boolean;
  /** True when a market order's size is in quote units. */
  readonly inQuote: boolean;
}

/**
 * In long/short mode the pair of side and position side tells what closes, and the exchange does not look at `reduceOnly`;
 * without a position side the flag tells, where the order kind and the account honour it.
 */
function termsOf(fields: Fields, instrument: Instrument, honours: boolean, context: ParseContext): Terms | Refusal {
  const [side, mode, posSide] = [fields.text('side'), fields.text('tdMode'), fields.text('posSide')];
  if ((side !== 'buy' && side !== 'sell') || mode === undefined) {
    return refuse('parameter-invalid', 'parameter side or tdMode is missing');
  }
  const target = fields.text('tgtCcy');
  if (instrument.kind === 'spot') {
    const margin = marginOf(fields, instrument, context);
    if (margin) return margin;
    if (posSide !== undefined && posSide !== 'net') return refuse('parameter-invalid', 'posSide is for swaps');
    const quote = fields.text('tradeQuoteCcy');
    if (quote !== undefined && quote !== instrument.quote) {
      return refuse('not-modelled', 'trading in another quote currency than the market names is not modelled');
    }
    return { side, closing: false, inQuote: (target ?? (side === 'buy' ? 'quote_ccy' : 'base_ccy')) === 'quote_ccy' };
  }
  if (mode === 'cash') return refuse('parameter-invalid', 'tdMode cash is for spot');
  if (fields.text('ccy') !== undefined) return refuse('not-modelled', 'parameter ccy is not modelled on a swap');
  if (target !== undefined) return refuse('not-modelled', 'tgtCcy on a swap is not modelled');
  if (fields.text('tradeQuoteCcy') !== undefined)
    return refuse('not-modelled', 'tradeQuoteCcy on a swap is not modelled');
  const closing =
    posSide === 'long' || posSide === 'short'
      ? (posSide === 'long') === (side === 'sell')
      : honours && fields.flag('reduceOnly');
  return { side, closing, inQuote: false };
}

/** Refused while the account borrows for spot orders: one may be placed with, or grow by, what no limit counts. */
export function borrowingOf({ kind }: Instrument, { abilities }: ParseContext): Refusal | undefined {
  if (kind !== 'spot' || abilities?.spotBorrow !== 'yes') return undefined;
  return refuse(
    'not-modelled',
    'the account borrows for spot orders; turn that off at the exchange (borrowing in spot mode, auto-borrow in margin modes)',
  );
}

/**
 * Why a spot order may be one on margin: what it borrows is counted by no limit. Accounts in multi-currency and portfolio margin mode take
 * spot orders with `tdMode` cross alone; where the exchange says that it borrows nothing for them, they are as good as cash.
 */
function marginOf(fields: Fields, instrument: Instrument, context: ParseContext): Refusal | undefined {
  const borrowing = borrowingOf(instrument, context);
  if (borrowing) return borrowing;
  const borrows = context.abilities?.spotBorrow ?? 'unknown';
  const [mode, currency] = [fields.text('tdMode'), fields.text('ccy')];
  if (mode !== 'cash' && !(mode === 'cross' && borrows === 'no')) {
    return refuse(
      'not-modelled',
      'margin trading on spot is not modelled; send tdMode cash, or cross on an account whose mode and settings rule borrowing out',
    );
  }
  if (currency === undefined || (mode === 'cross' && instrument.symbol.split('-').includes(currency))) return undefined;
  return refuse('not-modelled', 'parameter ccy is modelled with tdMode cross, for a currency of the market');
}

/** The documents limit `reduceOnly` to accounts in futures and multi-currency mode; in portfolio margin mode it may open a position. */
function honoursReduceOnly({ abilities }: ParseContext): boolean {
  return abilities === undefined || abilities.reduceOnly === 'yes';
}

function clientOrderId(fields: Fields, name: string, context: ParseContext): string | Refusal {
  const given = fields.text(name);
  if (given !== undefined) {
    return /^[A-Za-z0-9]{1,32}$/.test(given)
      ? given
      : refuse('parameter-invalid', `parameter ${name} is not of 1 to 32 letters and digits`);
  }
  const made = context.newClientOrderId();
  fields.add(name, made);
  return made;
}

const bookTypes: Readonly<Record<string, OrderType>> = {
  market: 'market',
  optimal_limit_ioc: 'market',
  limit: 'limit',
  post_only: 'limit',
  ioc: 'limit',
  fok: 'limit',
};

/** One order of trade/order or trade/batch-orders. */
export function bookOrder(fields: Fields, instrument: Instrument, context: ParseContext): Intent | Refusal {
  const ordType = fields.text('ordType') ?? '';
  const type = bookTypes[ordType];
  if (type === undefined) return refuse('parameter-invalid', 'parameter ordType is missing');
  if (ordType === 'optimal_limit_ioc' && instrument.kind === 'spot') {
    return refuse('parameter-invalid', 'optimal_limit_ioc is for swaps');
  }
  const terms = termsOf(fields, instrument, honoursReduceOnly(context), context);
  if (isRefusal(terms)) return terms;
  const doubt = type === 'market' ? unitDoubt(fields, instrument, terms) : undefined;
  if (doubt) return doubt;
  const inQuote = type === 'market' && terms.inQuote;
  if (type !== 'market' && fields.text('tgtCcy') === 'quote_ccy') {
    return refuse('not-modelled', 'a limit order by quote amount is not modelled');
  }
  const clientId = clientOrderId(fields, 'clOrdId', context);
  if (isRefusal(clientId)) return clientId;
  return placement({
    instrument,
    side: terms.side,
    type,
    quantity: inQuote ? undefined : quantityOf(fields, 'sz', instrument),
    quoteAmount: inQuote ? fields.amount('sz') : undefined,
    price: fields.amount('px'),
    trigger: undefined,
    closePosition: false,
    reduceOnly: terms.closing,
    postOnly: ordType === 'post_only',
    clientOrderId: clientId,
    validateOnly: false,
  });
}

interface Condition {
  readonly trigger: Decimal | undefined;
  readonly price: Decimal | undefined;
  readonly type: OrderType;
}

const conditions = {
  stop: ['slTriggerPx', 'slOrdPx', 'stop', 'stop-limit'],
  profit: ['tpTriggerPx', 'tpOrdPx', 'take-profit', 'take-profit-limit'],
  trigger: ['triggerPx', 'orderPx', 'stop', 'stop-limit'],
} as const;

/** What sets the order off, and what is placed then. A trigger order does not say on which side of the market it waits: it counts as a stop. */
function conditionOf(fields: Fields): Condition | Refusal {
  const used = Object.values(conditions).filter(
    ([trigger, price]) => fields.text(trigger) !== undefined || fields.text(price) !== undefined,
  );
  const [found, second] = used;
  if (!found) return refuse('parameter-invalid', 'no trigger price is given');
  if (second) return refuse('not-modelled', 'a stop loss together with a take profit is not modelled');
  if ((fields.text('ordType') === 'trigger') !== (found === conditions.trigger)) {
    return refuse('parameter-invalid', `${found[0]} does not go with this ordType`);
  }
  const [triggerName, priceName, market, limit] = found;
  const price = fields.text(priceName);
  if (price === undefined) return refuse('parameter-invalid', `parameter ${priceName} is missing`);
  const atMarket = price === '-1';
  return {
    trigger: fields.amount(triggerName),
    price: atMarket ? undefined : fields.amount(priceName),
    type: atMarket ? market : limit,
  };
}

/** One order of trade/order-algo, into the book of conditional orders. */
export function algoOrder(fields: Fields, instrument: Instrument, context: ParseContext): Intent | Refusal {
  const isTrigger = fields.text('ordType') === 'trigger';
  if (fields.text('ordType') === undefined) return refuse('parameter-invalid', 'parameter ordType is missing');
  const terms = termsOf(fields, instrument, !isTrigger && honoursReduceOnly(context), context);
  if (isRefusal(terms)) return terms;
  const condition = conditionOf(fields);
  if (isRefusal(condition)) return condition;
  const unit = unitProblem(fields, instrument, terms, condition, isTrigger);
  if (unit) return unit;
  const closePosition = fields.text('closeFraction') !== undefined;
  if (closePosition && (isTrigger || instrument.kind === 'spot' || condition.price !== undefined || !terms.closing)) {
    return refuse('not-modelled', 'closeFraction is modelled for closing market orders of type conditional on swaps');
  }
  const given = fields.text('algoClOrdId') ?? fields.text('clOrdId');
  if ((fields.text('clOrdId') ?? given) !== given) {
    return refuse('parameter-invalid', 'clOrdId and algoClOrdId differ');
  }
  if (given !== undefined) fields.add('algoClOrdId', given);
  const clientId = clientOrderId(fields, 'algoClOrdId', context);
  if (isRefusal(clientId)) return clientId;
  return placement({
    ...condition,
    instrument,
    side: terms.side,
    quantity: quantityOf(fields, 'sz', instrument),
    quoteAmount: undefined,
    closePosition,
    reduceOnly: terms.closing,
    postOnly: false,
    clientOrderId: clientId,
    conditional: true,
    validateOnly: false,
  });
}

/**
 * With `tdMode` cross a market order may count as one on margin, which is sized in quote units to buy and in base units to sell, whatever
 * `tgtCcy` says; so that must say the same.
 */
function unitDoubt(fields: Fields, instrument: Instrument, { side, inQuote }: Terms): Refusal | undefined {
  if (instrument.kind !== 'spot' || fields.text('tdMode') === 'cash' || inQuote === (side === 'buy')) return undefined;
  return refuse('not-modelled', 'with tdMode cross, tgtCcy is modelled as quote_ccy to buy and base_ccy to sell');
}

/** The documents give `tgtCcy` a meaning for market buys of type conditional alone; in every other case a size in quote units could hide. */
function unitProblem(
  fields: Fields,
  instrument: Instrument,
  terms: Terms,
  condition: Condition,
  isTrigger: boolean,
): Refusal | undefined {
  if (instrument.kind !== 'spot') return undefined;
  if (fields.text('tgtCcy') === 'quote_ccy')
    return refuse('not-modelled', 'a conditional order by quote amount is not modelled');
  if (condition.price !== undefined) return undefined;
  const doubt = unitDoubt(fields, instrument, terms);
  if (doubt) return doubt;
  if (isTrigger && terms.side === 'buy') {
    return refuse(
      'not-modelled',
      'a market buy of type trigger has no certain unit; use type conditional with tgtCcy base_ccy',
    );
  }
  return terms.inQuote
    ? refuse('not-modelled', 'a conditional order by quote amount is not modelled; send tgtCcy base_ccy')
    : undefined;
}

/** Closes a position of long/short mode at the market. Without a position side the direction of the order is not known. */
export function closePosition(fields: Fields, instrument: Instrument, context: ParseContext): Intent | Refusal {
  if (instrument.kind !== 'linear') return refuse('not-modelled', 'positions on spot are not modelled');
  if (fields.text('mgnMode') === undefined) return refuse('parameter-invalid', 'parameter mgnMode is missing');
  const posSide = fields.text('posSide');
  if (posSide !== 'long' && posSide !== 'short') {
    return refuse(
      'not-modelled',
      'close-position without a posSide does not tell its side; send a reduce-only market order',
    );
  }
  const clientId = clientOrderId(fields, 'clOrdId', context);
  if (isRefusal(clientId)) return clientId;
  return placement({
    instrument,
    side: posSide === 'long' ? 'sell' : 'buy',
    type: 'market',
    quantity: undefined,
    quoteAmount: undefined,
    price: undefined,
    trigger: undefined,
    closePosition: true,
    reduceOnly: true,
    postOnly: false,
    clientOrderId: clientId,
    validateOnly: false,
  });
}
