import { type Decimal, type OrderType, parseDecimal, type Side } from '../core/index.ts';
import { type Amounts, parseAmounts } from './amounts.ts';
import { type BotSettings, botDefaults, type LimitsSettings, type ScopesSettings } from './grammar.ts';
import { coverage, parsePercent, parseWindow, UNLIMITED } from './text.ts';

export interface Hours {
  /** One byte per minute of the UTC day; zero is outside. */
  readonly minutes: Uint8Array;
  readonly text: string;
}

/** Limits ready to decide with. `undefined` is no limit. */
export interface Limits {
  /** Where they stand in the settings, such as `bots.grid.limits`. */
  readonly rule: string;
  readonly sides: ReadonlySet<Side> | undefined;
  readonly orderTypes: ReadonlySet<OrderType> | undefined;
  readonly orderNotional: Amounts | undefined;
  readonly openOrders: number | undefined;
  readonly openNotional: Amounts | undefined;
  readonly ordersPerMinute: number | undefined;
  readonly cancelsPerMinute: number | undefined;
  readonly dailyNotional: Amounts | undefined;
  /** Share of the reference price: 0.05 for `5%`. */
  readonly priceBand: Decimal | undefined;
  readonly leverage: Decimal | undefined;
  readonly hours: Hours | undefined;
  /** `false` refuses; `undefined` leaves it to the other limits. */
  readonly cancelForeign: boolean | undefined;
}

/** One bot, ready to decide with. */
export interface Policy {
  readonly bot: string;
  readonly key: string;
  /** Where it stands in the settings, such as `bots.grid`. */
  readonly rule: string;
  readonly mayRead: boolean;
  readonly mayTrade: boolean;
  readonly markets: ReadonlySet<string>;
  readonly limits: Limits;
}

export interface Scopes {
  readonly all: Limits | undefined;
  readonly keys: ReadonlyMap<string, Limits>;
}

export const noScopes: Scopes = { all: undefined, keys: new Map() };

/** Compiles a bot that `botPolicySchema` has accepted, with the defaults filled in. */
export function compileBot(bot: string, settings: BotSettings): Policy {
  const { limits = {} } = settings;
  return {
    bot,
    key: settings.key,
    rule: `bots.${bot}`,
    mayRead: settings.may.includes('read'),
    mayTrade: settings.may.includes('trade'),
    markets: new Set(settings.markets),
    limits: compileLimits(`bots.${bot}.limits`, withDefaults(limits)),
  };
}

/** Compiles scopes that `scopesSchema` has accepted. */
export function compileScopes(settings: ScopesSettings): Scopes {
  return {
    all: settings.all && compileLimits('scopes.all.limits', settings.all.limits),
    keys: new Map(
      Object.entries(settings.keys ?? {}).map(([key, scope]) => [
        key,
        compileLimits(`scopes.keys.${key}.limits`, scope.limits),
      ]),
    ),
  };
}

/** The limits of a bot with what it leaves out; a notional limit that is missing altogether holds no currency, so it refuses. */
export function withDefaults(limits: LimitsSettings): LimitsSettings {
  const daily = limits.daily_notional ?? [];
  return {
    ...limits,
    order_notional: limits.order_notional ?? [],
    daily_notional: daily,
    open_notional: limits.open_notional ?? daily,
    open_orders: limits.open_orders ?? botDefaults.open_orders,
    orders_per_minute: limits.orders_per_minute ?? botDefaults.orders_per_minute,
    cancels_per_minute: limits.cancels_per_minute ?? botDefaults.cancels_per_minute,
    price_band: limits.price_band ?? botDefaults.price_band,
    leverage: limits.leverage ?? botDefaults.leverage,
    cancel_foreign: limits.cancel_foreign ?? false,
  };
}

function compileLimits(rule: string, limits: LimitsSettings): Limits {
  return {
    rule,
    sides: limits.sides && new Set(limits.sides),
    orderTypes: limits.order_types && new Set(limits.order_types),
    orderNotional: parseAmounts(limits.order_notional),
    openOrders: countOf(limits.open_orders),
    openNotional: parseAmounts(limits.open_notional),
    ordersPerMinute: countOf(limits.orders_per_minute),
    cancelsPerMinute: countOf(limits.cancels_per_minute),
    dailyNotional: parseAmounts(limits.daily_notional),
    priceBand: bandOf(limits.price_band),
    leverage: limits.leverage === undefined ? undefined : parseDecimal(String(limits.leverage)),
    hours: limits.hours && hoursOf(limits.hours),
    cancelForeign: limits.cancel_foreign,
  };
}

function countOf(count: number | typeof UNLIMITED | undefined): number | undefined {
  return count === UNLIMITED ? undefined : count;
}

function bandOf(band: string | undefined): Decimal | undefined {
  return band === undefined || band === UNLIMITED ? undefined : parsePercent(band);
}

function hoursOf(texts: readonly string[]): Hours {
  const windows = texts.map(parseWindow).filter((window) => window !== undefined);
  return { minutes: coverage(windows), text: `${texts.join(', ')} UTC` };
}
