import { type Decimal, formatDecimal, max, orderTypes, sum } from '../core/index.ts';
import type { Amounts } from './amounts.ts';
import type { Limits, Policy, Scopes } from './compile.ts';
import type { PolicyFinding } from './finding.ts';
import { formatAmount, quoteOf } from './text.ts';

/** Scopes without a bot, and limits of scopes that can never refuse what the bots' own limits let pass. */
export function looseScopes(policies: readonly Policy[], scopes: Scopes): PolicyFinding[] {
  const trading = policies.filter((policy) => policy.mayTrade);
  return [
    ...[...scopes.keys].flatMap(([key, limits]) =>
      loose(
        limits,
        trading.filter((policy) => policy.key === key),
      ),
    ),
    ...(scopes.all ? loose(scopes.all, trading) : []),
  ];
}

function loose(scope: Limits, bots: readonly Policy[]): PolicyFinding[] {
  if (bots.length === 0) {
    return [{ id: 'scope-unused', level: 'note', path: scope.rule, message: 'no bot under this scope may trade' }];
  }
  return [...looseCounts(scope, bots), ...looseAmounts(scope, bots), ...looseOrders(scope, bots)];
}

const counts = {
  open_orders: 'openOrders',
  orders_per_minute: 'ordersPerMinute',
  cancels_per_minute: 'cancelsPerMinute',
} as const;

function looseCounts(scope: Limits, bots: readonly Policy[]): PolicyFinding[] {
  return Object.entries(counts).flatMap(([name, field]) => {
    const cap = scope[field];
    const own = bots.map(({ limits }) => limits[field]);
    if (cap === undefined || own.includes(undefined)) return [];
    const total = own.reduce<number>((all, one) => all + one!, 0);
    return cap < total ? [] : [finding(scope, name, String(cap), `${total} together`)];
  });
}

const amounts = {
  order_notional: { field: 'orderNotional', join: (all: readonly Decimal[]) => max(...all), word: 'at most' },
  open_notional: { field: 'openNotional', join: sum, word: 'together' },
  daily_notional: { field: 'dailyNotional', join: sum, word: 'together' },
} as const;

function looseAmounts(scope: Limits, bots: readonly Policy[]): PolicyFinding[] {
  return Object.entries(amounts).flatMap(([name, { field, join, word }]) =>
    [...(scope[field] ?? [])].flatMap(([currency, cap]) => {
      const traders = bots.filter(({ markets }) => [...markets].some((market) => quoteOf(market) === currency));
      const own = traders.map(({ limits }) => amountOf(limits[field], currency));
      if (own.length === 0 || own.includes(undefined)) return [];
      const total = join(own.map((value) => value!));
      if (cap < total) return [];
      return [finding(scope, name, formatAmount(cap, currency), `${formatAmount(total, currency)} ${word}`)];
    }),
  );
}

function amountOf(limit: Amounts | undefined, currency: string): Decimal | undefined {
  return limit?.get(currency);
}

function looseOrders(scope: Limits, bots: readonly Policy[]): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const { priceBand, leverage, sides, orderTypes: types, hours } = scope;
  if (
    priceBand !== undefined &&
    bots.every(({ limits }) => limits.priceBand !== undefined && limits.priceBand <= priceBand)
  ) {
    findings.push(finding(scope, 'price_band', formatDecimal(priceBand), 'no wider'));
  }
  if (
    leverage !== undefined &&
    bots.every(({ limits }) => limits.leverage !== undefined && limits.leverage <= leverage)
  ) {
    findings.push(finding(scope, 'leverage', formatDecimal(leverage), 'no higher'));
  }
  if (sides && bots.every(({ limits }) => within(limits.sides ?? ['buy', 'sell'], sides))) {
    findings.push(finding(scope, 'sides', [...sides].join(', '), 'no more'));
  }
  if (types && bots.every(({ limits }) => within(limits.orderTypes ?? orderTypes, types))) {
    findings.push(finding(scope, 'order_types', [...types].join(', '), 'no more'));
  }
  if (
    hours &&
    bots.every(({ limits }) => limits.hours?.minutes.every((own, i) => own === 0 || hours.minutes[i]! > 0))
  ) {
    findings.push(finding(scope, 'hours', hours.text, 'no longer'));
  }
  return findings;
}

function within<T>(own: Iterable<T>, scope: ReadonlySet<T>): boolean {
  return [...own].every((word) => scope.has(word));
}

function finding(scope: Limits, name: string, cap: string, own: string): PolicyFinding {
  const message = `${name} is ${cap} here, and the limits of the bots under it are ${own}, so it never refuses anything`;
  return { id: 'scope-loose', level: 'note', path: `${scope.rule}.${name}`, message };
}
