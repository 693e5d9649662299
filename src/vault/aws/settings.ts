import { z } from 'zod';
import { fields, wholeOrParts } from '../flat-names.ts';
import { remoteAddress } from '../remote.ts';

export const schema = z
  .strictObject({
    name: wholeOrParts.describe('The name or ARN of the secret that holds the credential; or of one for each part.'),
    region: z
      .string()
      .regex(/^[a-z]{2}[a-z0-9-]{3,30}$/, 'not a region such as eu-central-1')
      .optional()
      .describe('The region, such as `eu-central-1`. Default: that of the environment or the profile.'),
    endpoint: remoteAddress.optional().describe('Another address of the service, such as that of a VPC endpoint.'),
    profile: z
      .string()
      .regex(/^[\w.@+-]{1,100}$/, 'not the name of a profile')
      .optional()
      .describe('A profile of the AWS files. Default: what the environment, the container or the instance gives.'),
    fields,
    everySeconds: z
      .int()
      .min(5)
      .max(86_400)
      .default(300)
      .describe('How often Keyward looks whether the secret changed; each look is a call that AWS bills.'),
  })
  .describe('A secret of AWS Secrets Manager. Needs the package @aws-sdk/client-secrets-manager.');

export type AwsSettings = z.infer<typeof schema>;
