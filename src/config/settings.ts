import { z } from 'zod';
import { botPolicySchema, scopesSchema } from '../policy/index.ts';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name is of lower-case letters, digits and dashes, and begins with a letter');

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'not the name of an environment variable');

const variables = {
  prefix: variable
    .optional()
    .describe(
      'Begins the names of the variables: `BINANCE` for `BINANCE_API_KEY`. Default: the exchange, in capitals.',
    ),
  key: variable.optional().describe('The variable that holds the API key, in full.'),
  secret: variable.optional().describe('The variable that holds the secret, in full.'),
  passphrase: variable.optional().describe('The variable that holds the passphrase, in full.'),
};

/** Where an exchange key is read from. There is no form that holds the key itself. */
export const fromSchema = z.union([
  z.strictObject({ env: z.strictObject(variables) }).describe('The environment of Keyward.'),
  z
    .strictObject({ dotenv: z.strictObject({ file: z.string().min(1).default('.env'), ...variables }) })
    .describe('A file of `NAME=value` lines, beside keyward.yaml, readable by its owner alone.'),
]);

export const keySchema = z.strictObject({
  exchange: z.string().min(1).describe('The exchange: binance, bybit, okx, kraken or coinbase.'),
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
});

export const settingsSchema = z.strictObject({
  version: z.literal(1, { error: 'the settings begin with `version: 1`' }),
  keys: z.record(name, keySchema).describe('The exchange keys, by a name of your own.'),
  bots: z
    .record(name, botPolicySchema)
    .default({})
    .describe('The bots: which exchange key each trades with, and what it may do.'),
  scopes: scopesSchema.optional().describe('Limits over several bots; they only tighten.'),
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
