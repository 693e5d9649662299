import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, Secret, systemClock } from '../../../src/core/index.ts';
import {
  type Ability,
  type Ask,
  type Credential,
  type CredentialParts,
  inspections,
  type KeyReport,
  type KeyWish,
  type MadeKey,
  type Right,
  rights,
  type Unclear,
} from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintedKey, type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';

type Cause = Unclear['cause'];

/** What the contract must be told of an exchange whose sub-account keys are made; everything else it takes from the maker. */
export interface MakerFixture {
  readonly exchange: string;
  /** As the exchange names one in its calls. */
  readonly subAccount: string;
  /** What the new key's own inspection says beside the rights that were asked for, where it is not `no`. */
  readonly told?: (asked: readonly Right[]) => Partial<Record<Right, Ability>>;
  /** `shown`: the inspection gives the list back as it was sent; `masked`: as many entries; `flag`: that there is one; `untold`. */
  readonly ips: 'shown' | 'masked' | 'flag' | 'untold';
  /** The longest list that the exchange takes; absent where no limit is documented. */
  readonly mostIps?: number;
  /** Whether the inspection tells a key of a sub-account. */
  readonly subAccountTold: Ability;
  /** What the master key must have beside the permissions `read` and `admin`. */
  readonly master?: Pick<MintRequest, 'permissions' | 'ips'>;
  /** A master key that may not; absent: one that trades, from where the master key works. */
  readonly denied?: Pick<MintRequest, 'permissions' | 'ips'>;
  /** The exchange shows the list to every master key. */
  readonly listsToAll?: true;
  /** Causes that an answer may have; where one is left out, only the plain one: `key`, `permission`, `signature`, `rate`. */
  readonly causes?: {
    readonly dead?: readonly Cause[];
    readonly denied?: readonly Cause[];
    readonly signature?: readonly Cause[];
    readonly rate?: readonly Cause[];
  };
}

const ips = ['127.0.0.1', '192.0.2.7'];
const passphrase = 'Aa2makersOwnPhrase7x';

/** Every maker of sub-account keys, held to the same statements against the practice exchange, over HTTP. */
export function describeMaker(fixture: MakerFixture): void {
  const { exchange, subAccount } = fixture;
  const inspection = inspections[exchange]!;
  const maker = inspection.maker!;
  let practice: Practice;
  let forwarder: Forwarder;
  let turn = 0;

  beforeAll(async () => {
    recordSecret(passphrase);
    practice = await startPractice({ port: 0, seed: `maker ${exchange}`, clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  // An exchange has a limit of keys for each sub-account.
  afterEach(() => {
    for (const key of practice.keys.all()) if (key.subAccount === subAccount) key.revoked = true;
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });

  const credentialFrom = (parts: CredentialParts): Credential => {
    const made = inspection.credential(parts);
    if (isRefusal(made)) throw new Error(made.message);
    return made;
  };
  const credentialOf = (key: MintedKey): Credential => {
    recordSecret(key.secret);
    if (key.passphrase !== undefined) recordSecret(key.passphrase);
    return credentialFrom({
      id: key.id,
      secret: Secret.take(Buffer.from(key.secret)),
      ...(key.passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(key.passphrase)) }),
    });
  };
  const mint = (request: Omit<MintRequest, 'exchange'>): MintedKey => practice.mintKey({ exchange, ...request });
  const masterKey = (): MintedKey =>
    mint({ ...fixture.master, permissions: { read: true, admin: true, ...fixture.master?.permissions } });
  const ask: Ask = (make) =>
    askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock })(make);
  const wishFor = (asked: readonly Right[], list: readonly string[] = ips): KeyWish & { readonly code?: string } => ({
    subAccount,
    label: `kw-abcdef${String(turn++).padStart(4, '0')}`,
    rights: asked,
    ips: list,
    ...(inspection.facts.passphrase ? { passphrase: Secret.take(Buffer.from(passphrase)) } : {}),
    ...(maker.needsCode ? { code: '123456' } : {}),
  });
  const removal = (id: string): { readonly id: string; readonly passphrase?: Secret } => ({
    id,
    ...(inspection.facts.passphrase ? { passphrase: Secret.take(Buffer.from(passphrase)) } : {}),
  });
  const create = (master: Credential, wish = wishFor(maker.grants)): Promise<CredentialParts | Unclear> =>
    maker.create(ask, master, wish, 'live');
  const created = async (master: Credential, wish = wishFor(maker.grants)): Promise<CredentialParts> => {
    const made = await create(master, wish);
    if ('unclear' in made) throw new Error(`no key: ${JSON.stringify(made)}`);
    made.secret.openBytes((bytes) => recordSecret(bytes));
    return made;
  };
  const list = (master: Credential): Promise<readonly MadeKey[] | Unclear> =>
    maker.list(ask, master, subAccount, 'live');
  const listed = async (master: Credential): Promise<readonly MadeKey[]> => {
    const found = await list(master);
    if ('unclear' in found) throw new Error(`no list: ${JSON.stringify(found)}`);
    return found;
  };
  const remove = (master: Credential, id: string): Promise<'removed' | 'absent' | Unclear> =>
    maker.remove(ask, master, subAccount, removal(id), 'live');
  const inspect = (parts: CredentialParts): Promise<KeyReport | Unclear> =>
    inspection.inspect(ask, credentialFrom(parts), 'live');
  const madeSoFar = (): number => practice.keys.all().filter((key) => key.subAccount === subAccount).length;
  const causeOf = (said: unknown): Cause | string => {
    if (typeof said === 'object' && said !== null && 'unclear' in said) return (said as Unclear).cause;
    return `not unclear: ${JSON.stringify(said)}`;
  };
  /** All three calls are refused for one of these causes, and nothing is made or lost. */
  const expectRefused = async (master: Credential, causes: readonly Cause[], mayList = false): Promise<void> => {
    const standing = await created(credentialOf(masterKey()));
    const before = madeSoFar();
    if (mayList) expect((await listed(master)).map(({ id }) => id)).toContain(standing.id);
    for (const call of [create(master), ...(mayList ? [] : [list(master)]), remove(master, standing.id)]) {
      expect(causes).toContain(causeOf(await call));
    }
    expect(madeSoFar()).toBe(before);
    expect(await inspect(standing)).not.toHaveProperty('unclear');
  };

  describe(`keys of sub-accounts of ${exchange}`, () => {
    it('can be given no right to withdraw or to manage keys', async () => {
      expect(maker.grants).not.toContain('withdraw');
      expect(maker.grants).not.toContain('admin');
      const [master, before] = [credentialOf(masterKey()), madeSoFar()];
      for (const right of rights.filter((one) => !maker.grants.includes(one))) {
        expect(causeOf(await create(master, wishFor(['read', right])))).toBe('unreadable');
      }
      expect(madeSoFar()).toBe(before);
    });

    it('have exactly the rights that were asked for, the list of addresses, and never withdraw', async () => {
      const master = credentialOf(masterKey());
      for (const asked of [...maker.grants.map((right) => [...new Set<Right>(['read', right])]), maker.grants]) {
        const report = await inspect(await created(master, wishFor(asked)));
        if ('unclear' in report) throw new Error(`no report: ${JSON.stringify(report)}`);
        const plain = Object.fromEntries(rights.map((right) => [right, asked.includes(right) ? 'yes' : 'no']));
        expect([asked, report.rights]).toEqual([asked, { ...plain, ...fixture.told?.(asked) }]);
        expect(report.rights.withdraw).not.toBe('yes');
        expect(report.subAccount).toBe(fixture.subAccountTold);
        expect(report.ipRestricted).toBe(fixture.ips === 'untold' ? 'unknown' : 'yes');
        if (fixture.ips === 'shown') expect([...(report.ips ?? [])].sort()).toEqual(ips);
        if (fixture.ips === 'masked') expect(report.ips).toHaveLength(ips.length);
      }
    });

    it('are bound to no address where none is asked for', async () => {
      const report = await inspect(await created(credentialOf(masterKey()), wishFor(['read'], [])));
      if ('unclear' in report) throw new Error(`no report: ${JSON.stringify(report)}`);
      expect(report.ipRestricted).toBe(fixture.ips === 'untold' ? 'unknown' : 'no');
    });

    it('are not asked for with more addresses than the exchange takes, or with what is no address', async () => {
      const [master, mark, before] = [credentialOf(masterKey()), practice.mark(), madeSoFar()];
      const many = Array.from({ length: (fixture.mostIps ?? 20) + 1 }, (_, at) => `192.0.2.${at + 1}`);
      for (const wrong of [...(fixture.mostIps === undefined ? [] : [many]), ['203.**.154'], ['bots.example'], ['']]) {
        const said = await create(master, wishFor(['read'], wrong));
        expect([wrong.length, causeOf(said)]).toEqual([wrong.length, 'unreadable']);
        expect(practice.received(mark).filter(({ method }) => method === 'POST')).toEqual([]);
      }
      const most = await created(master, wishFor(['read'], many.slice(1)));
      expect((await listed(master)).map(({ id }) => id)).toContain(most.id);
      expect(madeSoFar()).toBe(before + 1);
    });

    it('are listed with their labels, alone, until they are removed; then they are dead', async () => {
      const master = credentialOf(masterKey());
      const stranger = mint({ subAccount: 'another1', label: 'kw-of-another' });
      const wish = wishFor(['read']);
      const made = await created(master, wish);
      const ids = async () => (await listed(master)).map(({ id }) => id);
      expect(await listed(master)).toContainEqual({ id: made.id, label: wish.label });
      expect(await ids()).not.toContain(stranger.id);
      expect(await ids()).not.toContain(master.id);
      expect(await remove(master, made.id)).toBe('removed');
      expect(await ids()).not.toContain(made.id);
      expect(fixture.causes?.dead ?? ['key']).toContain(causeOf(await inspect(made)));
      expect(await remove(master, made.id)).toBe('absent');
    });

    it('are found again by their label when the answer was lost', async () => {
      const master = credentialOf(masterKey());
      for (const fault of [{ kind: 'garbage' }, { kind: 'accept-then-reset' }] as const) {
        const wish = wishFor(['read']);
        const off = practice.faults.set({ ...fault, method: 'POST' });
        expect(causeOf(await create(master, wish))).toBe('unreadable');
        off();
        const lost = (await listed(master)).filter(({ label }) => label === wish.label);
        expect(lost).toHaveLength(1);
        expect(await remove(master, lost[0]!.id)).toBe('removed');
      }
    });

    it('are not made, listed or removed with a key that may not, or that is no master key', async () => {
      const { denied = ['permission'] } = fixture.causes ?? {};
      const poor = fixture.denied ?? { ...fixture.master, permissions: { trade: true } };
      await expectRefused(credentialOf(mint(poor)), denied, fixture.listsToAll);
      const own = { ...fixture.master?.permissions, admin: true };
      await expectRefused(credentialOf(mint({ ...fixture.master, subAccount, permissions: own })), denied);
    });

    it('are not made, listed or removed with a wrong secret, or while the exchange is busy', async () => {
      const key = masterKey();
      const { signature = ['signature'], rate = ['rate'] } = fixture.causes ?? {};
      await expectRefused(credentialOf({ ...key, secret: masterKey().secret }), signature);
      const standing = await created(credentialOf(key));
      const before = madeSoFar();
      const off = practice.faults.set({ kind: 'rate-limit' });
      for (const call of [create, list, (by: Credential) => remove(by, standing.id)]) {
        expect(rate).toContain(causeOf(await call(credentialOf(key))));
      }
      off();
      expect(madeSoFar()).toBe(before);
    });

    it('are never made up where there is no answer, an error of the server, or rubbish', async () => {
      const key = masterKey();
      const master = credentialOf(key);
      const unanswered: Ask = async () => undefined;
      const all = (by: Ask) =>
        Promise.all([
          maker.create(by, master, wishFor(maker.grants), 'live'),
          maker.list(by, master, subAccount, 'live'),
          maker.remove(by, master, subAccount, removal(key.id), 'live'),
        ]);
      for (const said of await all(unanswered)) expect(causeOf(said)).toBe('unreadable');
      const body = fc.oneof(fc.string(), fc.json(), fc.constantFrom('', 'null', '[]', '{}', '{"data":[]}', '[null]'));
      await fc.assert(
        fc.asyncProperty(body, fc.constantFrom(200, 301, 400, 401, 403, 404, 429, 500, 503), async (text, status) => {
          const [made, found, gone] = await all(async () => ({ status, headers: {}, body: text }));
          expect(made).toHaveProperty('unclear', true);
          if (!('unclear' in found)) expect(found).toEqual([]);
          expect(gone).not.toBe('removed');
          if (gone === 'absent') expect(found).toEqual([]);
        }),
        { numRuns: 200 },
      );
    });

    it('are read from whole answers only', async () => {
      const master = credentialOf(masterKey());
      const told: { status: number; headers: Record<string, string>; body: string }[] = [];
      const listening: Ask = async (make) => {
        const answer = await ask(make);
        if (answer) told.push({ ...answer, headers: {} });
        return answer;
      };
      await created(master);
      const made = await maker.create(listening, master, wishFor(maker.grants), 'live');
      if ('unclear' in made) throw new Error(made.message);
      const [text] = made.secret.openBytes((bytes) => [bytes.toString('utf8')]);
      recordSecret(text!);
      const creating = told.splice(0);
      const found = await maker.list(listening, master, subAccount, 'live');
      if ('unclear' in found) throw new Error(found.message);
      const listing = told.splice(0);
      const ids = found.map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(1);
      const failing = (answers: typeof told) => replayOf(answers.map((answer) => ({ ...answer, status: 500 })));
      expect(causeOf(await maker.create(failing(creating), master, wishFor(['read']), 'live'))).toBe('unreadable');
      expect(causeOf(await maker.list(failing(listing), master, subAccount, 'live'))).toBe('unreadable');
      for (const [at, { body }] of creating.entries()) {
        for (const damaged of damagedFrom(body)) {
          const replay = replayOf(creating.with(at, { ...creating[at]!, body: damaged }));
          const again = await maker.create(replay, master, wishFor(maker.grants), 'live');
          if ('unclear' in again) {
            expect(again.message).not.toContain(text);
            continue;
          }
          expect(again.id).toBe(made.id);
          again.secret.openBytes((bytes) => expect(bytes.toString('utf8')).toBe(text));
        }
      }
      for (const [at, { body }] of listing.entries()) {
        for (const damaged of damagedFrom(body)) {
          const replay = replayOf(listing.with(at, { ...listing[at]!, body: damaged }));
          const again = await maker.list(replay, master, subAccount, 'live');
          // A list that leaves out a key would say that it is gone.
          if (!('unclear' in again) && again.length > 0) expect(again.map(({ id }) => id)).toEqual(ids);
        }
      }
    });
  });
}

/** An exchange that gives these answers, in order; the last is repeated. */
function replayOf(answers: readonly { status: number; headers: Record<string, string>; body: string }[]): Ask {
  let at = 0;
  return async () => answers[Math.min(at++, answers.length - 1)];
}

/** A JSON text with each of its values, at any depth, taken out or made null, an object or a number. */
function damagedFrom(body: string): string[] {
  const damaged: string[] = [body.slice(0, -1), `${body}x`];
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    // Lists of many keys look all alike.
    for (const key of Object.keys(value).slice(0, 12)) walk((value as Record<string, unknown>)[key], [...path, key]);
  };
  try {
    walk(JSON.parse(body), []);
  } catch {
    return damaged;
  }
  for (const path of paths) {
    for (const instead of [undefined, null, {}, []]) {
      const copy = JSON.parse(body);
      let holder = copy;
      for (const key of path.slice(0, -1)) holder = holder[key];
      holder[path.at(-1)!] = instead;
      damaged.push(JSON.stringify(copy));
    }
  }
  return damaged;
}
