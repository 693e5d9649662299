import { hash } from 'node:crypto';
import { type Clock, writeJson } from '../core/index.ts';
import type { BotRequest, Call, Verified } from '../exchanges/index.ts';

/** Proofs are kept for far longer than any exchange's window, because the host's clock may be set back. */
export const PROOF_KEEP_MS = 3_600_000;

/** So many in a window of two minutes is more than can be verified; what was seen before them has aged out of every exchange's window. */
const MOST_KEPT = 2_000_000;

/** Remembers state-changing requests: the same signed bytes pass once, and the same order is not sent while its twin is on its way. */
export class ReplayMemory {
  readonly #clock: Clock;
  readonly #seen = new Map<string, number>();
  readonly #highest = new Map<string, bigint>();
  readonly #inFlight = new Set<string>();

  readonly #mostKept: number;

  constructor(clock: Clock, mostKept = MOST_KEPT) {
    this.#clock = clock;
    this.#mostKept = mostKept;
  }

  /** True when a proof was not seen in the last `keepMs`, and its nonce (where there is one) is above all before; remembers it. */
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
    if (this.#seen.size > this.#mostKept) {
      const [oldest = ''] = this.#seen.keys();
      this.#seen.delete(oldest);
    }
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

/**
 * What makes two signed requests the same: method, path, everything that was sent, and when it was signed. Not the host, which has other
 * names, and not the signature itself, which has other spellings.
 */
export function proofOf({ method, path, rawQuery, rawBody }: BotRequest, { signedAtMs }: Verified): string {
  return hash('sha256', JSON.stringify([method, path, rawQuery, rawBody, String(signedAtMs)]), 'base64url');
}

/**
 * What makes two calls the same order, whenever they were signed; `made` are the ids that Keyward added. An exchange may respell them
 * (Kraken takes 18 characters or a UUID), so where one was made, those of the placements count for nothing, too.
 */
export function twinOf(call: Call, bot: string, made: readonly string[]): string {
  const body = call.body.kind === 'json' ? writeJson(call.body.value) : JSON.stringify(call.body);
  let text = JSON.stringify([bot, call.endpoint.method, call.path, call.query, body]);
  const placed = call.intents.flatMap((intent) => (intent.action === 'place-order' ? [intent.clientOrderId] : []));
  for (const id of made.length > 0 ? [...made, ...placed] : []) text = text.replaceAll(id, '');
  return text;
}
