import { createHash } from 'node:crypto';
import type { Clock } from '../core/index.ts';
import type { BotRequest, Call, Verified } from '../exchanges/index.ts';

/** Remembers state-changing requests: the same signed bytes pass once, and the same order is not sent while its twin is on its way. */
export class ReplayMemory {
  readonly #clock: Clock;
  readonly #seen = new Map<string, number>();
  readonly #highest = new Map<string, bigint>();
  readonly #inFlight = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when a proof was not seen within `keepMs`, and its nonce (where there is one) is above all before; remembers it. */
  isFirst(botKeyId: string, proof: string, verified: Verified, keepMs: number): boolean {
    if (typeof verified.nonce === 'bigint') {
      if (verified.nonce <= (this.#highest.get(botKeyId) ?? -1n)) return false;
      this.#highest.set(botKeyId, verified.nonce);
      return true;
    }
    const nowMs = this.#clock.monotonicMs();
    for (const [old, untilMs] of this.#seen) {
      if (untilMs > nowMs) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(proof)) return false;
    this.#seen.set(proof, nowMs + keepMs);
    return true;
  }

  /** Takes over a proof from the journal, after a restart. */
  recall(proof: string, keepMs: number): void {
    const [form, botKeyId = '', nonce = ''] = proof.split(' ');
    if (form === 'nonce' && /^\d+$/.test(nonce)) {
      const seen = BigInt(nonce);
      if (seen > (this.#highest.get(botKeyId) ?? -1n)) this.#highest.set(botKeyId, seen);
    } else {
      this.#seen.set(proof, this.#clock.monotonicMs() + keepMs);
    }
  }

  /** Runs `send` unless its twin is in flight; `undefined` when it is. */
  async once<T>(twin: string, send: () => Promise<T>): Promise<T | undefined> {
    if (this.#inFlight.has(twin)) return undefined;
    this.#inFlight.add(twin);
    try {
      return await send();
    } finally {
      this.#inFlight.delete(twin);
    }
  }
}

/** What makes two signed requests the same: method, host, path, every parameter and the headers that prove who signed. */
export function proofOf(request: BotRequest, authHeaders: readonly string[]): string {
  const proof = authHeaders.map((name) => request.headers.get(name) ?? '');
  return digest([request.method, request.host, request.path, request.rawQuery, request.rawBody, ...proof]);
}

/**
 * What makes two calls the same order, whenever they were signed; `made` are the ids that Keyward added. An exchange may respell them
 * (Kraken takes 18 characters or a UUID), so where one was made, those of the placements count for nothing, too.
 */
export function twinOf(call: Call, bot: string, made: readonly string[]): string {
  let text = JSON.stringify([bot, call.endpoint.method, call.host, call.path, call.query, call.body]);
  const placed = call.intents.flatMap((intent) => (intent.action === 'place-order' ? [intent.clientOrderId] : []));
  for (const id of made.length > 0 ? [...made, ...placed] : []) text = text.replaceAll(id, '');
  return digest([text]);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
