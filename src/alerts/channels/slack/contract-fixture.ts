import { type ChannelFixture, exactly, jsonOf, mustBe } from '../fixture.contract.ts';
import { slack } from './slack.ts';

const path = '/services/T00000000/B00000000/EXAMPLEEXAMPLEEXAMPLEEXA';

export const fixture: ChannelFixture = {
  kind: slack,
  document:
    'docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and formatting-message-text; seen in excerpts 2026-11-22',
  settings: () => ({}),
  secret: (origin) => `${origin}${path}`,
  pieces: (secret) => [secret, path, 'EXAMPLEEXAMPLEEXAMPLEEXA', 'T00000000'],
  read: (request) => {
    mustBe(request.method === 'POST' && request.path === path, request.path);
    const body = jsonOf(request);
    exactly(body, ['text', 'mrkdwn']);
    const text = body['text'] as string;
    mustBe(!/[<>]/.test(text) && !/&(?!amp;|lt;|gt;)/.test(text), 'control characters are escaped');
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  },
  readCheck: (request) => exactly(jsonOf(request), ['text']),
  accepts: { status: 200, headers: { 'content-type': 'text/html' }, body: 'ok' },
  acceptsCheck: { status: 400, headers: { 'content-type': 'text/html' }, body: 'no_text' },
  throttles: { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited', afterMs: 30_000 },
  refuses: { status: 404, headers: { 'content-type': 'text/html' }, body: 'no_service' },
  most: 4_000,
  length: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').length,
};
