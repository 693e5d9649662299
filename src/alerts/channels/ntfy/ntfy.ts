import { z } from 'zod';
import { isSafeOrigin } from '../../ask.ts';
import { type ChannelContext, channelKind, type Sent } from '../../channel.ts';
import { fitted, fittedText, headline, inBytes, type Message } from '../../message.ts';
import { NOT_THE_SERVICE, objectOf, outcomeOf, postJson, wordsOf } from '../answers.ts';

/** "Each message can be up to 4,096 bytes long": docs.ntfy.sh/publish, "Limitations", read 2026-11-22. A little less for the JSON around it. */
const LONGEST = 3_900;
const LONGEST_TITLE = 200;
/** 1 (min) to 5 (max): docs.ntfy.sh/publish, "Message priority". */
const priorities = { info: 3, warning: 4, critical: 5 } as const;
const CHECK_PRIORITY = 2;

const schema = z
  .strictObject({
    topic: z
      .string()
      .regex(/^[-_A-Za-z0-9]{1,64}$/, 'not a topic of ntfy')
      .describe(
        'The topic. On a server without access control whoever knows it can read along: give NTFY_TOKEN one of a protected topic.',
      ),
    server: z
      .string()
      .refine(isSafeOrigin, 'not an https address (http is taken on this host alone)')
      .default('https://ntfy.sh')
      .describe('The ntfy server.'),
  })
  .describe('ntfy. The access token of a protected topic is the secret: NTFY_TOKEN.');

type NtfySettings = z.infer<typeof schema>;

/** Publishes as JSON to the root of the server, as plain text. */
export const ntfy = channelKind<NtfySettings>({
  id: 'ntfy',
  schema,
  secretName: 'NTFY_TOKEN',
  needsSecret: () => false,
  isForMachines: false,
  failsWith: ({ server }) => `ntfy ${server}`,
  limits: () => ({
    gapMs: 500,
    most: 60,
    withinMs: 300_000,
    source: 'docs.ntfy.sh/publish, "Limitations": 60 requests at once, then one in 5 s, read 2026-11-22',
  }),
  open: (settings, context) => ({
    send: (message) => publish(settings, context, message, priorities[message.severity]),
    check: (message) => publish(settings, context, message, CHECK_PRIORITY),
  }),
});

function publish(
  { topic, server }: NtfySettings,
  { ask, secret }: ChannelContext,
  message: Message,
  priority: number,
): Promise<Sent> {
  const body = {
    topic,
    title: fitted(headline(message), LONGEST_TITLE, inBytes, undefined, '…'),
    message: fittedText(message, LONGEST, inBytes),
    priority,
  };
  let token: string | undefined;
  return outcomeOf(
    async () => {
      token = (await secret())?.openBytes((bytes) => bytes.toString('utf8').trim());
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return postJson(ask, `${new URL(server).origin}/`, body, { headers });
    },
    ({ status, text }) => {
      const body = objectOf(text);
      // The message as it was published; anything else is some page.
      if (status === 200 && typeof body?.['id'] !== 'string') return { isFine: false, says: NOT_THE_SERVICE };
      const says = wordsOf(body?.['error'], token ?? '');
      return says === undefined ? {} : { says };
    },
  );
}
