import { type Amounts, parseAmounts } from './amounts.ts';
import { compileBot, compileScopes, type Limits, type Policy, type Scopes } from './compile.ts';
import type { PolicyFinding } from './finding.ts';
import { type BotSettings, notionalLimits, type ScopesSettings } from './grammar.ts';
import { looseScopes } from './lint-scopes.ts';
import { coverage, formatAmount, parseWindow, quoteOf } from './text.ts';

/** Looks over bots and scopes that the schemas have accepted. */
export function lintPolicy(bots: Readonly<Record<string, BotSettings>>, scopes: ScopesSettings = {}): PolicyFinding[] {
  const policies = Object.entries(bots).map(([name, settings]) => compileBot(name, settings));
  const compiled = compileScopes(scopes);
  return [
    ...Object.entries(bots).flatMap(([name, settings]) => overlaps(`bots.${name}.limits`, settings.limits?.hours)),
    ...overlaps('scopes.all.limits', scopes.all?.limits.hours),
    ...Object.entries(scopes.keys ?? {}).flatMap(([key, scope]) =>
      overlaps(`scopes.keys.${key}.limits`, scope.limits.hours),
    ),
    ...Object.entries(bots).flatMap(([name, settings]) => unused(name, settings)),
    ...policies.filter((policy) => policy.mayTrade).flatMap((policy) => lintBot(policy, compiled)),
    ...[...compiled.keys.values(), ...(compiled.all ? [compiled.all] : [])].flatMap(orderAbove),
    ...looseScopes(policies, compiled),
  ];
}

function lintBot(policy: Policy, scopes: Scopes): PolicyFinding[] {
  const layers = [policy.limits, scopes.keys.get(policy.key), scopes.all].filter((limits) => limits !== undefined);
  return [...unlimited(policy, layers), ...orderAbove(policy.limits), ...never(policy, layers), ...quotes(policy)];
}

const dimensions = {
  order_notional: 'orderNotional',
  open_notional: 'openNotional',
  daily_notional: 'dailyNotional',
  open_orders: 'openOrders',
  orders_per_minute: 'ordersPerMinute',
  cancels_per_minute: 'cancelsPerMinute',
  price_band: 'priceBand',
} as const;

function unlimited(policy: Policy, layers: readonly Limits[]): PolicyFinding[] {
  return Object.entries(dimensions).flatMap(([name, field]) => {
    if (layers.some((limits) => limits[field] !== undefined)) return [];
    const why =
      name === 'price_band'
        ? 'any price passes, also one that gives the money away'
        : 'nothing bounds it, in no scope either';
    return [finding('unlimited', 'warn', `${policy.limits.rule}.${name}`, `${name} is unlimited: ${why}`)];
  });
}

function orderAbove(limits: Limits): PolicyFinding[] {
  return [
    ...above(limits, 'dailyNotional', 'order-above-day', 'daily_notional'),
    ...above(limits, 'openNotional', 'order-above-open', 'open_notional'),
  ];
}

function above(
  limits: Limits,
  field: 'dailyNotional' | 'openNotional',
  id: 'order-above-day' | 'order-above-open',
  name: string,
): PolicyFinding[] {
  return [...(limits.orderNotional ?? [])].flatMap(([currency, order]) => {
    const total = limits[field]?.get(currency);
    if (total === undefined || order <= total) return [];
    const message = `one order may be ${formatAmount(order, currency)}, but ${name} is ${formatAmount(total, currency)}, so the lower one rules`;
    return [finding(id, 'warn', `${limits.rule}.order_notional`, message)];
  });
}

function never(policy: Policy, layers: readonly Limits[]): PolicyFinding[] {
  const hours = layers.flatMap((limits) => (limits.hours ? [limits.hours] : []));
  if (hours.length < 2) return [];
  const shared = hours[0]!.minutes.some((_, minute) => hours.every(({ minutes }) => minutes[minute]! > 0));
  if (shared) return [];
  const message = `the hours of the bot and of its scopes have no minute in common: ${hours.map(({ text }) => text).join(' / ')}`;
  return [
    finding(
      'hours-never',
      'warn',
      `${layers.find((limits) => limits.hours)!.rule}.hours`,
      `${message}; ${policy.bot} can never trade`,
    ),
  ];
}

function overlaps(rule: string, hours: readonly string[] | undefined): PolicyFinding[] {
  if (!hours) return [];
  const minutes = coverage(hours.map(parseWindow).filter((window) => window !== undefined));
  const findings: PolicyFinding[] = [];
  if (minutes.some((count) => count > 1)) {
    findings.push(
      finding('hours-overlap', 'note', `${rule}.hours`, 'two windows overlap; together they mean their union'),
    );
  }
  if (minutes.every((count) => count > 0)) {
    findings.push(
      finding('hours-overlap', 'note', `${rule}.hours`, 'the windows cover the whole day, so they limit nothing'),
    );
  }
  return findings;
}

function quotes(policy: Policy): PolicyFinding[] {
  const found = [...new Set([...policy.markets].map(quoteOf))];
  if (found.length < 2) return [];
  const message = `the markets have several quote currencies (${found.join(', ')}); each has its own amounts, and they do not add up over currencies`;
  return [finding('quotes-several', 'note', `${policy.rule}.markets`, message)];
}

function unused(name: string, settings: BotSettings): PolicyFinding[] {
  if (!settings.may.includes('trade')) {
    if (settings.limits === undefined && settings.markets === undefined) return [];
    return [
      finding('limits-unused', 'note', `bots.${name}`, 'the bot may not trade, so its markets and limits do nothing'),
    ];
  }
  const traded = new Set((settings.markets ?? []).map(quoteOf));
  return notionalLimits.flatMap((limit) => {
    const amounts: Amounts = parseAmounts(settings.limits?.[limit]) ?? new Map();
    const idle = [...amounts.keys()].filter((currency) => !traded.has(currency));
    if (idle.length === 0) return [];
    const message = `no market of the bot has the quote currency ${idle.join(', ')}`;
    return [finding('limits-unused', 'note', `bots.${name}.limits.${limit}`, message)];
  });
}

function finding(id: PolicyFinding['id'], level: PolicyFinding['level'], path: string, message: string): PolicyFinding {
  return { id, level, path, message };
}
