import { isRefusal, type Refusal, Secret } from '../../../src/core/index.ts';
import {
  type Answer,
  type Credential,
  inspections,
  type KeyReport,
  type SigningTime,
  type Unclear,
  type UpstreamRequest,
} from '../../../src/exchanges/index.ts';

/** An answer of the exchange: a JSON value or a text, with its status. */
export type Said = readonly [status: number, body: unknown];

export interface KeyText {
  readonly id: string;
  readonly secret: string;
  readonly passphrase?: string;
}

/** What the exchange's credential check says of what an owner has. */
export function credentialFrom(
  exchange: string,
  id: string,
  secret: string,
  passphrase?: string,
): Credential | Refusal {
  return inspections[exchange]!.credential({
    id,
    secret: Secret.take(Buffer.from(secret)),
    ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase)) }),
  });
}

/** What is asked with this key at this time, and the report, when the exchange says this, in order; the last answer is repeated. */
export async function inspectionOf(
  exchange: string,
  key: KeyText,
  said: readonly Said[],
  time: SigningTime = { timeMs: 1_790_000_000_000 },
): Promise<{ readonly asked: readonly UpstreamRequest[]; readonly found: KeyReport | Unclear }> {
  const credential = credentialFrom(exchange, key.id, key.secret, key.passphrase);
  if (isRefusal(credential)) throw new Error(credential.message);
  const asked: UpstreamRequest[] = [];
  const ask = async (make: (time: SigningTime) => UpstreamRequest): Promise<Answer> => {
    const [status, body] = said[Math.min(asked.length, said.length - 1)]!;
    asked.push(make(time));
    return { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  return { found: await inspections[exchange]!.inspect(ask, credential, 'live'), asked };
}

/** The report of a key of which the exchange says this. */
export async function reportOf(exchange: string, key: KeyText, ...said: readonly Said[]): Promise<KeyReport> {
  const { found } = await inspectionOf(exchange, key, said);
  if ('unclear' in found) throw new Error(found.message);
  return found;
}
