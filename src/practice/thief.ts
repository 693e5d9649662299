import { request as httpRequest } from 'node:http';
import type { Front, ThiefRequest, ThiefSeen, ThiefStep } from './front.ts';
import type { KeyParts } from './keys.ts';

export interface ThiefOptions {
  /** Where the thief sends to; absent: the practice exchange itself. Behind a gateway the same forms of address work. */
  readonly url?: string;
  readonly steps?: readonly ThiefStep['name'][];
}

export interface Theft {
  readonly seen: readonly (ThiefSeen & { readonly worked: boolean })[];
  /** The steps of which at least one call worked. */
  readonly worked: readonly ThiefStep['name'][];
}

/**
 * Uses a stolen key by HTTP: looks what it can do, buys a coin nobody wants, takes the stops away, moves and withdraws.
 * `nextMs` never tells the same time twice, so that it can serve as a nonce.
 */
export async function rob(
  practiceUrl: string,
  front: Front,
  key: KeyParts,
  nextMs: () => number,
  options: ThiefOptions = {},
): Promise<Theft> {
  const hand = front.thief;
  if (!hand) return { seen: [], worked: [] };
  const seen: (ThiefSeen & { worked: boolean })[] = [];
  for (const step of hand.steps) {
    if (options.steps && !options.steps.includes(step.name)) continue;
    for (const call of step.calls(seen)) {
      const { status, body } = await send(options.url ?? practiceUrl, hand.sign(call, key, nextMs()));
      seen.push({ step: step.name, call, status, body, worked: hand.worked(status, body) });
    }
  }
  return { seen, worked: [...new Set(seen.filter((one) => one.worked).map((one) => one.step))] };
}

function send(url: string, signed: ThiefRequest): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { ...signed.headers, 'content-length': String(Buffer.byteLength(signed.body)) };
    const outgoing = httpRequest(
      `${url}/${signed.host}${signed.target}`,
      { method: signed.method, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(signed.body);
  });
}
