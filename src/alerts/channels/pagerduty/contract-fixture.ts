import { type ChannelFixture, exactly, jsonOf, mustBe, type Received } from '../fixture.contract.ts';
import { pagerduty } from './pagerduty.ts';

const key = 'e93facc04764012d7bfb002500d5d1a6';

function readEvent(request: Received): Record<string, unknown> {
  mustBe(request.method === 'POST' && request.path === '/v2/enqueue', request.path);
  const body = jsonOf(request);
  mustBe(body['routing_key'] === key, 'routing_key');
  mustBe(typeof body['dedup_key'] === 'string' && body['dedup_key'].length <= 255, 'dedup_key of up to 255');
  return body;
}

export const fixture: ChannelFixture = {
  kind: pagerduty,
  document: 'developer.pagerduty.com/docs/send-alert-event (Events API v2) and events-api-v2-overview; read 2026-11-22',
  settings: (server) => ({ server }),
  secret: () => key,
  pieces: (secret) => [secret],
  read: (request) => {
    const body = readEvent(request);
    exactly(body, ['routing_key', 'event_action', 'dedup_key', 'payload']);
    mustBe(body['event_action'] === 'trigger', 'event_action');
    const payload = body['payload'] as Record<string, unknown>;
    exactly(payload, ['summary', 'source', 'severity'], ['timestamp', 'component', 'group', 'class', 'custom_details']);
    mustBe(String(payload['summary']).length <= 1_024, 'summary of up to 1024');
    mustBe(['critical', 'error', 'warning', 'info'].includes(String(payload['severity'])), 'severity');
    const details = payload['custom_details'] as Record<string, string>;
    return [
      payload['summary'],
      details['evidence'],
      details['done'],
      details['next'],
      details['journal'],
      details['id'],
    ].join('\n');
  },
  readCheck: (request) => {
    const body = readEvent(request);
    exactly(body, ['routing_key', 'event_action', 'dedup_key']);
    mustBe(body['event_action'] === 'resolve', 'a resolve opens nothing');
  },
  accepts: { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"x"}' },
  throttles: { status: 429, body: '', afterMs: 30_000 },
  refuses: {
    status: 400,
    body: `{"status":"invalid event","message":"Event object is invalid","errors":["Invalid routing key ${key}"]}`,
  },
  most: 20_000,
  length: (text) => text.length,
};
