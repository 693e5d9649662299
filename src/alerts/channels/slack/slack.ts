import { z } from 'zod';
import type { Reply } from '../../ask.ts';
import { type ChannelContext, channelKind } from '../../channel.ts';
import { fittedText, inCharacters } from '../../message.ts';
import { NOT_THE_SERVICE, outcomeOf, postJson, withText, wordsOf } from '../answers.ts';

/** Of a text, the first 4,000 characters are advised: docs.slack.dev/reference/methods/chat.postMessage, "Truncating content", read 2026-11-22. */
const LONGEST = 4_000;

const schema = z
  .strictObject({})
  .describe('An incoming webhook of Slack. Its address is the secret: SLACK_WEBHOOK_URL.');

/** Mentions and links are markup of `<…>`, which is escaped; nothing else is turned into one without `link_names`. */
export const slack = channelKind<z.infer<typeof schema>>({
  id: 'slack',
  schema,
  secretName: 'SLACK_WEBHOOK_URL',
  needsSecret: () => true,
  isForMachines: false,
  failsWith: () => 'slack',
  limits: () => ({
    gapMs: 1_000,
    most: 60,
    withinMs: 60_000,
    source: 'docs.slack.dev/apis/web-api/rate-limits, "Posting messages": 1 per second, read 2026-11-22',
  }),
  open: (_settings, context) => ({
    send: (message) => {
      const text = fittedText(message, LONGEST, inCharacters, escaped);
      return outcomeOf(() => post(context, { text, mrkdwn: false }), said);
    },
    // A message without text is refused by name where the address is good, and posts nothing.
    check: () =>
      outcomeOf(
        () => post(context, { text: '' }),
        (reply) => {
          const isKnown = reply.status === 400 && /^(?:no_text|invalid_payload)\b/.test(reply.text);
          return isKnown ? { isFine: true } : said(reply);
        },
      ),
  }),
});

/** docs.slack.dev/messaging/formatting-message-text, "Escaping text", read 2026-11-22. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function post({ ask, secret }: ChannelContext, body: object): Promise<Reply> {
  return withText(await secret(), 'SLACK_WEBHOOK_URL', (url) => postJson(ask, url, body));
}

/** `ok` is what was posted; Slack's words for an error are such as `channel_is_archived`. Anything else is some page, not a webhook. */
function said({ status, text }: Reply): { readonly says?: string; readonly isFine?: boolean } {
  if (status === 200) return text.trim() === 'ok' ? { isFine: true } : { isFine: false, says: NOT_THE_SERVICE };
  const says = status >= 400 && /^[a-z_]{3,60}$/.test(text) ? wordsOf(text) : undefined;
  return says === undefined ? {} : { says };
}
