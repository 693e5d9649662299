import { z } from 'zod';
import { fields, wholeOrParts } from '../flat-names.ts';
import { remoteAddress } from '../remote.ts';

/** A secret by its full name: its project, and the location of a regional one. */
export const SECRET_NAME =
  /^projects\/([a-z0-9][a-z0-9.:-]{1,100})\/(?:locations\/([a-z0-9-]{1,40})\/)?secrets\/[A-Za-z0-9_-]{1,255}$/;

export const schema = z
  .strictObject({
    name: wholeOrParts
      .refine(
        (name) => (typeof name === 'string' ? [name] : Object.values(name)).every((one) => SECRET_NAME.test(one ?? '')),
        'not a name such as projects/desk-1/secrets/binance',
      )
      .describe('The secret that holds the credential, `projects/…/secrets/…`; or one for each part.'),
    version: z
      .string()
      .regex(/^(?:[1-9]\d{0,9}|[A-Za-z][\w-]{0,62})$/, 'not a version such as latest or 3')
      .default('latest')
      .describe('The version, or an alias of one. One that is pinned is not replaced when a key is rotated.'),
    endpoint: remoteAddress.optional().describe('Another address of the service, such as that of a private endpoint.'),
    fields,
    everySeconds: z
      .int()
      .min(5)
      .max(86_400)
      .default(300)
      .describe('How often Keyward looks whether the secret changed; each look is a call that Google bills.'),
  })
  .describe('A secret of Google Cloud Secret Manager. Needs the package google-auth-library.');
