import { z } from 'zod';
import { orderTypes } from '../core/index.ts';
import { currenciesOf } from './amounts.ts';
import { AMOUNT, MARKET, PERCENT, parseWindow, quoteOf, UNLIMITED, WINDOW } from './text.ts';

export const permissions = ['read', 'trade'] as const;
export type Permission = (typeof permissions)[number];

/** What a bot that trades has where its limits say nothing; `open_notional` then equals `daily_notional`. */
export const botDefaults = {
  open_orders: 20,
  orders_per_minute: 60,
  cancels_per_minute: 120,
  price_band: '10%',
  leverage: 1,
} as const;

const amount = z.string().regex(AMOUNT, { error: (issue) => amountsMessage(issue.input) });

function amountsMessage(input: unknown): string {
  const parts: unknown[] = Array.isArray(input) ? input : [input];
  if (parts.some((part) => typeof part === 'number' || typeof part === 'bigint')) {
    return 'money is written as text with its currency, such as `500 USDT`; a bare number has no currency and may not be exact';
  }
  return 'not an amount: write plain digits (at most 18 decimals), one space and the currency, such as `500 USDT`; a list of these; or the word `unlimited`';
}

function amounts(description: string) {
  const list = z
    .array(amount)
    .min(1)
    .refine((all) => new Set(all.map((text) => text.split(' ')[1])).size === all.length, {
      error: 'a currency stands here twice',
    });
  return z
    .union([z.literal(UNLIMITED), amount, list], { error: (issue) => amountsMessage(issue.input) })
    .optional()
    .describe(description);
}

function count(description: string) {
  return z
    .union([z.int().min(0).max(1_000_000), z.literal(UNLIMITED)], {
      error: 'not a count: write a whole number from 0 to 1000000, or the word `unlimited`',
    })
    .optional()
    .describe(description);
}

function words<const T extends readonly [string, ...string[]]>(all: T, description: string) {
  const error = `not one of the words: ${all.join(', ')}`;
  return z.array(z.enum(all, { error })).min(1).optional().describe(description);
}

const bandMessage = 'not a band: write it as text with a percent sign, such as `5%`, or the word `unlimited`';

const windowText = z
  .string()
  .regex(WINDOW, { error: 'not a window: write it as `08:00-20:00`, in UTC', abort: true })
  .refine((text) => parseWindow(text) !== undefined, {
    error: 'the window has no length; leave `hours` out for always',
  });

/** The limits of one bot or scope, as written. In a scope, what is absent is not limited further. */
export const limitsSchema = z
  .strictObject({
    sides: words(['buy', 'sell'], 'Sides that orders may have. Default: both.'),
    order_types: words(orderTypes, 'Order types that may be placed. Default: all.'),
    order_notional: amounts(
      'Largest notional of one order in quote currency, such as `500 USDT`; a list has one amount per currency; `unlimited` lifts it. Required for a bot that trades.',
    ),
    open_orders: count(`Most orders open at once, or \`unlimited\`. Default for a bot: ${botDefaults.open_orders}.`),
    open_notional: amounts(
      'Largest notional of all open orders together, per quote currency, or `unlimited`. Default for a bot: its daily_notional.',
    ),
    orders_per_minute: count(
      `Most orders placed or amended in any minute, or \`unlimited\`. Default for a bot: ${botDefaults.orders_per_minute}.`,
    ),
    cancels_per_minute: count(
      `Most cancels and dead-man settings in any minute, or \`unlimited\`. Default for a bot: ${botDefaults.cancels_per_minute}.`,
    ),
    daily_notional: amounts(
      'Largest notional of all orders of a UTC day together, per quote currency, or `unlimited`. Required for a bot that trades.',
    ),
    price_band: z
      .union([z.string().regex(PERCENT, { error: bandMessage }), z.literal(UNLIMITED)], { error: bandMessage })
      .optional()
      .describe(
        `How far a limit price may lie from Keyward's own reference price, such as \`5%\`, or \`unlimited\`. The limit price of a stop or take-profit that waits for its trigger is measured from the trigger, which itself may lie anywhere. Where the spread between bid and ask is wider than this, an order without a limit price is refused, and so is one that waits for a trigger with a limit price outside of this. Default for a bot: ${botDefaults.price_band}.`,
      ),
    leverage: z
      .int({ error: 'not a leverage: write a whole number from 1 to 1000' })
      .min(1)
      .max(1000)
      .optional()
      .describe(`Highest leverage that may be set. Default for a bot: ${botDefaults.leverage}.`),
    hours: z
      .array(windowText)
      .min(1)
      .optional()
      .describe(
        'Windows of the UTC day in which orders may be placed and amended, such as `08:00-20:00`; one may wrap midnight. Cancels always pass. Default: always.',
      ),
    cancel_foreign: z
      .boolean()
      .optional()
      .describe('Whether orders that the bot did not place may be cancelled or amended. Default for a bot: false.'),
  })
  .describe('What orders, cancels and settings are held to. Money is exact text, never a number.');

const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, {
  error: 'not a name: letters, digits, dots, dashes and underscores, at most 64, beginning with a letter or digit',
});

const marketText = z.string().regex(MARKET, {
  error: 'not a unified symbol: write BTC/USDT for spot, BTC/USDT:USDT for a linear perpetual, in capitals',
});

/** One bot, as written under `bots`. */
export const botPolicySchema = z
  .strictObject({
    key: name.describe('The exchange key, by its name under `keys`, with which the requests of this bot are signed.'),
    may: z
      .array(z.enum(permissions, { error: 'a bot may `read` and `trade`; there is no word for anything else' }))
      .default(['read'])
      .describe('What the bot may do: `read` private data, `trade`. Default: read.'),
    markets: z
      .array(marketText)
      .optional()
      .describe('The markets that the bot may trade, as unified symbols. Required when it may trade.'),
    limits: limitsSchema.optional().describe('The limits of this bot. Required when it may trade.'),
  })
  .superRefine((bot, context) => {
    for (const { path, message } of botProblems(bot)) context.addIssue({ code: 'custom', path: [...path], message });
  })
  .describe('A bot: the exchange key behind it and what it may do.');

const scopeSchema = z
  .strictObject({ limits: limitsSchema.describe('Limits over all bots of the scope together. They only tighten.') })
  .describe('Limits that several bots share.');

/** What several bots share, as written under `scopes`. */
export const scopesSchema = z
  .strictObject({
    all: scopeSchema.optional().describe('Over all bots.'),
    keys: z
      .record(name, scopeSchema)
      .optional()
      .describe('Over all bots of one exchange key, by its name under `keys`.'),
  })
  .describe('Limits over several bots together. What is absent is not limited further.');

export type LimitsSettings = z.output<typeof limitsSchema>;
export type BotSettings = z.output<typeof botPolicySchema>;
export type ScopesSettings = z.output<typeof scopesSchema>;

/** The limits that are amounts per currency. */
export const notionalLimits = ['order_notional', 'open_notional', 'daily_notional'] as const;

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function botProblems(bot: BotShape): Problem[] {
  if (!bot.may.includes('trade')) return [];
  const problems: Problem[] = [];
  if (!bot.markets?.length) problems.push({ path: ['markets'], message: 'a bot that may trade needs its markets' });
  for (const limit of ['order_notional', 'daily_notional'] as const) {
    if (bot.limits?.[limit] !== undefined) continue;
    problems.push({
      path: ['limits', limit],
      message: `a bot that may trade needs ${limit}: an amount such as \`500 USDT\`, or the word \`unlimited\``,
    });
  }
  return [...problems, ...uncovered(bot.markets ?? [], bot.limits ?? {}, ['limits'])];
}

interface BotShape {
  readonly may: readonly Permission[];
  readonly markets?: readonly string[] | undefined;
  readonly limits?: LimitsSettings | undefined;
}

/** Markets whose quote currency has no amount in a limit: every order there would be refused. What is malformed is a fault of its own. */
function uncovered(markets: readonly string[], limits: LimitsSettings, path: readonly string[]): Problem[] {
  return notionalLimits.flatMap((limit) => {
    const currencies = currenciesOf(limits[limit]);
    if (currencies === undefined || currencies.length === 0) return [];
    const missing = markets.filter((market) => MARKET.test(market) && !currencies.includes(quoteOf(market)));
    return missing.map((market) => ({
      path: [...path, limit],
      message: `no amount in ${quoteOf(market)}, the quote currency of ${market}`,
    }));
  });
}

/** What is wrong between bots and scopes: a scope without an amount in the quote currency of a market that a bot under it trades. */
export function scopeProblems(bots: Readonly<Record<string, BotSettings>>, scopes: ScopesSettings): Problem[] {
  const trading = Object.values(bots).filter((bot) => bot.may.includes('trade'));
  const under = (members: readonly BotSettings[], limits: LimitsSettings, path: readonly string[]) =>
    uncovered([...new Set(members.flatMap((bot) => bot.markets ?? []))], limits, [...path, 'limits']);
  return [
    ...(scopes.all ? under(trading, scopes.all.limits, ['scopes', 'all']) : []),
    ...Object.entries(scopes.keys ?? {}).flatMap(([key, scope]) =>
      under(
        trading.filter((bot) => bot.key === key),
        scope.limits,
        ['scopes', 'keys', key],
      ),
    ),
  ];
}
