import { isRefusal, Secret } from '../../../src/core/index.ts';
import {
  type Answer,
  type Ask,
  type Credential,
  inspections,
  type KeyWish,
  type UpstreamRequest,
} from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';

/** An answer of the exchange: a JSON value or a text, with its status. */
export type Said = readonly [status: number, body: unknown];

export const timeMs = 1_790_000_000_000;

/** The key of the recorded signatures. */
export function testKey(exchange: string): Credential {
  const made = inspections[exchange]!.credential({
    id: 'test-key-0001',
    secret: secretOf('test-secret-0001-test-secret-0001'),
    passphrase: secretOf('test-pass-0001'),
  });
  if (isRefusal(made)) throw new Error(made.message);
  return made;
}

export function secretOf(text: string): Secret {
  recordSecret(text);
  return Secret.take(Buffer.from(text));
}

/** An exchange that says this, in order; the last is repeated. What it was asked is kept. */
export function saying(...said: readonly Said[]): {
  readonly ask: Ask;
  readonly asked: readonly UpstreamRequest[];
} {
  const asked: UpstreamRequest[] = [];
  const ask: Ask = async (make): Promise<Answer> => {
    const [status, body] = said[Math.min(asked.length, said.length - 1)]!;
    asked.push(make({ timeMs }));
    return { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  return { ask, asked };
}

export function wish(subAccount: string, more: Partial<KeyWish> = {}): KeyWish {
  return { subAccount, label: 'kw-abcdef0001', rights: ['read', 'spot'], ips: ['192.0.2.7'], ...more };
}
