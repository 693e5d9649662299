import { Webhook } from 'standardwebhooks';
import { type ChannelFixture, exactly, jsonOf, mustBe, type Received } from '../fixture.contract.ts';
import { webhook } from './webhook.ts';

export const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] as const;

/** Verified by the package of those who wrote the specification, with each of the two secrets alone. */
function read(request: Received, type: string): string {
  mustBe(request.method === 'POST' && request.path === '/hook?of=ours', request.path);
  for (const secret of secrets) new Webhook(secret).verify(request.body, request.headers as Record<string, string>);
  mustBe(/^v1,\S+ v1,\S+$/.test(String(request.headers['webhook-signature'])), 'two signatures');
  const body = jsonOf(request);
  exactly(body, ['type', 'timestamp', 'data']);
  mustBe(body['type'] === type && /^[a-z_.]+$/.test(type), 'type');
  mustBe(!Number.isNaN(Date.parse(String(body['timestamp']))), 'timestamp');
  return (body['data'] as { readonly text: string }).text;
}

export const fixture: ChannelFixture = {
  kind: webhook,
  document: 'github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md 1.0.0; read 2026-11-22',
  settings: (origin) => ({ url: `${origin}/hook?of=ours` }),
  secret: () => secrets.join(' '),
  pieces: () => secrets.flatMap((secret) => [secret, secret.slice(6)]),
  read: (request) => read(request, 'alert.raised'),
  readCheck: (request) => void read(request, 'alert.check'),
  accepts: { status: 204, body: '' },
  throttles: { status: 429, headers: { 'retry-after': '7' }, body: '', afterMs: 7_000 },
  refuses: { status: 410, body: '' },
  most: 4_000,
  length: (text) => text.length,
};
