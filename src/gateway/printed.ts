import {
  type Decimal,
  formatDecimal,
  type Instrument,
  type Intent,
  type OrderRef,
  type OrderType,
  one,
  type PlaceOrder,
  parseDecimal,
  type Side,
} from '../core/index.ts';
import type { EntryCost, Printable } from '../journal/index.ts';
import type { Cost } from '../policy/index.ts';

/** An intent as the journal writes it; `readIntent` gives back all that the ledger needs. */
export function printIntent(intent: Intent): Printable {
  const printed: Record<string, string | number | boolean | Record<string, string>> = { action: intent.action };
  const put = (name: string, value: string | boolean | Decimal | undefined): void => {
    if (value === undefined || value === false) return;
    printed[name] = typeof value === 'bigint' ? formatDecimal(value) : value;
  };
  if ('instrument' in intent && intent.instrument) {
    const { market, symbol, kind, contractSize } = intent.instrument;
    Object.assign(printed, { market, symbol, kind });
    if (contractSize !== one) put('contractSize', contractSize);
  }
  switch (intent.action) {
    case 'place-order':
      put('side', intent.side);
      put('type', intent.type);
      put('quantity', intent.quantity);
      put('quoteAmount', intent.quoteAmount);
      put('price', intent.price);
      put('trigger', intent.trigger);
      put('closePosition', intent.closePosition);
      put('reduceOnly', intent.reduceOnly);
      put('postOnly', intent.postOnly);
      put('conditional', intent.conditional ?? false);
      put('validateOnly', intent.validateOnly);
      put('clientOrderId', intent.clientOrderId);
      break;
    case 'amend-order':
      printed['order'] = printRef(intent.order);
      put('quantity', intent.quantity);
      put('price', intent.price);
      put('trigger', intent.trigger);
      break;
    case 'cancel-order':
      printed['order'] = printRef(intent.order);
      break;
    case 'change-setting':
      put('setting', intent.setting);
      put('value', intent.value);
      break;
  }
  return printed;
}

function printRef(order: OrderRef): Record<string, string> {
  return Object.fromEntries(Object.entries(order).map(([name, value]) => [name, String(value)]));
}

/** The intent that an entry tells of; `undefined` for one that takes nothing from the ledger. */
export function readIntent(
  printed: Printable,
  instrumentOf: (market: string, symbol: string, kind: Instrument['kind'], contractSize: Decimal) => Instrument,
): Intent | undefined {
  const text = (name: string): string | undefined => {
    const value = printed[name];
    return typeof value === 'string' ? value : undefined;
  };
  const amount = (name: string): { [name: string]: Decimal } => {
    const value = parseDecimal(text(name) ?? '');
    return value === undefined ? {} : { [name]: value };
  };
  const [market, symbol, kind] = [text('market'), text('symbol'), text('kind')];
  const contractSize = parseDecimal(text('contractSize') ?? '') ?? one;
  const instrument =
    market && symbol && kind ? instrumentOf(market, symbol, kind as Instrument['kind'], contractSize) : undefined;
  const order = readRef(printed['order']);
  switch (text('action')) {
    case 'place-order':
      if (!instrument) return undefined;
      return {
        action: 'place-order',
        instrument,
        side: text('side') as Side,
        type: text('type') as OrderType,
        ...amount('quantity'),
        ...amount('quoteAmount'),
        ...amount('price'),
        ...amount('trigger'),
        closePosition: printed['closePosition'] === true,
        reduceOnly: printed['reduceOnly'] === true,
        postOnly: printed['postOnly'] === true,
        ...(printed['conditional'] === true ? { conditional: true as const } : {}),
        validateOnly: printed['validateOnly'] === true,
        clientOrderId: text('clientOrderId') ?? '',
      } satisfies PlaceOrder;
    case 'amend-order':
      return (
        instrument && {
          action: 'amend-order',
          instrument,
          order,
          ...amount('quantity'),
          ...amount('price'),
          ...amount('trigger'),
        }
      );
    case 'cancel-order':
      return { action: 'cancel-order', order, ...(instrument ? { instrument } : {}) };
    case 'cancel-all':
      return { action: 'cancel-all', ...(instrument ? { instrument } : {}) };
    default:
      return undefined;
  }
}

function readRef(value: Printable[string] | undefined): OrderRef {
  if (typeof value !== 'object' || value === null) return {};
  const { orderId, clientOrderId, conditional } = value;
  return {
    ...(orderId === undefined ? {} : { orderId }),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    ...(conditional === 'true' ? { conditional: true as const } : {}),
  };
}

export function printCost(cost: Cost, intent: number): EntryCost {
  const { orders, cancels, openOrders, currency } = cost;
  if (currency === undefined) return { intent, orders, cancels, openOrders };
  return {
    intent,
    orders,
    cancels,
    openOrders,
    currency,
    notional: formatDecimal(cost.notional),
    opens: formatDecimal(cost.opens),
    openAfter: formatDecimal(cost.openAfter),
  };
}

export function readCost(printed: EntryCost): Cost {
  // An amount too long to be read is larger than any limit.
  const amount = (text: string | undefined): Decimal => parseDecimal(text ?? '0') ?? ((10n ** 60n) as Decimal);
  return {
    orders: printed.orders === 1 ? 1 : 0,
    cancels: printed.cancels === 1 ? 1 : 0,
    openOrders: printed.openOrders === 1 ? 1 : 0,
    ...(printed.currency === undefined ? {} : { currency: printed.currency }),
    notional: amount(printed.notional),
    opens: amount(printed.opens),
    openAfter: amount(printed.openAfter),
  };
}
