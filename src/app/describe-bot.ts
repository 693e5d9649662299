import type { Settings } from '../config/index.ts';
import { type Decimal, formatDecimal, KeywardError, multiplyDown, parseDecimal, unknownName } from '../core/index.ts';
import { type Amounts, compileBot, compileScopes, type Limits, noScopes, type Policy } from '../policy/index.ts';

/** One thing that a bot may or may not do, in plain words, with where it is set. */
export interface Rule {
  /** Where it stands in the settings. */
  readonly rule: string;
  readonly text: string;
}

export interface DescribedScope {
  /** `bot NAME`, `key NAME` or `all bots together`. */
  readonly scope: string;
  readonly rules: readonly Rule[];
}

export interface DescribedBot {
  readonly bot: string;
  readonly key: string;
  readonly exchange: string;
  readonly environment: string;
  readonly mayRead: boolean;
  readonly mayTrade: boolean;
  readonly markets: readonly string[];
  /** The bot's own limits, then those that it shares; an order must pass all. */
  readonly scopes: readonly DescribedScope[];
  /** What no setting can allow. */
  readonly never: readonly string[];
}

const never = [
  'withdraw, or move money between wallets or to others',
  'make, change or delete API keys',
  'call an endpoint, or send a parameter, that is not in the facts of its exchange',
];

/** What a bot of the settings may do, with the limits of every scope that it stands under. Throws `bot-missing`. */
export function describeBot(settings: Settings, bot: string): DescribedBot {
  const policy = policyOf(settings, bot);
  const scopes = settings.scopes ? compileScopes(settings.scopes) : noScopes;
  const keyLimits = scopes.keys.get(policy.key);
  const { exchange, environment } = settings.keys[policy.key]!;
  return {
    bot,
    key: policy.key,
    exchange,
    environment,
    mayRead: policy.mayRead,
    mayTrade: policy.mayTrade,
    markets: [...policy.markets],
    scopes: policy.mayTrade
      ? [
          { scope: `bot ${bot}`, rules: rulesOf(policy.limits) },
          ...(keyLimits ? [{ scope: `key ${policy.key}, its bots together`, rules: rulesOf(keyLimits) }] : []),
          ...(scopes.all ? [{ scope: 'all bots together', rules: rulesOf(scopes.all) }] : []),
        ]
      : [],
    never,
  };
}

/** The compiled policy of a bot; throws `bot-missing` naming those that there are. */
export function policyOf(settings: Settings, bot: string): Policy {
  const found = Object.hasOwn(settings.bots, bot) ? settings.bots[bot] : undefined;
  if (found) return compileBot(bot, found);
  throw new KeywardError('bot-missing', unknownName('bot', bot, Object.keys(settings.bots)));
}

function rulesOf(limits: Limits): Rule[] {
  const { sides, orderTypes, hours, leverage, priceBand } = limits;
  const texts: readonly (readonly [name: string, text: string | undefined])[] = [
    ['order_notional', money('one order is worth at most', limits.orderNotional)],
    ['open_notional', money('open orders are worth at most', limits.openNotional, ' together')],
    ['daily_notional', money('the orders of a day (UTC) are worth at most', limits.dailyNotional, ' together')],
    ['open_orders', count('open orders at once', limits.openOrders)],
    ['orders_per_minute', count('orders placed or amended in a minute', limits.ordersPerMinute)],
    ['cancels_per_minute', count('cancels in a minute', limits.cancelsPerMinute)],
    [
      'price_band',
      priceBand === undefined
        ? undefined
        : `limit prices lie within ${percent(priceBand)} of Keyward's own reference price, or of the trigger that they wait for; no order without a limit price where the spread is wider than that`,
    ],
    ['sides', sides && `orders only ${[...sides].join(' and ')}`],
    ['order_types', orderTypes && `order types: ${[...orderTypes].join(', ')}`],
    ['leverage', leverage === undefined ? undefined : `leverage at most ${formatDecimal(leverage)}`],
    ['hours', hours && `orders only at ${hours.text}; cancels always`],
    ['cancel_foreign', foreign(limits.cancelForeign)],
  ];
  return texts.flatMap(([name, text]) => (text === undefined ? [] : [{ rule: `${limits.rule}.${name}`, text }]));
}

function money(words: string, amounts: Amounts | undefined, after = ''): string | undefined {
  if (amounts === undefined) return undefined;
  const printed = [...amounts].map(([currency, value]) => `${formatDecimal(value)} ${currency}`);
  return `${words} ${printed.join(' or ') || 'nothing'}${after}`;
}

function count(words: string, most: number | undefined): string | undefined {
  return most === undefined ? undefined : `at most ${most} ${words}`;
}

function percent(share: Decimal): string {
  return `${formatDecimal(multiplyDown(share, parseDecimal('100')!))}%`;
}

function foreign(allowed: boolean | undefined): string | undefined {
  if (allowed === undefined) return undefined;
  return allowed
    ? 'cancels and amends orders that it did not place, too'
    : 'cancels and amends only orders that it placed';
}
