import { z } from 'zod';

const amount = z
  .string()
  .regex(/^\d{1,20}(?:\.\d{1,18})?$/, 'not an amount such as `0.5`')
  .refine((text) => /[1-9]/.test(text), 'not above zero');

const market = z
  .string()
  .regex(
    /^[A-Z0-9.]{1,20}\/[A-Z0-9.]{1,20}(?::[A-Z0-9.]{1,20})?$/,
    'not a market such as `BTC/USDT` or `BTC/USDT:USDT`',
  );

const accountLimits = z.strictObject({
  positions: z
    .record(market, amount)
    .default({})
    .describe('The largest position of each market, in base units, in either direction.'),
  dailyLoss: amount
    .optional()
    .describe("The most that the account may lose in one day (UTC), in the currency of the exchange's equity."),
  drawdown: z
    .string()
    .regex(/^\d{1,2}(?:\.\d{1,4})?\s?%$/, 'not a share such as `10%`')
    .optional()
    .describe('How far the account may fall below its highest equity.'),
  confirmations: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('How many readings in a row must agree: one bad reading is not a loss.'),
});

const trip = (levels: readonly [string, ...string[]]) => z.enum(levels);

/** What is watched of the accounts, and what is done about what is found. */
export const monitorSchema = z.strictObject({
  enabled: z.boolean().default(true).describe('False: `keyward up` watches no account.'),
  with: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'The key that watches the account of another: a key of purpose `watch`, which only reads. Default: each key watches its own account.',
    ),
  others: z
    .array(
      z.strictObject({
        who: z.string().min(1).max(60).describe('A person, a platform, another program.'),
        key: z.string().describe('The key whose account it acts on.'),
        markets: z.array(market).max(500).optional().describe('Where it may trade. Default: everywhere.'),
      }),
    )
    .max(50)
    .default([])
    .describe('Who else trades on an account, with a key of their own. What they do elsewhere is an alarm.'),
  limits: z
    .record(z.string(), accountLimits)
    .default({})
    .describe('Limits by key that only the account itself can tell: held to what the exchange says, not the bot.'),
  trips: z
    .strictObject({
      security: trip(['none', 'halt', 'cancel', 'kill'])
        .default('halt')
        .describe(
          'When somebody else acts on the account: `halt` the bots, also `cancel` all orders, or `kill`: also close and sell everything.',
        ),
      loss: trip(['none', 'reduce', 'halt', 'kill'])
        .default('reduce')
        .describe('When a position, a daily loss or a drawdown is above its limit.'),
      denials: trip(['none', 'reduce', 'halt']).default('none').describe('When a bot is refused again and again.'),
      blind: trip(['none', 'reduce', 'halt'])
        .default('none')
        .describe('When an account cannot be seen, or its clock is off.'),
    })
    .default({ security: 'halt', loss: 'reduce', denials: 'none', blind: 'none' })
    .describe('What the kill switch does by itself, and for what.'),
  keyEverySeconds: z
    .number()
    .min(1)
    .max(3_600)
    .default(8)
    .describe("How often the exchange is asked whether a key's settings have changed."),
  learnDays: z
    .number()
    .min(0)
    .max(90)
    .default(7)
    .describe('How long everything that a bot asks for becomes its habit.'),
  denialsPerMinute: z
    .int()
    .min(1)
    .max(10_000)
    .default(60)
    .describe('How many refusals of a bot in a minute are an alarm.'),
});

/** What the kill switch does. */
export const killSchema = z.strictObject({
  quote: z
    .string()
    .regex(/^[A-Z0-9]{1,20}$/, 'not an asset such as `USDT`')
    .optional()
    .describe('What holdings are sold for. Default: the coin in which most markets of the exchange are quoted.'),
  keep: z
    .array(z.string().regex(/^[A-Za-z0-9.]{1,20}$/, 'not an asset such as `BNB`'))
    .max(200)
    .default([])
    .describe('Assets that are never sold: fee coins, long-term and staked holdings.'),
  withinSeconds: z
    .int()
    .min(5)
    .max(3_600)
    .default(120)
    .describe('How long it goes on; what is left then is listed, and the command ends with 4.'),
  deadMan: z
    .record(z.string(), z.strictObject({ seconds: z.int().min(5).max(86_400) }))
    .default({})
    .describe(
      "By key: all orders are cancelled when Keyward has died for so long, by the exchange's own timer, and where it has none by `keyward watchdog`. Protective stops go too, so that positions may be left without them.",
    ),
});

/** When the checks are run, and what they keep from starting. */
export const checkSchema = z.strictObject({
  refuseStart: z
    .enum(['critical', 'high', 'medium', 'low', 'never'])
    .default('critical')
    .describe(
      '`keyward up` does not start with keys of real exchanges while a check of this severity, or a graver one, fails and is not waived. `never`: it always starts.',
    ),
  everyHours: z
    .number()
    .min(0.001)
    .max(720)
    .default(24)
    .describe('How often all checks are run while Keyward runs; what is worse than the blessed state is an alarm.'),
  minPackageAgeDays: z
    .int()
    .min(0)
    .max(365)
    .default(7)
    .describe('A package that was released later than so many days ago is told of, where the lock file tells.'),
  capital: z
    .record(
      z.string(),
      z.string().regex(/^\d{1,20}(?:\.\d{1,18})? ?[A-Z0-9]{1,20}$/, 'not an amount with its coin such as `5000 USDT`'),
    )
    .default({})
    .describe('By key: what its account is to hold, such as `5000 USDT`. More than a tenth above it is told of.'),
});
