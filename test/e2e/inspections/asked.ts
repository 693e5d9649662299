import { isRefusal, Secret } from '../../../src/core/index.ts';
import {
  type Ask,
  type Credential,
  type Inspection,
  inspections,
  type UpstreamRequest,
} from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';

/** A credential of an exchange from what its owner has, as text. */
export function credentialFor(exchange: string, id: string, secret: string, passphrase?: string): Credential {
  recordSecret(secret);
  if (passphrase !== undefined) recordSecret(passphrase);
  const made = inspections[exchange]!.credential({
    id,
    secret: Secret.take(Buffer.from(secret)),
    ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase)) }),
  });
  if (isRefusal(made)) throw new Error(made.message);
  return made;
}

/** An exchange that answers this to everything. */
export function answering(body: unknown, status = 200): Ask {
  return async () => ({ status, headers: {}, body: JSON.stringify(body) });
}

/** The first request that an inspection makes, signed at this time, with the time in ms as its nonce. */
export async function firstAsked(
  inspection: Inspection,
  credential: Credential,
  timeMs: number,
): Promise<UpstreamRequest> {
  const made: UpstreamRequest[] = [];
  const ask: Ask = async (make) => {
    made.push(make({ timeMs, nonce: BigInt(timeMs) }));
    return undefined;
  };
  await inspection.inspect(ask, credential, 'live');
  return made[0]!;
}
