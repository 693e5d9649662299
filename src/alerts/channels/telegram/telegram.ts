import { z } from 'zod';
import { isSafeOrigin } from '../../ask.ts';
import { type Channel, type ChannelContext, channelKind } from '../../channel.ts';
import { fittedText, type Message } from '../../message.ts';
import { callerOf, sendText } from './bot.ts';
import { listenTo } from './listen.ts';

/** "1-4096 characters after entities parsing": core.telegram.org/bots/api#sendmessage, seen in excerpts 2026-11-22. */
const LONGEST = 4_096;

const schema = z
  .strictObject({
    chat: z
      .union([z.int(), z.string().regex(/^@[A-Za-z0-9_]{4,40}$/, 'not a chat such as -1001234567890 or @mychannel')])
      .describe('The chat that is written to: its number, or `@name` of a channel.'),
    server: z
      .string()
      .refine(isSafeOrigin, 'not an https address (http is taken on this host alone)')
      .default('https://api.telegram.org')
      .describe('The Bot API server, for those who run their own.'),
    commands: z
      .strictObject({
        users: z
          .array(z.int().min(1))
          .min(1)
          .max(20)
          .describe('The user ids (not chats) that may reply `halt CODE`, `reduce CODE` or `seal CODE`.'),
      })
      .optional()
      .describe('Replies may lower the halt level, never raise it. Absent: replies are not read.'),
  })
  .describe('A Telegram bot. Its token is the secret: TELEGRAM_BOT_TOKEN.');

type TelegramSettings = z.infer<typeof schema>;

/** Messages go as plain text, so that nothing in them is markup. */
export const telegram = channelKind<TelegramSettings>({
  id: 'telegram',
  schema,
  secretName: 'TELEGRAM_BOT_TOKEN',
  needsSecret: () => true,
  isForMachines: false,
  failsWith: ({ server }) => `telegram ${server}`,
  commandUsers: ({ commands }) => commands?.users ?? [],
  // "more than one message per second" in one chat, "more than 20 messages per minute" in a group: core.telegram.org/bots/faq.
  limits: ({ chat }) => ({
    gapMs: 1_000,
    most: typeof chat === 'number' && chat > 0 ? 30 : 20,
    withinMs: 60_000,
    source: 'core.telegram.org/bots/faq, "My bot is hitting limits", seen in excerpts 2026-11-22',
  }),
  open: (settings, context) => opened(settings, context),
});

function opened({ chat, server, commands }: TelegramSettings, context: ChannelContext): Channel {
  const call = callerOf(server, context);
  const post = (message: Message, isSilent: boolean) => sendText(call, chat, fittedText(message, LONGEST), isSilent);
  return {
    send: (message) => post(message, false),
    check: (message) => post(message, true),
    ...(commands && {
      listen: (port, stopping) =>
        listenTo({ call, users: new Set(commands.users), port, clock: context.clock }, stopping),
    }),
  };
}
