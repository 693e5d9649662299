import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, Secret, systemClock } from '../../../src/core/index.ts';
import { type Answer, type Ask, type Credential, inspections } from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';

/** The exchange's own words, wherever in the body they stand. */
export interface ThinWords {
  readonly denied: string;
  readonly clock: string;
  /** The status for a path that it does not know. */
  readonly lost: number;
  readonly limited: string;
  /** The cause that an expired key is taken for, where it is not the key. */
  readonly expired?: 'signature';
}

/** What every front that only answers questions about keys does, over HTTP. */
export function describeThinFront(exchange: string, words: ThinWords): void {
  const inspection = inspections[exchange]!;
  let practice: Practice;
  let forwarder: Forwarder;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: `thin ${exchange}`, clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  const credentialOf = ({ id, secret, passphrase }: MintedKey): Credential => {
    recordSecret(secret);
    const credential = inspection.credential({
      id,
      secret: Secret.take(Buffer.from(secret)),
      ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase)) }),
    });
    if (isRefusal(credential)) throw new Error(credential.message);
    return credential;
  };
  /** The answers that an inspection with this key is given. */
  const answersTo = async (key: MintedKey): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    const plain = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    const ask: Ask = async (make) => {
      const answer = await plain(make);
      if (answer) answers.push(answer);
      return answer;
    };
    await inspection.inspect(ask, credentialOf(key), 'live');
    return answers;
  };
  const random =
    (seed: string) =>
    (size: number): Buffer =>
      Buffer.concat(
        Array.from({ length: Math.ceil(size / 32) }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest()),
      ).subarray(0, size);

  describe(`the thin front of ${exchange}`, () => {
    it('mints the same key from the same bytes, and another from others', () => {
      const [a, b, c] = ['a', 'a', 'c'].map((seed) => practice.mintKey({ exchange, random: random(seed) }));
      expect(b).toEqual(a);
      expect(c!.id).not.toBe(a!.id);
      expect(c!.secret).not.toBe(a!.secret);
    });

    it('tells its clock, with the skew of a fault', async () => {
      const told = async () => {
        const outcome = await forwarder.send(inspection.time('live')!);
        return outcome.kind === 'answered' ? inspection.readTime(outcome.body) : undefined;
      };
      expect(Math.abs((await told())! - Date.now())).toBeLessThan(5_000);
      const skewed = practice.faults.set({ kind: 'clock-skew', skewMs: -600_000 });
      expect(Math.abs((await told())! + 600_000 - Date.now())).toBeLessThan(5_000);
      skewed();
    });

    it('serves a key by its own clock, and refuses a request that is signed too early', async () => {
      const key = practice.mintKey({ exchange });
      const skewed = practice.faults.set({ kind: 'clock-skew', skewMs: 600_000 });
      expect((await answersTo(key)).at(-1)!.status).toBe(200);
      skewed();
      const late = practice.faults.set({ kind: 'clock-skew', skewMs: 600_000, path: callPath });
      const [answer] = await answersTo(key);
      expect(answer!.body).toContain(words.clock);
      expect(inspection.readError(answer!.status, answer!.body)?.cause).toBe('clock');
      late();
    });

    it('is not asked in an environment that the exchange does not have', async () => {
      const key = practice.mintKey({ exchange });
      const has = inspection.facts.hosts.map(({ environment }) => environment);
      for (const environment of (['testnet', 'demo'] as const).filter((one) => !has.includes(one))) {
        const ask: Ask = () => expect.fail('nothing is to be asked');
        expect(await inspection.inspect(ask, credentialOf(key), environment)).toMatchObject({ unclear: true });
        expect(inspection.time(environment)).toBeUndefined();
      }
    });

    it('refuses a key that may not read, in its own words', async () => {
      const [answer] = await answersTo(practice.mintKey({ exchange, permissions: { read: false } }));
      expect(answer!.body).toContain(words.denied);
      expect(inspection.readError(answer!.status, answer!.body)?.cause).toBe('permission');
    });

    it('refuses an expired key, and one that it never made', async () => {
      const expired = practice.mintKey({ exchange, expiresMs: Date.now() - 1 });
      const unknown = { ...expired, id: expired.id.replace(/.{4}$/, '0000') };
      for (const [key, cause] of [
        [expired, words.expired ?? 'key'],
        [unknown, 'key'],
      ] as const) {
        const [answer] = await answersTo(key);
        expect(inspection.readError(answer!.status, answer!.body)?.cause).toBe(cause);
      }
    });

    it('says in its own words that there are too many requests, that it is broken, and that a path is not there', async () => {
      const limited = practice.faults.set({ kind: 'rate-limit' });
      expect((await answersTo(practice.mintKey({ exchange })))[0]!.body).toContain(words.limited);
      limited();
      const broken = practice.faults.set({ kind: 'server-error', status: 503 });
      expect((await answersTo(practice.mintKey({ exchange })))[0]!.status).toBe(503);
      broken();
      const host = inspection.facts.hosts[0]!.name;
      const lost = await forwarder.send({ method: 'GET', host, target: '/no/such/path', headers: {}, body: '' });
      expect(lost.kind === 'answered' && lost.status).toBe(words.lost);
    });
  });

  const callPath = inspection.facts.introspection.calls[0]!.split(' ')[1]!;
}
