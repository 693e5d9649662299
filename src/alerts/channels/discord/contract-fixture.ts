import { type ChannelFixture, exactly, jsonOf, mustBe } from '../fixture.contract.ts';
import { discord } from './discord.ts';

const path = '/api/webhooks/223704706495545344/EXAMPLE-token_exampleexampleexampleexample';

export const fixture: ChannelFixture = {
  kind: discord,
  document:
    'discord.com/developers/docs: resources/webhook (Execute Webhook, Get Webhook with Token), Allowed Mentions, Rate Limits; seen in excerpts 2026-11-22',
  settings: () => ({}),
  secret: (origin) => `${origin}${path}`,
  pieces: (secret) => [secret, path, 'EXAMPLE-token_exampleexampleexampleexample'],
  read: (request) => {
    mustBe(request.method === 'POST' && request.path === path, request.path);
    const body = jsonOf(request);
    exactly(body, ['content', 'allowed_mentions', 'flags']);
    mustBe(JSON.stringify(body['allowed_mentions']) === '{"parse":[]}', 'allowed_mentions');
    mustBe(body['flags'] === 4, 'SUPPRESS_EMBEDS');
    const content = body['content'] as string;
    mustBe(content.length >= 1 && content.length <= 2_000, 'content of up to 2000 characters');
    const text = content.replace(/\\([\\`*_~|<>#[\]()@:-])/g, '\u0001');
    mustBe(!/[`*_~|<>#@\\]/.test(text), 'markup is escaped');
    return content.replace(/\\([\\`*_~|<>#[\]()@:-])/g, '$1');
  },
  readCheck: ({ method, path: asked, body }) =>
    mustBe(method === 'GET' && asked === path && body === '', 'Get Webhook with Token'),
  accepts: { status: 204, body: '' },
  acceptsCheck: { status: 200, body: '{"id":"223704706495545344","type":1}' },
  throttles: {
    status: 429,
    headers: { 'retry-after': '65' },
    body: '{"message":"You are being rate limited.","retry_after":64.57,"global":false}',
    afterMs: 64_570,
  },
  refuses: { status: 404, body: '{"message":"Unknown Webhook","code":10015}' },
  most: 2_000,
  length: (text) => text.replace(/[\\`*_~|<>#[\]()@:-]/g, '\\$&').length,
};
