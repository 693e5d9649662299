import { z } from 'zod';
import { fromSchema } from '../vault/index.ts';

const url = z
  .string()
  .max(300)
  .refine(isOwn, 'not an address such as http://127.0.0.1:8080: https, or http to this host alone')
  .describe('Where its API listens. Plain http is for this host alone, because a password is sent.');

const user = z
  .string()
  .regex(/^[^:\s]{1,100}$/, 'not a user name')
  .describe('The user name of its API.');

/** How a bot is told to stop when the kill switch is used. Each way is tried, at once, and none is relied on. */
export const botStopSchema = z
  .strictObject({
    systemd: z
      .strictObject({
        unit: z
          .string()
          .regex(/^[A-Za-z0-9_@:.][A-Za-z0-9_@:.\\-]{0,199}$/, 'not the name of a unit such as `grid.service`')
          .describe('The unit that runs the bot.'),
        user: z.boolean().default(false).describe('True: a unit of the user that runs Keyward.'),
      })
      .optional()
      .describe('A systemd unit of this host, ended with `systemctl stop`.'),
    freqtrade: z
      .strictObject({
        url,
        user,
        from: fromSchema
          .optional()
          .describe('Where the password is read from: FREQTRADE_PASSWORD. Default: the environment.'),
      })
      .optional()
      .describe('The REST API of freqtrade: `stop`, and `stopentry` where it does not stop.'),
    hummingbot: z
      .strictObject({
        url,
        user,
        bot: z
          .string()
          .regex(/^[A-Za-z0-9_.-]{1,100}$/, 'not the name of an instance')
          .describe('The name of the instance.'),
        from: fromSchema
          .optional()
          .describe('Where the password is read from: HUMMINGBOT_PASSWORD. Default: the environment.'),
      })
      .optional()
      .describe(
        'The Hummingbot API that looks after the instance: `stop-bot`. An instance without it takes `command`.',
      ),
    command: z
      .array(z.string().min(1).max(1_000))
      .min(1)
      .max(50)
      .optional()
      .describe('A program and its arguments, which no shell reads; KEYWARD_BOT is the name of the bot.'),
  })
  .describe('How the bot is told to stop when the kill switch is used, beside what `keyward run` has started.');

export type BotStopSettings = z.infer<typeof botStopSchema>;

function isOwn(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname))
  );
}
