import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, Secret, systemClock } from '../../../src/core/index.ts';
import {
  type Ability,
  type Credential,
  inspections,
  type KeyReport,
  type Right,
  rights,
  type Unclear,
} from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import {
  type MintedKey,
  type MintRequest,
  type Permissions,
  type Practice,
  startPractice,
} from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';

export type Tells = readonly (keyof Permissions)[] | 'never' | 'untold' | ((has: Partial<Permissions>) => Ability);

/** What the contract must be told of an exchange; everything else it takes from the facts. */
export interface InspectionFixture {
  readonly exchange: string;
  /**
   * How each right is told: by a permission of its own, by one that it shares with others (the list is what the practice key needs),
   * `never` where no key has it, `untold` where the exchange does not say; a function where what is told of a right hangs on several.
   */
  readonly tells: Readonly<Record<Right, Tells>>;
  /** `always`: no key works without a list, whether the exchange shows it or not; `never`: there are no lists. */
  readonly ip: 'list' | 'flag' | 'always' | 'never' | 'untold';
  readonly created: boolean;
  /** `unbound`: only a key without an IP list ends. */
  readonly expires: boolean | 'unbound';
  /** Whether an answer names the account that the key belongs to. */
  readonly account: boolean;
  /** Causes that an answer may have for each fault; the first is the usual one. */
  readonly causes: {
    readonly revoked: readonly Unclear['cause'][];
    /** Absent where a secret that does not belong to the key is refused before the exchange is asked. */
    readonly signature?: readonly Unclear['cause'][];
    /** Absent where there are no lists of addresses. */
    readonly ip?: readonly Unclear['cause'][];
    /** Absent where the scheme carries no time. */
    readonly clock?: readonly Unclear['cause'][];
    readonly rate: readonly Unclear['cause'][];
  };
  /** Asks by ccxt's raw method, through the practice exchange, and gives the body that was answered; absent where ccxt has none. */
  readonly ccxt?: (key: MintedKey, practiceUrl: string) => Promise<unknown>;
}

const all: Permissions = {
  read: true,
  trade: true,
  futures: true,
  transfer: true,
  withdraw: true,
  margin: true,
  options: true,
  admin: true,
};

/** Every exchange's inspection, held to the same statements against the practice exchange, over HTTP. */
export function describeInspection(fixture: InspectionFixture): void {
  const { exchange, tells } = fixture;
  const inspection = inspections[exchange]!;
  let practice: Practice;
  let forwarder: Forwarder;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: `inspect ${exchange}`, clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  const credentialOf = ({ id, secret, passphrase }: MintedKey): Credential => {
    recordSecret(secret);
    if (passphrase !== undefined) recordSecret(passphrase);
    const made = inspection.credential({
      id,
      secret: Secret.take(Buffer.from(secret)),
      ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase)) }),
    });
    if (isRefusal(made)) throw new Error(made.message);
    return made;
  };
  const mint = (request: Omit<MintRequest, 'exchange'>): MintedKey => practice.mintKey({ exchange, ...request });
  const inspect = (key: MintedKey): Promise<KeyReport | Unclear> => {
    const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    return inspection.inspect(ask, credentialOf(key), 'live');
  };
  const reported = async (key: MintedKey): Promise<KeyReport> => {
    const found = await inspect(key);
    if ('unclear' in found) throw new Error(`no report: ${JSON.stringify(found)}`);
    return found;
  };
  const wanted = (has: Partial<Permissions>): Record<Right, Ability> =>
    Object.fromEntries(
      rights.map((right) => {
        const by = tells[right];
        if (by === 'untold') return [right, 'unknown'];
        if (typeof by === 'function') return [right, by(has)];
        return [right, by !== 'never' && by.some((name) => has[name] === true) ? 'yes' : 'no'];
      }),
    ) as Record<Right, Ability>;

  describe(`what ${exchange} says of a key`, () => {
    it('is each right that it has and none that it has not', async () => {
      for (const one of [undefined, ...(Object.keys(all) as (keyof Permissions)[])]) {
        const has: Partial<Permissions> = { read: true, ...(one === undefined ? {} : { [one]: true }) };
        const report = await reported(mint({ permissions: has }));
        expect([one, report.rights]).toEqual([one, wanted(has)]);
      }
      expect((await reported(mint({ permissions: all }))).rights).toEqual(wanted(all));
    });

    it('is where it works from, when it was made and when it ends, as far as it is told', async () => {
      const expiresMs = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 30 * 86_400_000;
      const bound = await reported(mint({ ips: ['127.0.0.1', '192.0.2.7'], expiresMs }));
      const open = await reported(mint({}));
      const told = {
        untold: ['unknown', 'unknown'],
        always: ['yes', 'yes'],
        never: ['no', 'no'],
        list: ['yes', 'no'],
        flag: ['yes', 'no'],
      };
      const restricted = told[fixture.ip];
      expect([bound.ipRestricted, open.ipRestricted]).toEqual(restricted);
      if (fixture.ip === 'list') expect([bound.ips?.length, open.ips ?? []]).toEqual([2, []]);
      expect(open.createdMs !== undefined).toBe(fixture.created);
      if (fixture.created) expect(Math.abs(open.createdMs! - Date.now())).toBeLessThan(86_400_000);
      const ending = fixture.expires === 'unbound' ? await reported(mint({ expiresMs })) : bound;
      if (fixture.expires === 'unbound') expect(bound.expiresMs).toBe('never');
      if (fixture.expires === false) expect(bound.expiresMs).toBeUndefined();
      else expect(Math.abs((ending.expiresMs as number) - expiresMs)).toBeLessThanOrEqual(86_400_000);
    });

    it('is whose account it belongs to, as far as it is told', async () => {
      const accounts = [mint({}), mint({ permissions: { trade: true } }), mint({ account: 'other' })];
      const [one, same, other] = await Promise.all(accounts.map(async (key) => (await reported(key)).account));
      expect([typeof one, same]).toEqual([fixture.account ? 'string' : 'undefined', one]);
      if (fixture.account) expect(other).not.toBe(one);
      else expect(other).toBeUndefined();
    });

    it('is asked with the calls of the facts alone, on their hosts', async () => {
      const mark = practice.mark();
      await reported(mint({ permissions: all }));
      const timePath = inspection.time('live')?.target.split('?')[0];
      const known = inspection.facts.introspection.calls;
      const made = practice.received(mark).filter(({ path }) => path !== timePath);
      expect(made.length).toBeGreaterThan(0);
      for (const { method, path } of made) expect(known).toContain(`${method} ${path}`);
      const hosts = inspection.facts.hosts.map(({ name }) => name);
      for (const { host } of made) expect(hosts).toContain(host);
    });

    const causeOf = async (key: MintedKey): Promise<string | undefined> => {
      const found = await inspect(key);
      return 'unclear' in found ? found.cause : `a report: ${JSON.stringify(found)}`;
    };

    it('splits why a key is refused', async () => {
      const key = mint({ permissions: { trade: true } });
      const forged = { ...key, secret: mint({}).secret };
      if (fixture.causes.signature) expect(fixture.causes.signature).toContain(await causeOf(forged));
      else expect(() => credentialOf(forged)).toThrow();
      const far = mint({ ips: ['192.0.2.7'] });
      if (fixture.causes.ip) expect(fixture.causes.ip).toContain(await causeOf(far));
      practice.keys.find(exchange, key.id)!.revoked = true;
      expect(fixture.causes.revoked).toContain(await causeOf(key));
    });

    it('is not mistaken when the exchange is busy or talks rubbish', async () => {
      const key = mint({});
      const limited = practice.faults.set({ kind: 'rate-limit' });
      expect(fixture.causes.rate).toContain(await causeOf(key));
      limited();
      const garbage = practice.faults.set({ kind: 'garbage' });
      expect(await causeOf(key)).toBe('unreadable');
      garbage();
    });

    if (fixture.ccxt) {
      it('is what ccxt is told by its own call', async () => {
        const key = mint({ permissions: { trade: true } });
        credentialOf(key);
        const mark = practice.mark();
        expect(await fixture.ccxt!(key, practice.url)).toBeDefined();
        const [call] = inspection.facts.introspection.calls;
        expect(practice.received(mark).map(({ method, path }) => `${method} ${path}`)).toContain(call);
      });
    }

    it('never throws on an answer, whatever it says', async () => {
      const body = fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom('', 'null', '[]', '{}', '{"data":[]}', '{"result":null}'),
      );
      const credential = credentialOf(mint({}));
      await fc.assert(
        fc.asyncProperty(body, fc.constantFrom(200, 400, 401, 403, 418, 429, 500, 503), async (text, status) => {
          const ask = async () => ({ status, headers: {}, body: text });
          const found = await inspection.inspect(ask, credential, 'live');
          inspection.readError(status, text);
          inspection.readTime(text);
          if (!('unclear' in found)) expect(Object.values(found.rights)).not.toContain('yes');
        }),
        { numRuns: 200 },
      );
    });

    it('is not made up when there is no answer', async () => {
      const found = await inspection.inspect(async () => undefined, credentialOf(mint({})), 'live');
      if (!('unclear' in found)) expect(Object.values(found.rights)).not.toContain('yes');
    });
  });
}
