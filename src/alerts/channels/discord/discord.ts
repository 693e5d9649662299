import { z } from 'zod';
import type { Reply } from '../../ask.ts';
import { type ChannelContext, channelKind } from '../../channel.ts';
import { fittedText, inCharacters } from '../../message.ts';
import { NOT_THE_SERVICE, objectOf, outcomeOf, postJson, secondsOf, withText } from '../answers.ts';

/** "the message contents (up to 2000 characters)": discord.com/developers/docs/resources/webhook#execute-webhook, seen in excerpts 2026-11-22. */
const LONGEST = 2_000;
/** SUPPRESS_EMBEDS, of the flags of a message. */
const NO_EMBEDS = 1 << 2;

const schema = z
  .strictObject({})
  .describe('A webhook of a Discord channel. Its address is the secret: DISCORD_WEBHOOK_URL.');

/** Nothing in a message mentions anybody (`parse: []`), and its markup is escaped. */
export const discord = channelKind<z.infer<typeof schema>>({
  id: 'discord',
  schema,
  secretName: 'DISCORD_WEBHOOK_URL',
  needsSecret: () => true,
  isForMachines: false,
  failsWith: () => 'discord',
  limits: () => ({
    gapMs: 2_000,
    most: 30,
    withinMs: 60_000,
    // Escaped it is longer.
    digestCharacters: 1_000,
    source:
      'Discord publishes no number and answers 429 with retry_after (developers/docs/topics/rate-limits, seen in excerpts 2026-11-22); 30 a minute is what its users measured',
  }),
  open: (_settings, context) => ({
    send: (message) => {
      const content = fittedText(message, LONGEST, inCharacters, escaped);
      const body = { content, allowed_mentions: { parse: [] }, flags: NO_EMBEDS };
      return outcomeOf(() => withUrl(context, (url) => postJson(context.ask, url, body)), said);
    },
    // "Get Webhook with Token": it tells of itself, and writes nothing.
    check: () => outcomeOf(() => withUrl(context, (url) => context.ask({ method: 'GET', url })), said),
  }),
});

function escaped(text: string): string {
  return text.replace(/[\\`*_~|<>#[\]()@:-]/g, (character) => `\\${character}`);
}

async function withUrl({ secret }: ChannelContext, use: (url: string) => Promise<Reply>): Promise<Reply> {
  return withText(await secret(), 'DISCORD_WEBHOOK_URL', use);
}

/** Discord's number of an error alone: its words may quote what it was sent. */
function said({ status, text }: Reply): {
  readonly says?: string;
  readonly afterMs?: number;
  readonly isFine?: boolean;
} {
  const body = objectOf(text);
  // Nothing, or the message or webhook itself; anything else is some page.
  if (status === 200 && typeof body?.['id'] !== 'string') return { isFine: false, says: NOT_THE_SERVICE };
  const afterMs = secondsOf(body?.['retry_after']);
  const code = secondsOf(body?.['code']);
  return {
    ...(afterMs === undefined ? {} : { afterMs }),
    ...(code === undefined ? {} : { says: `code ${code / 1_000}` }),
  };
}
