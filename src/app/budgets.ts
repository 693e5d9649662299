import type { Settings } from '../config/index.ts';
import { formatDecimal } from '../core/index.ts';
import type { ledgerOf, OrderRecord } from '../gateway/index.ts';
import { type Amounts, compileBot, compileScopes, type Limits, noScopes, type Usage } from '../policy/index.ts';

type Ledger = Awaited<ReturnType<typeof ledgerOf>>;

/** By quote currency, in plain digits. */
export type PrintedAmounts = Readonly<Record<string, string>>;

/** What one scope has used, and what it may. */
export interface Budget {
  /** `bot NAME`, `key NAME` or `all`. */
  readonly scope: string;
  readonly ordersLastMinute: number;
  readonly cancelsLastMinute: number;
  readonly openOrders: number;
  readonly openNotional: PrintedAmounts;
  readonly dailyNotional: PrintedAmounts;
  /** Each limit of the scope; one that is absent does not limit. */
  readonly limits: {
    readonly ordersPerMinute?: number;
    readonly cancelsPerMinute?: number;
    readonly openOrders?: number;
    readonly openNotional?: PrintedAmounts;
    readonly dailyNotional?: PrintedAmounts;
  };
}

/** An order that is, or may be, open. */
export interface OpenOrder {
  readonly id: string;
  readonly bot: string;
  readonly market: string;
  readonly side: string;
  /** `sent`: no answer yet; `unknown`: there was none, so it may be open; `open`: the exchange said so. */
  readonly state: string;
  readonly clientOrderId: string;
  readonly opens: string;
}

export interface Budgets {
  readonly budgets: readonly Budget[];
  readonly orders: readonly OpenOrder[];
}

/** Every scope of the settings with what it has used at this moment, bots first. */
export function budgetsOf(settings: Settings, ledger: Ledger, nowMs: number): Budgets {
  const scopes = settings.scopes ? compileScopes(settings.scopes) : noScopes;
  const bots = new Map<string, Budget>();
  const shared = new Map<string, Budget>();
  for (const [name, botSettings] of Object.entries(settings.bots)) {
    const { key, limits, mayTrade } = compileBot(name, botSettings);
    const usage = ledger.usage(name, key, nowMs);
    bots.set(name, budgetOf(`bot ${name}`, usage.bot, mayTrade ? limits : undefined));
    shared.set(`key ${key}`, budgetOf(`key ${key}`, usage.key, scopes.keys.get(key)));
    shared.set('all', budgetOf('all', usage.all, scopes.all));
  }
  const all = shared.get('all');
  shared.delete('all');
  return {
    budgets: [...bots.values(), ...shared.values(), ...(all ? [all] : [])],
    orders: ledger.orders().map(printOrder),
  };
}

function budgetOf(scope: string, used: Usage, limits: Limits | undefined): Budget {
  return {
    scope,
    ordersLastMinute: used.ordersLastMinute,
    cancelsLastMinute: used.cancelsLastMinute,
    openOrders: used.openOrders,
    openNotional: printAmounts(used.openNotional),
    dailyNotional: printAmounts(used.dailyNotional),
    limits: {
      ...(limits?.ordersPerMinute === undefined ? {} : { ordersPerMinute: limits.ordersPerMinute }),
      ...(limits?.cancelsPerMinute === undefined ? {} : { cancelsPerMinute: limits.cancelsPerMinute }),
      ...(limits?.openOrders === undefined ? {} : { openOrders: limits.openOrders }),
      ...(limits?.openNotional === undefined ? {} : { openNotional: printAmounts(limits.openNotional) }),
      ...(limits?.dailyNotional === undefined ? {} : { dailyNotional: printAmounts(limits.dailyNotional) }),
    },
  };
}

function printOrder(record: OrderRecord): OpenOrder {
  return {
    id: record.decisionId,
    bot: record.bot,
    market: record.instrument.market,
    side: record.place.side,
    state: record.state,
    clientOrderId: record.place.clientOrderId,
    opens: `${formatDecimal(record.opens)} ${record.currency ?? record.instrument.quote}`,
  };
}

export function printAmounts(amounts: Amounts): PrintedAmounts {
  return Object.fromEntries([...amounts].map(([currency, amount]) => [currency, formatDecimal(amount)]));
}
