import { isJsonObject } from '../../../core/index.ts';
import { type AskRequest, NotAsked, type Reply } from '../../ask.ts';
import type { ChannelContext, Sent } from '../../channel.ts';
import { objectOf, outcomeOf, postJson, secondsOf, withText, wordsOf } from '../answers.ts';

/** Calls a method of the Bot API. */
export type Call = (method: string, parameters: object, more?: Partial<AskRequest>) => Promise<Reply>;

/** The token stands in the path, so the address is made for each call and kept nowhere. */
export function callerOf(server: string, { ask, secret }: ChannelContext): Call {
  return async (method, parameters, more) =>
    withText(await secret(), 'TELEGRAM_BOT_TOKEN', (token) => {
      if (!/^\d{1,20}:[A-Za-z0-9_-]{20,100}$/.test(token))
        throw new NotAsked('TELEGRAM_BOT_TOKEN is not a token such as @BotFather gives', false);
      return postJson(ask, `${new URL(server).origin}/bot${token}/${method}`, parameters, more);
    });
}

/** What an answer of the Bot API says: core.telegram.org/bots/api#making-requests, seen in excerpts 2026-11-22. */
export function fieldsOf({ status, text }: Reply): {
  readonly says?: string;
  readonly afterMs?: number;
  readonly isFine: boolean;
} {
  const body = objectOf(text);
  const parameters = body?.['parameters'];
  const afterMs = isJsonObject(parameters) ? secondsOf(parameters['retry_after']) : undefined;
  const says = wordsOf(body?.['description']);
  const isFine = status === 200 && body?.['ok'] === true;
  return { isFine, ...(says === undefined ? {} : { says }), ...(afterMs === undefined ? {} : { afterMs }) };
}

/** Posts plain text into a chat. */
export function sendText(call: Call, chat: number | string, text: string, isSilent: boolean): Promise<Sent> {
  return outcomeOf(
    () =>
      call('sendMessage', {
        chat_id: chat,
        text,
        disable_notification: isSilent,
        link_preview_options: { is_disabled: true },
      }),
    (reply) => fieldsOf(reply),
  );
}
