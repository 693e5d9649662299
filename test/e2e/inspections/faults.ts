import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, Secret, systemClock } from '../../../src/core/index.ts';
import { inspections, type KeyReport, type Unclear } from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';

/** What may differ between the fronts of exchanges that do not say what a key may do. */
export interface FaultWords {
  /** Causes that a key may be refused for which has expired, or was never made. */
  readonly gone: readonly Unclear['cause'][];
  /** The status for a path that the exchange does not know. */
  readonly lost: number;
  /** Set where requests carry a time. */
  readonly clock?: true;
}

/** What a front without permissions does, over HTTP, when something is wrong. */
export function describeFaults(exchange: string, { gone, lost, clock }: FaultWords): void {
  const inspection = inspections[exchange]!;
  let practice: Practice;
  let forwarder: Forwarder;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: `faults ${exchange}`, clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  const inspect = ({ id, secret }: MintedKey): Promise<KeyReport | Unclear> => {
    recordSecret(secret);
    const credential = inspection.credential({ id, secret: Secret.take(Buffer.from(secret)) });
    if (isRefusal(credential)) throw new Error(credential.message);
    const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    return inspection.inspect(ask, credential, 'live');
  };
  const bytes =
    (seed: string) =>
    (size: number): Buffer => {
      const parts = Array.from({ length: Math.ceil(size / 32) }, (_, at) => `${seed} ${size} ${at}`);
      return Buffer.concat(parts.map((part) => createHash('sha256').update(part).digest())).subarray(0, size);
    };

  describe(`the practice front of ${exchange}`, () => {
    it('makes the same key of the same bytes, and another of others', () => {
      const [a, b, c] = ['a', 'a', 'c'].map((seed) => practice.mintKey({ exchange, random: bytes(seed) }));
      expect(b).toEqual(a);
      expect(c!.id).not.toBe(a!.id);
      expect(c!.secret).not.toBe(a!.secret);
    });

    it('refuses a key that has expired, and one that was never made', async () => {
      const expired = practice.mintKey({ exchange, expiresMs: Date.now() - 1 });
      const never = { ...expired, id: expired.id.replace(/.{4}$/, '0000') };
      for (const key of [expired, never]) {
        const found = await inspect(key);
        expect(gone).toContain('unclear' in found ? found.cause : 'a report');
      }
    });

    if (clock) {
      it('refuses a request that is signed long before', async () => {
        const path = inspection.facts.introspection.calls[0]!.split(' ')[1]!;
        const skewed = practice.faults.set({ kind: 'clock-skew', skewMs: 600_000, path });
        expect(await inspect(practice.mintKey({ exchange }))).toMatchObject({ unclear: true, cause: 'clock' });
        skewed();
      });
    }

    it('says that it is broken, that there are too many requests, and that a path is not there', async () => {
      const key = practice.mintKey({ exchange });
      const broken = practice.faults.set({ kind: 'server-error', status: 503 });
      expect(await inspect(key)).toMatchObject({ unclear: true, cause: 'unreadable' });
      broken();
      for (const banned of [false, true]) {
        const limited = practice.faults.set({ kind: 'rate-limit', banned });
        expect(await inspect(key)).toMatchObject({ unclear: true, cause: 'rate' });
        limited();
      }
      const host = inspection.facts.hosts[0]!.name;
      const none = await forwarder.send({ method: 'GET', host, target: '/no/such/path', headers: {}, body: '' });
      expect(none.kind === 'answered' && none.status).toBe(lost);
    });
  });
}
