import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { KeywardError } from '../../../core/index.ts';
import { isSafeUrl } from '../../ask.ts';
import { type ChannelContext, channelKind, type Sent } from '../../channel.ts';
import { fitted, fittedText, type Message } from '../../message.ts';
import { outcomeOf, withText } from '../answers.ts';

/** Ours: the specification has none, and advises payloads below 20 kB. */
const LONGEST_PART = 4_000;

const schema = z
  .strictObject({
    url: z
      .string()
      .max(1_000)
      .refine(isSafeUrl, 'not an https address (http is taken on this host alone), or one with a user or password')
      .describe('Where messages are posted. It is no secret: put no token in it.'),
  })
  .describe(
    'Any receiver, signed as Standard Webhooks. The signing secret (`whsec_…`; several with a space between while one is replaced) is the secret: WEBHOOK_SECRET.',
  );

type WebhookSettings = z.infer<typeof schema>;

/** Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, read 2026-11-22). */
export const webhook = channelKind<WebhookSettings>({
  id: 'webhook',
  schema,
  secretName: 'WEBHOOK_SECRET',
  needsSecret: () => true,
  isForMachines: true,
  failsWith: ({ url }) => `webhook ${new URL(url).origin}`,
  limits: () => ({ gapMs: 100, most: 60, withinMs: 60_000, source: 'ours: the specification names none' }),
  open: (settings, context) => ({
    send: (message) => post(settings, context, message),
    check: (message) => post(settings, context, message),
  }),
});

function post({ url }: WebhookSettings, context: ChannelContext, message: Message): Promise<Sent> {
  return outcomeOf(async () =>
    withText(await context.secret(), 'WEBHOOK_SECRET', (secrets) => {
      const body = JSON.stringify(payloadOf(message));
      // Of the attempt, not of the message: what is sent again is signed anew under the same id.
      const timestamp = String(Math.floor(context.clock.nowMs() / 1_000));
      const headers = {
        'content-type': 'application/json',
        'webhook-id': message.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signaturesOf(secrets, `${message.id}.${timestamp}.${body}`),
      };
      return context.ask({ method: 'POST', url, headers, body });
    }),
  );
}

function payloadOf(message: Message): object {
  const { kind, atMs, code: _code, ...rest } = message;
  const { what, evidence } = rest;
  const data = {
    ...rest,
    what: fitted(what, LONGEST_PART),
    ...(evidence === undefined ? {} : { evidence: fitted(evidence, LONGEST_PART) }),
    text: fittedText({ ...rest, kind, atMs }, LONGEST_PART),
  };
  return { type: `alert.${kind}`, timestamp: new Date(atMs).toISOString(), data };
}

/** One signature for each secret, so that a receiver may know the old or the new one. Throws `credential-invalid`. */
export function signaturesOf(secrets: string, signed: string): string {
  return secrets
    .split(/\s+/)
    .map((secret) => `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`)
    .join(' ');
}

/** "Random. At least 24 bytes", in base64 behind `whsec_`. */
function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (!/^(?:whsec_)?[A-Za-z0-9+/]+={0,2}$/.test(secret) || key.length < 24)
    throw new KeywardError('credential-invalid', 'WEBHOOK_SECRET is not 24 bytes or more in base64');
  return key;
}
