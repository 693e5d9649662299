import { z } from 'zod';
import { isKeyLike } from './key-like.ts';

/** Said without the value, which may be a secret. */
const NO_NAME = 'looks like a key, not like a name: give the name under which it stands';

/** The name of an environment variable, and nothing that could be the value. */
export const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'not the name of an environment variable')
  .refine((name) => !isKeyLike(name), NO_NAME);

/** How the settings name the variables of a credential. */
export const flatNames = {
  prefix: variable
    .optional()
    .describe(
      'Begins the names of the variables: `BINANCE` for `BINANCE_API_KEY`. Default: the exchange, in capitals.',
    ),
  key: variable.optional().describe('The variable that holds the API key, in full.'),
  secret: variable.optional().describe('The variable that holds the secret, in full.'),
  passphrase: variable.optional().describe('The variable that holds the passphrase, in full.'),
};

const field = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => !isKeyLike(name), NO_NAME);

/** How the settings name the fields of a document that holds a credential; all are found by themselves where they have a usual name. */
export const fields = z
  .strictObject({
    prefix: field.optional().describe('Begins the names of the fields: `BINANCE` for `BINANCE_API_KEY`.'),
    key: field.optional().describe('The field that holds the API key.'),
    secret: field.optional().describe('The field that holds the secret.'),
    passphrase: field.optional().describe('The field that holds the passphrase.'),
  })
  .optional()
  .describe('The names of the fields in the document. Default: the usual ones, such as `api_key` and `secret`.');

/** Paths and full names of a store may hold hashes; a name alone that looks like a key may be one. */
const item = z
  .string()
  .min(1)
  .max(500)
  .refine((name) => /[/:]/.test(name) || !isKeyLike(name), NO_NAME);

/** The name of one secret that holds the whole credential, or of one for each part. */
export const wholeOrParts = z.union([
  item,
  z.strictObject({ key: item, secret: item, passphrase: item.optional() }).describe('A secret for each part.'),
]);

export type WholeOrParts = z.infer<typeof wholeOrParts>;
