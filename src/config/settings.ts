import { z } from 'zod';
import { botPolicySchema, scopesSchema } from '../policy/index.ts';
import { fromSchema } from '../vault/index.ts';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name is of lower-case letters, digits and dashes, and begins with a letter');

export const keySchema = z.strictObject({
  exchange: z
    .string()
    .min(1)
    .describe(
      'The exchange: binance, bybit, okx, kraken or coinbase for bots; any of docs/exchanges.md for the key audit alone.',
    ),
  environment: z
    .enum(['live', 'testnet', 'demo', 'practice'])
    .default('live')
    .describe('What the key was issued for. `practice` is the built-in practice exchange, which mints its own key.'),
  host: z
    .string()
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'not the name of a host, such as `my.okx.com`')
    .optional()
    .describe(
      "The exchange's host where this key works, for a key of a regional site: `my.okx.com`, `api.bybit.eu`. Keyward's own requests go there, and the bots' must name a host of the same site. Default: the main site, and any host.",
    ),
  from: fromSchema
    .optional()
    .describe('Where the key is read from. Default: the environment, with the exchange as prefix.'),
  purpose: z
    .enum(['bots', 'audit', 'rotation'])
    .default('bots')
    .describe(
      '`bots`: bots trade with it through Keyward. `audit`: it is only watched, another program uses it. `rotation`: a master key that makes and removes keys of sub-accounts, and is used for nothing else.',
    ),
  vendor: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'not a name such as `3commas`')
    .optional()
    .describe('The hosted platform that was given this key. Keyward never signs orders with it.'),
  holders: z
    .array(z.string().min(1).max(60))
    .max(50)
    .default([])
    .describe('The people and hosts that hold this key; `keyward key event` asks for their names.'),
  rotate: z
    .strictObject({
      days: z
        .int()
        .min(1)
        .max(3650)
        .optional()
        .describe('How old it may become. Default: by what it can do, see `rotation`.'),
      by: name.optional().describe('The key of purpose `rotation` that makes its successor.'),
      subAccount: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe("The sub-account whose key it is, as the exchange's calls name it."),
    })
    .default({})
    .describe('How it is replaced.'),
});

export const settingsSchema = z.strictObject({
  version: z.literal(1, { error: 'the settings begin with `version: 1`' }),
  keys: z.record(name, keySchema).describe('The exchange keys, by a name of your own.'),
  bots: z
    .record(name, botPolicySchema)
    .default({})
    .describe('The bots: which exchange key each trades with, and what it may do.'),
  scopes: scopesSchema.optional().describe('Limits over several bots; they only tighten.'),
  rotation: z
    .strictObject({
      readDays: z.int().min(1).max(3650).default(90).describe('How old a key that only reads may become.'),
      tradeDays: z.int().min(1).max(3650).default(30).describe('How old a key that trades may become.'),
      withdrawDays: z.int().min(1).max(3650).default(14).describe('How old a key that can withdraw may become.'),
    })
    .default({ readDays: 90, tradeDays: 30, withdrawDays: 14 })
    .describe('When a key is due to be replaced, by what it can do.'),
  audit: z
    .strictObject({
      everyHours: z
        .number()
        .min(0.01)
        .max(168)
        .default(24)
        .describe('How often every key is audited while Keyward runs.'),
      remindDays: z.int().min(1).max(90).default(14).describe('How long before a date it is told of.'),
    })
    .default({ everyHours: 24, remindDays: 14 })
    .describe('The audit of what the keys can do.'),
  gateway: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(8787).describe("The bots' port on 127.0.0.1; 0 takes a free one."),
    })
    .default({ port: 8787 }),
  practice: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(8789).describe("The practice exchange's port on 127.0.0.1."),
      serve: z
        .boolean()
        .default(true)
        .describe(
          'False: the practice exchange that `keyward practice` serves on this port is used, in a process of its own.',
        ),
      seed: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe('Two practice exchanges with one seed are alike. Default: chance, kept in the state folder.'),
    })
    .default({ port: 8789, serve: true }),
});

export type Settings = z.infer<typeof settingsSchema>;
export type KeySettings = z.infer<typeof keySchema>;
