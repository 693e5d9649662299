import { type ChannelFixture, exactly, jsonOf, mustBe, type Received } from '../fixture.contract.ts';
import { ntfy } from './ntfy.ts';

const token = 'tk_exampleexampleexampleexampl';

function read(request: Received, priority: number): string {
  mustBe(request.method === 'POST' && request.path === '/', 'JSON goes to the root');
  mustBe(request.headers['authorization'] === `Bearer ${token}`, 'authorization');
  const body = jsonOf(request);
  exactly(body, ['topic', 'title', 'message', 'priority']);
  mustBe(body['topic'] === 'keyward-example', 'topic');
  mustBe(body['priority'] === priority, 'priority');
  const message = body['message'] as string;
  mustBe(Buffer.byteLength(message) <= 4_096, 'message of up to 4,096 bytes');
  mustBe(!/[\r\n]/.test(String(body['title'])), 'title of one line');
  return message;
}

export const fixture: ChannelFixture = {
  kind: ntfy,
  document: 'docs.ntfy.sh/publish: Publish as JSON, Access tokens, Message priority, Limitations; read 2026-11-22',
  settings: (server) => ({ topic: 'keyward-example', server }),
  secret: () => token,
  pieces: (secret) => [secret],
  read: (request) => read(request, 5),
  readCheck: (request) => void read(request, 2),
  accepts: { status: 200, body: '{"id":"x","time":1,"event":"message","topic":"keyward-example","message":"m"}' },
  throttles: {
    status: 429,
    body: '{"code":42901,"http":429,"error":"limit reached: too many requests"}',
    afterMs: 30_000,
  },
  refuses: { status: 403, body: '{"code":40301,"http":403,"error":"forbidden"}' },
  most: 4_096,
  length: (text) => Buffer.byteLength(text),
};
