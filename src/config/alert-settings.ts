import { z } from 'zod';
import { channelKinds, severities } from '../alerts/index.ts';
import { fromSchema } from '../vault/index.ts';

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'not a time such as 22:00');

const zone = z
  .string()
  .max(60)
  .refine(isZone, 'not a time zone such as Europe/Berlin')
  .default('UTC')
  .describe('The time zone of the times.');

const from = fromSchema
  .optional()
  .describe(
    "Where its secret is read from, as with keys. Default: the environment, under the name that the channel's description gives.",
  );

const forms = Object.fromEntries(channelKinds.map(({ id, schema }) => [id, schema.optional()]));
const ids = channelKinds.map(({ id }) => id);

const channelSchema = z
  .strictObject({
    ...forms,
    from,
    atLeast: z.enum(severities).default('info').describe('The mildest alarm that goes there.'),
  })
  .refine((channel) => kindsIn(channel).length === 1, `one service is to stand here: ${ids.join(', ')}`);

/** Which services a channel names. */
function kindsIn(channel: Readonly<Record<string, unknown>>): string[] {
  return ids.filter((id) => channel[id] !== undefined);
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const alertsSchema = z.strictObject({
  as: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/, 'not a name of letters, digits, spaces, dots and dashes')
    .default('keyward')
    .describe('How this Keyward calls itself in messages.'),
  channels: z
    .record(
      z
        .string()
        .regex(
          /^[a-z][a-z0-9-]{0,39}$/,
          'a name is of lower-case letters, digits and dashes, and begins with a letter',
        ),
      channelSchema,
    )
    .refine((channels) => Object.keys(channels).length <= 20, 'more than 20 channels')
    .default({})
    .describe(
      'Over which services Keyward calls for a human, by a name of your own. Two that take critical alarms are wanted.',
    ),
  quiet: z
    .strictObject({
      from: time.describe('When it begins.'),
      to: time.describe('When it ends; what was held is sent together then.'),
      zone,
    })
    .refine((quiet) => quiet.from !== quiet.to, 'begins and ends at the same time')
    .optional()
    .describe('Hours in which only critical alarms are sent.'),
  selfTest: z
    .union([time, z.literal(false)])
    .default('09:00')
    .describe('When each channel is checked once a day, waking nobody, in the zone of `quiet`; false: never.'),
  heartbeat: z
    .strictObject({
      from: fromSchema.optional().describe('Where its address is read from, which is a secret: HEARTBEAT_URL.'),
      everyMinutes: z.int().min(1).max(1_440).default(5).describe('How often it is told that Keyward lives.'),
    })
    .optional()
    .describe('A service such as healthchecks.io that raises an alarm when Keyward falls silent.'),
});

/** A channel of the settings: its service, and what that service is told. */
export interface ChannelSettings {
  readonly kind: string;
  readonly settings: unknown;
  readonly from: z.infer<typeof from>;
  readonly atLeast: (typeof severities)[number];
}

/** The service that a channel names. */
export function channelOf(channel: z.infer<typeof channelSchema>): ChannelSettings {
  const parts: Readonly<Record<string, unknown>> = channel;
  const [kind = ''] = kindsIn(parts);
  return { kind, settings: parts[kind], from: channel.from, atLeast: channel.atLeast };
}
