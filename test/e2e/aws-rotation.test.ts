import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { parse } from 'yaml';
import { askerOf } from '../../src/app/asker.ts';
import { awsRotation } from '../../src/app/aws-rotation.ts';
import { type Clock, systemClock } from '../../src/core/index.ts';
import { inspections } from '../../src/exchanges/index.ts';
import { Forwarder } from '../../src/gateway/index.ts';
import { type MintedKey, type Practice, type PracticeKey, startPractice } from '../../src/practice/index.ts';
import { AwsFunction } from '../../src/rotation/index.ts';
import {
  awsVariables,
  type Given,
  type Moto,
  type Policy,
  REGION,
  startMoto,
} from '../../src/vault/aws/moto.contract.ts';
import { AwsSecrets, backEndOf, documentNames, Keeper, type Parts } from '../../src/vault/index.ts';
import { recordOutput, recordSecret } from '../canary.ts';
import { ENVIRONMENT_TIMEOUT_MS } from '../python/environment.ts';
import { readTracked } from '../source-tree.ts';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
const GRACE_MS = 120_000;

let started: Moto | { readonly missing: string };
let practice: Practice;
let rotator: Given;
let reader: Given;
let restore = (): void => undefined;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'aws', clock: systemClock });
  let missing = '';
  const skip = (why?: unknown): never => {
    missing = String(why);
    throw new Error(missing);
  };
  started = await startMoto({ skip } as Pick<TestContext, 'skip'>).catch((error) => {
    if (missing === '') throw error;
    return { missing };
  });
  if (!('stop' in started)) return;
  const { Resources } = parse(readTracked('recipes/aws/rotation/template.yaml'));
  const [{ PolicyDocument }] = Resources.Role.Properties.Policies as [{ PolicyDocument: Policy }];
  rotator = await started.user('rotator', [PolicyDocument]);
  reader = await started.user('reader', ['keyward-read']);
}, ENVIRONMENT_TIMEOUT_MS);

afterEach(() => {
  restore();
  restore = () => undefined;
});

afterAll(async () => {
  await practice.stop();
  if (started && 'stop' in started) await started.stop();
});

function as(given: Given): void {
  restore();
  restore = awsVariables({
    AWS_ACCESS_KEY_ID: given.id,
    AWS_SECRET_ACCESS_KEY: given.secret,
    AWS_REGION: REGION,
  });
}

/** The clock of the function, which a test moves. */
class MovedClock implements Clock {
  byMs = 0;
  nowMs = () => systemClock.nowMs() + this.byMs;
  monotonicMs = () => systemClock.monotonicMs();
}

interface SceneOptions {
  readonly exchange?: string;
  readonly permissions?: object;
  /** More members of the secret. */
  readonly more?: Readonly<Record<string, string>>;
  readonly ips?: readonly string[] | undefined;
}

/** One key of a sub-account in a secret of AWS, its master key in another, and the exchange that made both. */
class Scene {
  readonly moto: Moto;
  readonly exchange: string;
  readonly subAccount: string;
  readonly name = `keyward/${randomBytes(6).toString('hex')}`;
  readonly clock = new MovedClock();
  readonly lines: string[] = [];
  readonly old: MintedKey;
  readonly master: MintedKey;
  readonly #more: Readonly<Record<string, string>>;

  constructor(context: Pick<TestContext, 'skip'>, options: SceneOptions = {}) {
    this.moto = 'missing' in started ? context.skip(started.missing) : started;
    const { exchange = 'kucoin', permissions = { read: true, trade: true }, more = {} } = options;
    this.exchange = exchange;
    this.subAccount =
      exchange === 'kucoin' ? `sub${randomBytes(4).toString('hex')}` : String(randomBytes(4).readUInt32BE() + 1);
    const ips = 'ips' in options ? options.ips : ['127.0.0.1'];
    const about = { exchange, account: this.subAccount, ...(ips === undefined ? {} : { ips }) };
    this.old = practice.mintKey({ ...about, subAccount: this.subAccount, permissions });
    this.master = practice.mintKey({
      exchange,
      account: `master-${this.subAccount}`,
      ips: ['127.0.0.1'],
      permissions: { read: true, trade: true, admin: true },
    });
    this.#more = { ...(exchange === 'kucoin' && ips !== undefined ? { ips: ips.join(', ') } : {}), ...more };
  }

  static async open(context: Pick<TestContext, 'skip'>, options: SceneOptions = {}): Promise<Scene> {
    const scene = new Scene(context, options);
    for (const { secret, passphrase } of [scene.old, scene.master]) {
      recordSecret(secret);
      if (passphrase !== undefined) recordSecret(passphrase);
    }
    await scene.moto.create(`${scene.name}-master`, JSON.stringify(partsOf(scene.master)));
    await scene.moto.create(scene.name, scene.document(scene.old));
    as(rotator);
    return scene;
  }

  document(key: MintedKey): string {
    const { exchange, name, subAccount } = this;
    return JSON.stringify({
      exchange,
      sub_account: subAccount,
      master_secret: `${name}-master`,
      ...this.#more,
      note: 'kept',
      ...partsOf(key),
    });
  }

  /** What a Lambda would run. */
  step(Step: string, version?: string): Promise<{ says: string }> {
    return this.recorded(
      awsRotation({
        variables: {},
        clock: this.clock,
        practicePort: practice.port,
        endpoint: this.moto.endpoint,
        graceMs: GRACE_MS,
        write: (line) => void this.lines.push(recordOutput('log of the rotation function', line) ?? line),
      })({ Step, SecretId: this.name, ...(version === undefined ? {} : { ClientRequestToken: version }) }),
    );
  }

  async recorded<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      recordOutput('an error of the rotation function', `${String((error as Error).stack)} ${JSON.stringify(error)}`);
      throw error;
    });
  }

  /** The keys of the sub-account that are alive, oldest first. */
  keys(): PracticeKey[] {
    return practice.keys.all().filter(({ subAccount, revoked }) => subAccount === this.subAccount && !revoked);
  }

  /** The present value, without the secret parts. */
  async held(): Promise<Readonly<Record<string, string>>> {
    const value = JSON.parse((await this.moto.read(this.name)).toString());
    recordSecret(value.secret);
    if (value.passphrase !== undefined) recordSecret(value.passphrase);
    return value;
  }

  stages(): Promise<Readonly<Record<string, readonly string[]>>> {
    return this.moto.stages(this.name);
  }
}

function partsOf({ id, secret, passphrase }: MintedKey): Readonly<Record<string, string>> {
  return { api_key: id, secret, ...(passphrase === undefined ? {} : { passphrase }) };
}

describe('the rotation function of AWS', () => {
  it.for(['kucoin', 'bybit', 'okx'])(
    'replaces a key of %s in four steps, each called twice, and revokes the one before after its grace',
    { timeout: 120_000 },
    async (exchange, context) => {
      const scene = await Scene.open(context, { exchange });
      const version = await scene.moto.rotate(scene.name, true);
      for (const step of STEPS) {
        await scene.step(step, version);
        if (step !== 'finishSecret') expect((await scene.held())['api_key']).toBe(scene.old.id);
        await scene.step(step, version);
        expect(scene.keys()).toHaveLength(2);
      }
      const held = await scene.held();
      const fresh = scene.keys().find(({ id }) => id !== scene.old.id)!;
      expect(held).toMatchObject({ api_key: fresh.id, note: 'kept', sub_account: scene.subAccount });
      expect(fresh).toMatchObject({ permissions: { read: true, trade: true, withdraw: false, transfer: false } });
      expect(fresh.ips).toEqual(['127.0.0.1']);
      expect(fresh.label).toMatch(/^kw-[0-9a-f]{12}$/);
      const marked = Object.values(await scene.stages()).find((stages) => stages.includes('AWSPREVIOUS'));
      expect(marked?.toSorted()).toEqual(['AWSPREVIOUS', expect.stringMatching(/^KEYWARD_RETIRE_\d+$/)]);

      expect((await scene.step('retireSecret')).says).toMatch(/is revoked after/);
      expect(scene.keys()).toHaveLength(2);
      scene.clock.byMs = GRACE_MS + 1_000;
      expect((await scene.step('retireSecret')).says).toBe('the key before was revoked');
      expect(scene.keys().map(({ id }) => id)).toEqual([fresh.id]);
      expect((await scene.step('retireSecret')).says).toBe('nothing is due');
      expect(scene.lines.every((line) => JSON.parse(line).severity === 'info')).toBe(true);
    },
  );

  it('is taken up by a reader of the secret, and both keys are answered during the grace', async (context) => {
    const scene = await Scene.open(context);
    as(reader);
    const { backEnd } = backEndOf({ aws: {} });
    const settings = backEnd.schema.parse({ name: scene.name, endpoint: scene.moto.endpoint, region: REGION });
    const place = backEnd.open(settings, {
      names: documentNames('kucoin', {}, true),
      key: 'main',
      folder: '.',
      home: '.',
      variables: {},
      clock: systemClock,
      identity: () => Promise.reject(new Error('not asked for')),
    });
    const first = await place.read();
    const taken: Parts[] = [];
    const keeper = new Keeper(
      {
        place,
        clock: systemClock,
        offer: async (parts) => void taken.push(parts),
        onLost: (error) => expect.unreachable(error.message),
        onBack: () => undefined,
        onRefused: (reason) => expect.unreachable(reason),
        onKnown: () => undefined,
      },
      first,
    );
    as(rotator);
    const version = await scene.moto.rotate(scene.name, true);
    for (const step of STEPS) await scene.step(step, version);
    await keeper.look();
    expect(taken.map(({ id }) => id)).toEqual([(await scene.held())['api_key']]);
    for (const parts of [first, taken[0]!]) expect(await told(parts)).not.toHaveProperty('unclear');
    scene.clock.byMs = GRACE_MS + 1_000;
    await scene.step('retireSecret');
    expect(await told(first)).toMatchObject({ unclear: true });
    expect(await told(taken[0]!)).not.toHaveProperty('unclear');
    await keeper.stop();
  });

  it('leaves one key and no other behind, wherever it is stopped', { timeout: 300_000 }, async (context) => {
    const counted = await Scene.open(context);
    const all = await runWithCut(counted, Number.POSITIVE_INFINITY, false);
    expect(all).toBeGreaterThan(20);
    for (let at = 1; at <= all; at++) {
      for (const isDone of [false, true]) {
        const scene = await Scene.open(context);
        await runWithCut(scene, at, isDone);
        const held = await scene.held();
        expect([at, isDone, scene.keys().map(({ id }) => id)]).toEqual([at, isDone, [held['api_key']]]);
        expect([at, isDone, held['api_key'] === scene.old.id]).toEqual([at, isDone, false]);
      }
    }
  });

  it.for([
    ['can withdraw', { withdraw: true }, /can withdraw/],
    ['can do more', { futures: true }, /can futures, which the old one could not/],
    ['cannot trade', { trade: false }, /cannot spot.*, which the old one could/],
  ] as const)('refuses and removes a new key that %s', async ([, change, says], context) => {
    const scene = await Scene.open(context, { exchange: 'bybit' });
    const version = await scene.moto.rotate(scene.name, true);
    await scene.step('createSecret', version);
    const fresh = scene.keys().find(({ id }) => id !== scene.old.id)!;
    practice.keys.put({ ...fresh, permissions: { ...fresh.permissions, ...change } });
    await expect(scene.step('testSecret', version)).rejects.toThrow(says);
    expect(scene.keys().map(({ id }) => id)).toEqual([scene.old.id]);
    expect((await scene.held())['api_key']).toBe(scene.old.id);
    expect((await scene.stages())[version] ?? []).not.toContain('AWSPENDING');
    await expect(scene.step('finishSecret', version)).rejects.toThrow(/not AWSPENDING|no such version/);
    const next = await scene.moto.rotate(scene.name, true);
    for (const step of STEPS) await scene.step(step, next);
    expect((await scene.held())['api_key']).not.toBe(scene.old.id);
  });

  it('refuses and removes a new key whose IP list is another', async (context) => {
    const scene = await Scene.open(context, { exchange: 'bybit', more: { ips: '127.0.0.1' } });
    const version = await scene.moto.rotate(scene.name, true);
    await scene.step('createSecret', version);
    const fresh = scene.keys().find(({ id }) => id !== scene.old.id)!;
    practice.keys.put({ ...fresh, ips: ['127.0.0.1', '203.0.113.9'] });
    await expect(scene.step('setSecret', version)).rejects.toThrow(/another IP list/);
    expect(scene.keys().map(({ id }) => id)).toEqual([scene.old.id]);
  });

  it('gives up a new key that is gone at the exchange', { timeout: 60_000 }, async (context) => {
    const scene = await Scene.open(context, { exchange: 'bybit' });
    const version = await scene.moto.rotate(scene.name, true);
    await scene.step('createSecret', version);
    scene.keys().find(({ id }) => id !== scene.old.id)!.revoked = true;
    await expect(scene.step('testSecret', version)).rejects.toThrow(/is gone at the exchange/);
    expect((await scene.stages())[version] ?? []).not.toContain('AWSPENDING');
  });

  it('answers the trial of AWS for a rotation that is being set up, and touches no key', async (context) => {
    const scene = await Scene.open(context);
    const version = await scene.moto.rotate(scene.name, false);
    expect((await scene.step('testSecret', version)).says).toMatch(/the present key works, and the master key lists 1/);
    expect(scene.keys().map(({ id }) => id)).toEqual([scene.old.id]);
    await scene.moto.unstage(scene.name, 'AWSPENDING', version);
    practice.keys.find('kucoin', scene.master.id)!.revoked = true;
    const again = await scene.moto.rotate(scene.name, false);
    await expect(scene.step('testSecret', again)).rejects.toThrow(/could not be listed/);
  });

  it('revokes nothing once the rotation was moved back, or while the present key is not answered', async (context) => {
    const scene = await Scene.open(context, { exchange: 'bybit' });
    const version = await scene.moto.rotate(scene.name, true);
    for (const step of STEPS) await scene.step(step, version);
    scene.clock.byMs = GRACE_MS + 1_000;
    const fresh = scene.keys().find(({ id }) => id !== scene.old.id)!;
    practice.keys.put({ ...fresh, ips: ['203.0.113.9'] });
    await expect(scene.step('retireSecret')).rejects.toThrow(/the one before is kept/);
    await scene.moto.replace(scene.name, scene.document(scene.old));
    expect((await scene.step('retireSecret')).says).toBe('nothing is due');
    expect(scene.keys().map(({ id }) => id)).toContain(scene.old.id);
  });

  it('revokes the key before at the next rotation, where no schedule has done it', async (context) => {
    const scene = await Scene.open(context);
    for (const { byMs, left } of [
      { byMs: 0, left: 2 },
      { byMs: GRACE_MS + 1_000, left: 2 },
    ]) {
      scene.clock.byMs = byMs;
      const version = await scene.moto.rotate(scene.name, true);
      for (const step of STEPS) await scene.step(step, version);
      expect(scene.keys()).toHaveLength(left);
    }
    expect(scene.keys().map(({ id }) => id)).not.toContain(scene.old.id);
  });

  it.for([
    ['the master key is the key itself', { master_secret: 'SELF' }, /holds the very key/],
    ['no sub-account is named', { sub_account: '' }, /has no member sub_account/],
    ['the exchange makes no keys by API', { exchange: 'kraken' }, /no calls that make keys/],
    ['the exchange is not known', { exchange: 'nowhere' }, /not known: nowhere/],
    ['the environment is not known', { environment: 'moon' }, /none of live, testnet, demo/],
  ] as const)('refuses a secret in which %s, and makes no key', async ([, more, says], context) => {
    const scene = await Scene.open(context);
    const given = { ...JSON.parse(scene.document(scene.old)), ...more };
    if (given.master_secret === 'SELF') given.master_secret = scene.name;
    await scene.moto.replace(scene.name, JSON.stringify(given));
    const version = await scene.moto.rotate(scene.name, true);
    await expect(scene.step('createSecret', version)).rejects.toThrow(says);
    expect(scene.keys()).toHaveLength(1);
  });

  it('refuses a secret that AWS does not rotate, a version that it does not know, and a step that is none', async (context) => {
    const scene = await Scene.open(context);
    await expect(scene.step('createSecret', randomBytes(16).toString('hex'))).rejects.toThrow(/does not rotate/);
    expect((await scene.step('retireSecret')).says).toMatch(/nothing is revoked/);
    const version = await scene.moto.rotate(scene.name, true);
    await expect(scene.step('createSecret', randomBytes(16).toString('hex'))).rejects.toThrow(/no such version/);
    await expect(scene.step('createsecret', version)).rejects.toThrow(/the step is none of/);
    await expect(scene.step('setSecret', version)).rejects.toThrow(/holds nothing/);
  });

  it.each([['0'], ['59'], ['1e9'], ['ten'], ['90.5']])('refuses a grace of %s seconds', async (given) => {
    const run = awsRotation({
      variables: { KEYWARD_GRACE_SECONDS: given },
      clock: systemClock,
      write: () => undefined,
    });
    await expect(run({ Step: 'retireSecret', SecretId: 'x' })).rejects.toThrow(/config-invalid: KEYWARD_GRACE_SECONDS/);
  });

  it('asks nobody in clear text who it is, also where its environment names somebody', async () => {
    const run = awsRotation({
      variables: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://aws.example/role' },
      clock: systemClock,
      practicePort: practice.port,
      write: () => undefined,
    });
    await expect(run({ Step: 'createSecret', SecretId: 'x', ClientRequestToken: randomUUID() })).rejects.toThrow(
      'vault-refused: credentials of AWS are not asked for in clear text, at http://aws.example',
    );
  });

  it('says of a failure what it is, without a cause and without a stack of others', async (context) => {
    const scene = await Scene.open(context);
    const version = await scene.moto.rotate(scene.name, true);
    as(reader);
    const error = await scene.step('createSecret', version).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'KeywardError', message: expect.stringMatching(/^vault-refused: /) });
    expect((error as Error).cause).toBeUndefined();
  });
});

function told(parts: Parts): Promise<unknown> {
  const inspection = inspections['kucoin']!;
  const made = inspection.credential(parts);
  if ('refused' in made) throw new Error(made.message);
  const forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
  return inspection.inspect(ask, made, 'live').finally(() => forwarder.close());
}

class Cut extends Error {}

/**
 * Runs a rotation to its end, stopped once at the call of this number to AWS or the exchange, before it is made or after, and then called again from
 * the step that was stopped; gives how many calls there were up to the stop.
 */
async function runWithCut(scene: Scene, cutAt: number, isDone: boolean): Promise<number> {
  let calls = 0;
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    const isCut = ++calls === cutAt;
    if (isCut && !isDone) throw new Cut();
    const result = await work();
    if (isCut) throw new Cut();
    return result;
  };
  const secrets = new AwsSecrets({ region: REGION, endpoint: scene.moto.endpoint, profile: undefined }, {});
  const cutSecrets = new Proxy(secrets, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target);
      const isCall = ['bytes', 'describe', 'moveStage', 'putPending', 'value', 'valueOf'].includes(String(name));
      if (typeof value !== 'function') return value;
      const bound = value.bind(target) as (...args: unknown[]) => Promise<unknown>;
      return isCall ? (...args: unknown[]) => counted(() => bound(...args)) : bound;
    },
  });
  const forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  const run = (Step: string, ClientRequestToken?: string) =>
    new AwsFunction({
      secrets: cutSecrets,
      clock: scene.clock,
      graceMs: GRACE_MS,
      pause: async () => undefined,
      askFor: (inspection, environment) =>
        askerOf({
          inspection,
          environment,
          forward: (request) => counted(() => forwarder.send(request)),
          clock: scene.clock,
        }),
    }).run({ Step, SecretId: scene.name, ...(ClientRequestToken === undefined ? {} : { ClientRequestToken }) });
  const again = async (Step: string, version?: string): Promise<void> => {
    try {
      await run(Step, version);
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      await run(Step, version);
    }
  };
  const version = await scene.moto.rotate(scene.name, true);
  for (const step of STEPS) await again(step, version);
  expect(scene.keys()).toHaveLength(2);
  // The clock of the practice exchange stays, so only the function's own is moved, and back for what it signs.
  scene.clock.byMs = GRACE_MS + 1_000;
  await again('retireSecret');
  await secrets.close();
  await forwarder.close();
  return calls;
}
