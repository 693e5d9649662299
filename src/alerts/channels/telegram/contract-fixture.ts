import { type ChannelFixture, exactly, jsonOf, mustBe, type Received } from '../fixture.contract.ts';
import { telegram } from './telegram.ts';

const token = '123456789:AAHexampleexampleexampleexampleexam';

function read(request: Received, isSilent: boolean): string {
  mustBe(request.method === 'POST' && request.path === `/bot${token}/sendMessage`, request.path);
  const body = jsonOf(request);
  exactly(body, ['chat_id', 'text', 'disable_notification', 'link_preview_options']);
  mustBe(body['chat_id'] === -1001234567890, 'chat_id');
  mustBe(body['disable_notification'] === isSilent, 'disable_notification');
  const text = body['text'];
  mustBe(typeof text === 'string' && text.length >= 1 && text.length <= 4_096, 'text of 1-4096 characters');
  return text as string;
}

export const fixture: ChannelFixture = {
  kind: telegram,
  document: 'core.telegram.org/bots/api: Making requests, sendMessage, ResponseParameters; seen in excerpts 2026-11-22',
  settings: (server) => ({ chat: -1001234567890, server }),
  secret: () => token,
  pieces: (secret) => [secret, secret.split(':')[1]!],
  read: (request) => read(request, false),
  readCheck: (request) => void read(request, true),
  accepts: { status: 200, body: '{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":1,"type":"private"}}}' },
  throttles: {
    status: 429,
    body: '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 14","parameters":{"retry_after":14}}',
    afterMs: 14_000,
  },
  refuses: { status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized"}' },
  most: 4_096,
  length: (text) => text.length,
};
