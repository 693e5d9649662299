import { createPublicKey, randomBytes } from 'node:crypto';
import type { BotKey, Exchange } from '../exchanges/index.ts';

/** A bot key for each exchange that nobody has: verified against where the key id is not known, so that both cases do the same work. */
export class Decoys {
  readonly #keys = new Map<string, BotKey>();

  constructor(exchanges: Iterable<Exchange>) {
    for (const exchange of exchanges) {
      if (this.#keys.has(exchange.id)) continue;
      const { id, secret, passphrase, publicKeyPem } = exchange.key.issueBotKey(randomBytes);
      this.#keys.set(exchange.id, {
        id,
        ...(publicKeyPem === undefined ? { secret } : { publicKey: createPublicKey(publicKeyPem) }),
        ...(passphrase === undefined ? {} : { passphrase }),
      });
    }
  }

  /** The decoy under the id that was asked for. */
  of(exchange: Exchange, id: string): BotKey {
    return { ...this.#keys.get(exchange.id), id };
  }
}
