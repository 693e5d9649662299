import { z } from 'zod';
import { isSafeOrigin, NotAsked, type Reply } from '../../ask.ts';
import { type ChannelContext, channelKind, type Sent } from '../../channel.ts';
import { fitted, headline, type Message, utc } from '../../message.ts';
import { outcomeOf, postJson, withText } from '../answers.ts';

/** developer.pagerduty.com/docs/send-alert-event, "Parameters", read 2026-11-22. */
const LONGEST_SUMMARY = 1_024;
const LONGEST_KEY = 255;
const LONGEST_DETAIL = 8_000;

const schema = z
  .strictObject({
    server: z
      .string()
      .refine(isSafeOrigin, 'not an https address (http is taken on this host alone)')
      .default('https://events.pagerduty.com')
      .describe('Where events go; `https://events.eu.pagerduty.com` for accounts of the EU.'),
  })
  .describe('PagerDuty, Events API v2. The integration key is the secret: PAGERDUTY_ROUTING_KEY.');

type PagerDutySettings = z.infer<typeof schema>;

/** An alarm opens an alert whose key is what it is about; its end resolves it. */
export const pagerduty = channelKind<PagerDutySettings>({
  id: 'pagerduty',
  schema,
  secretName: 'PAGERDUTY_ROUTING_KEY',
  needsSecret: () => true,
  isForMachines: true,
  failsWith: () => 'pagerduty',
  limits: () => ({
    gapMs: 500,
    most: 60,
    withinMs: 60_000,
    source:
      'developer.pagerduty.com/docs/events-api-v2-overview: 429 above a limit without a number, read 2026-11-22; 60 a minute is ours',
  }),
  open: (settings, context) => ({
    send: (message) => send(settings, context, message),
    // Dropped by PagerDuty, since no such alert is open: it shows that events are taken, not that the key is in use.
    check: () => enqueue(settings, context, { event_action: 'resolve', dedup_key: 'keyward daily check' }),
  }),
});

async function send(settings: PagerDutySettings, context: ChannelContext, message: Message): Promise<Sent> {
  const dedup_key = keyOf(message);
  const resolve = { event_action: 'resolve', dedup_key };
  if (message.kind === 'ended') return enqueue(settings, context, resolve);
  const sent = await enqueue(settings, context, { event_action: 'trigger', dedup_key, payload: payloadOf(message) });
  // A test leaves nothing open.
  return message.kind === 'test' && sent.kind === 'sent' ? enqueue(settings, context, resolve) : sent;
}

function keyOf({ about }: Message): string {
  return fitted(`keyward ${about}`, LONGEST_KEY, undefined, undefined, '…');
}

function payloadOf(message: Message): object {
  const { severity, source, atMs, id, evidence, done, next, head, count, firstAtMs, mayRepeat } = message;
  const details = {
    ...(evidence === undefined ? {} : { evidence: fitted(evidence, LONGEST_DETAIL) }),
    ...(done === undefined ? {} : { done }),
    ...(next === undefined ? {} : { next }),
    ...(head === undefined ? {} : { journal: head }),
    ...(count === undefined ? {} : { raised: count }),
    ...(firstAtMs === undefined ? {} : { since: utc(firstAtMs) }),
    ...(mayRepeat ? { may_be_a_repeat: true } : {}),
    id,
  };
  return {
    summary: fitted(headline(message), LONGEST_SUMMARY, undefined, undefined, ' [cut here]'),
    source,
    severity,
    timestamp: new Date(atMs).toISOString(),
    component: 'keyward',
    custom_details: details,
  };
}

function enqueue({ server }: PagerDutySettings, { ask, secret }: ChannelContext, event: object): Promise<Sent> {
  return outcomeOf(
    async () =>
      withText(await secret(), 'PAGERDUTY_ROUTING_KEY', (routing_key): Promise<Reply> => {
        if (!/^[A-Za-z0-9]{32}$/.test(routing_key))
          throw new NotAsked('PAGERDUTY_ROUTING_KEY is not an integration key of 32 characters', false);
        return postJson(ask, `${new URL(server).origin}/v2/enqueue`, { routing_key, ...event });
      }),
    ({ status }) => ({ isFine: status === 202 }),
  );
}
