import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { recordOutput, recordSecret } from '../../test/canary.ts';
import { KeywardError, Secret, systemClock } from '../core/index.ts';
import type { Place, VaultContext } from './back-end.ts';
import type { BackEndFixture, PlaceSettings, Stage } from './fixture.contract.ts';
import { fixtures } from './fixtures.contract.ts';
import { namesOfOne, type Parts } from './names.ts';
import { backEnds, placeOfKey, placeOfValue } from './registry.ts';

/** What a fixture throws, through `skip`, when a program misses. */
class Missing extends Error {}

const skipping = {
  skip: (why?: unknown): never => {
    throw new Missing(String(why));
  },
} as Pick<TestContext, 'skip'>;

function fresh(): string {
  const text = randomBytes(24).toString('base64url');
  recordSecret(text);
  return text;
}

function plain(secret: Secret | undefined): string | undefined {
  return secret?.openBytes((bytes) => bytes.toString('utf8'));
}

interface Texts {
  readonly id: string;
  readonly secret: string;
  readonly passphrase: string;
}

type Shape = readonly [title: string, exchange: string, document: (texts: Texts) => string];

const json = (members: unknown): string => JSON.stringify(members, null, 2);

/** As people have them; the exchange says whether a passphrase belongs to it. */
const objects: readonly Shape[] = [
  ['api_key and secret', 'binance', ({ id, secret }) => json({ api_key: id, secret })],
  [
    'api_key and api_secret among others',
    'bybit',
    ({ id, secret }) => json({ note: 'x', n: 1, api_key: id, api_secret: secret }),
  ],
  ['EXCHANGE_API_KEY', 'binance', ({ id, secret }) => json({ EXCHANGE_API_KEY: id, EXCHANGE_API_SECRET: secret })],
  [
    'the name of the exchange',
    'binance',
    ({ id, secret }) => json({ BINANCE_API_KEY: id, BINANCE_API_SECRET: secret }),
  ],
  ['apiKey and apiSecret', 'kraken', ({ id, secret }) => json({ apiKey: id, apiSecret: secret })],
  ["Coinbase's downloaded key", 'coinbase', ({ id, secret }) => json({ name: id, privateKey: secret })],
  ['a passphrase too', 'okx', ({ id, secret, passphrase }) => json({ api_key: id, secret_key: secret, passphrase })],
];

const nested: Shape = [
  'the config of freqtrade',
  'okx',
  ({ id, secret, passphrase }) =>
    json({ stake: 1, exchange: { name: 'okx', key: id, secret, password: passphrase, pair_whitelist: [] } }),
];

const lines: readonly Shape[] = [
  ['lines', 'binance', ({ id, secret }) => `BINANCE_API_KEY=${id}\nBINANCE_API_SECRET=${secret}\n`],
  ['lines in quotes', 'binance', ({ id, secret }) => `# k\nEX_API_KEY="${id}"\nOTHER=1\nEX_API_SECRET='${secret}'\n`],
  [
    'lines with a passphrase',
    'okx',
    ({ id, secret, passphrase }) => `OKX_API_KEY=${id}\nOKX_API_SECRET=${secret}\nOKX_PASSPHRASE=${passphrase}\n`,
  ],
];

function shapesOf(holds: BackEndFixture['holds']): readonly Shape[] {
  if (holds === 'lines') return lines;
  return holds === 'objects' ? [...objects, nested] : [...objects, nested, ...lines];
}

describe('the back ends', () => {
  it('have a fixture each', () => {
    expect(fixtures.map(({ backEnd }) => backEnd.id).sort()).toEqual(backEnds.map(({ id }) => id).sort());
  });
});

describe.each(fixtures.map((fixture) => [fixture.backEnd.id, fixture] as const))('the back end %s', (id, fixture) => {
  let started: Stage | Missing;

  beforeAll(async () => {
    try {
      started = await fixture.start(skipping);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      started = error;
    }
  }, fixture.startTimeoutMs ?? 60_000);

  afterAll(async () => {
    if (started && !(started instanceof Missing)) await started.stop();
  });

  function stageFor(context: Pick<TestContext, 'skip'>): Stage {
    return started instanceof Missing ? context.skip(started.message) : started;
  }

  function contextOf(stage: Stage): Omit<VaultContext, 'names'> {
    return {
      key: 'main',
      folder: tmpdir(),
      home: tmpdir(),
      variables: {},
      clock: systemClock,
      identity: () => Promise.reject(new KeywardError('vault-locked', 'no identity was given')),
      ...stage.context?.(),
    };
  }

  function open(stage: Stage, settings: PlaceSettings, exchange = 'binance'): Place {
    const place = placeOfKey(
      { [id]: fixture.backEnd.schema.parse(settings) },
      exchange,
      exchange === 'okx',
      contextOf(stage),
    );
    recordOutput(`where of ${id}`, place.where);
    return place;
  }

  async function failure(reading: Promise<unknown>): Promise<KeywardError> {
    const error = await reading.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof KeywardError)) throw new Error('no KeywardError came', { cause: error });
    recordOutput(`an error of ${id}`, [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
    return error;
  }

  const newTexts = (): Texts => ({ id: `id-${randomBytes(6).toString('hex')}`, secret: fresh(), passphrase: fresh() });

  function expectParts(parts: Parts, texts: Texts, hasPassphrase = false): void {
    expect(parts.id).toBe(texts.id);
    expect(plain(parts.secret)).toBe(texts.secret);
    expect(plain(parts.passphrase)).toBe(hasPassphrase ? texts.passphrase : undefined);
  }

  const usual = shapesOf(fixture.holds === 'lines' ? 'lines' : 'objects')[0]!;
  const documentOf = (texts: Texts, shape: Shape = usual): Buffer => Buffer.from(shape[2](texts));

  it.for(shapesOf(fixture.holds))('reads %s', async ([, exchange, document], context) => {
    const stage = stageFor(context);
    const texts = newTexts();
    const settings = await stage.put(Buffer.from(document(texts)));
    const place = open(stage, settings, exchange);
    expectParts(await place.read(), texts, exchange === 'okx');
    expectParts(await place.read(), texts, exchange === 'okx');
    await place.close?.();
  });

  it('reads a PEM', async (context) => {
    const stage = stageFor(context);
    const pem = newPem();
    const texts = { ...newTexts(), secret: pem };
    const line = `BINANCE_API_KEY=${texts.id}\nBINANCE_API_SECRET="${pem.replaceAll('\n', '\\n')}"\n`;
    const settings = await stage.put(fixture.holds === 'lines' ? Buffer.from(line) : documentOf(texts));
    const place = open(stage, settings);
    expectParts(await place.read(), texts);
    await place.close?.();
  });

  it('reads one secret for each part', async (context) => {
    const stage = stageFor(context);
    if (stage.putParts === undefined) return;
    const texts = newTexts();
    const bytes = (text: string): Buffer => Buffer.from(`${text}\n`);
    const settings = await stage.putParts({
      key: bytes(texts.id),
      secret: bytes(texts.secret),
      passphrase: bytes(texts.passphrase),
    });
    const place = open(stage, settings, 'okx');
    expectParts(await place.read(), texts, true);
    await place.close?.();
  });

  it('reads one value alone', async (context) => {
    const stage = stageFor(context);
    const value = fresh();
    const bare = { documents: `${value}\n`, objects: json({ identity: value }), lines: `KEYWARD_IDENTITY=${value}\n` };
    const settings = fixture.backEnd.schema.parse(await stage.put(Buffer.from(bare[fixture.holds])));
    const names = namesOfOne('identity', 'age_identity', 'KEYWARD_IDENTITY');
    const place = placeOfValue({ [id]: settings }, names, contextOf(stage));
    const parts = await place.read();
    expect([parts.id, plain(parts.secret)]).toEqual(['', value]);
    await place.close?.();
  });

  it('names the part that is missing', async (context) => {
    const stage = stageFor(context);
    const texts = newTexts();
    const document =
      fixture.holds === 'lines' ? `BINANCE_API_SECRET=${texts.secret}\n` : json({ secret: texts.secret, note: 'x' });
    const place = open(stage, await stage.put(Buffer.from(document)));
    const error = await failure(place.read());
    expect(error.code).toBe('credential-missing');
    expect(error.message).toContain('BINANCE_API_KEY');
    expect(error.message).not.toContain('SECRET');
    await place.close?.();
  });

  it('says of an empty place that the credential is missing', async (context) => {
    const stage = stageFor(context);
    const documents =
      fixture.holds === 'lines' ? ['# none\n', 'BINANCE_API_KEY=\n'] : ['{}', '{"api_key": "", "secret": ""}'];
    for (const document of documents) {
      const place = open(stage, await stage.put(Buffer.from(document)));
      expect((await failure(place.read())).code).toBe('credential-missing');
      await place.close?.();
    }
    const nowhere = open(stage, await stage.nothing());
    expect((await failure(nowhere.read())).code).toBe('credential-missing');
    await nowhere.close?.();
  });

  it('refuses what is no credential, and shows nothing of it', async (context) => {
    const stage = stageFor(context);
    const texts = newTexts();
    const whole = json({ api_key: texts.id, secret: texts.secret });
    const rubbish = {
      documents: [whole.slice(0, -4), `${whole}x`, whole.replace('api_key', 'secret'), whole.replaceAll(':', '')],
      // A number is no text: an id that lost digits in a float is not the id.
      objects: [],
      lines: [],
    };
    for (const document of rubbish[fixture.holds]) {
      const place = open(stage, await stage.put(Buffer.from(document)));
      const error = await failure(place.read());
      expect(error.code).toBe('credential-invalid');
      expect(`${error.message} ${error.lines.join(' ')} ${error.cause}`).not.toContain(texts.secret);
      await place.close?.();
    }
  });

  it('sees a credential that was changed by hand', async (context) => {
    const stage = stageFor(context);
    if (stage.replace === undefined) return;
    const [before, after] = [newTexts(), newTexts()];
    const settings = await stage.put(documentOf(before));
    const place = open(stage, settings);
    const old = await place.read();
    await stage.replace(settings, documentOf(after));
    expectParts(await place.read(), after);
    expectParts(old, before);
    expect(place.lookEveryMs, 'a place that can change is looked at again').toBeGreaterThan(0);
    await place.close?.();
  });

  it('reads what it wrote, and keeps the rest', async (context) => {
    const stage = stageFor(context);
    const [before, after] = [newTexts(), newTexts()];
    const document =
      fixture.holds === 'lines'
        ? `# mine\nOTHER="a b"\n${usual[2](before)}LAST=1\n`
        : json({ note: 'kept', api_key: before.id, secret: before.secret });
    const settings = await stage.put(Buffer.from(document));
    const place = open(stage, settings);
    if (place.write === undefined) return;
    await place.read();
    await place.write({ id: after.id, secret: Secret.take(Buffer.from(after.secret)) });
    expectParts(await place.read(), after);
    expectParts(await open(stage, settings).read(), after);
    const pem = { ...after, secret: newPem() };
    await place.write({ id: pem.id, secret: Secret.take(Buffer.from(pem.secret)) });
    expectParts(await place.read(), pem);
    const now = await stage.document?.(settings);
    if (now !== undefined && fixture.holds === 'lines') {
      expect(now.toString()).toMatch(
        /^# mine\nOTHER="a b"\nBINANCE_API_KEY=[^\n]*\nBINANCE_API_SECRET=[^\n]*\nLAST=1\n$/,
      );
    } else if (now !== undefined) expect(JSON.parse(now.toString())).toMatchObject({ note: 'kept' });
    await place.close?.();
  });

  it('says what does not answer, and what does not let it in', async (context) => {
    const stage = stageFor(context);
    for (const [lead, code] of [
      [stage.unreachable, 'vault-unreached'],
      [stage.refused, 'vault-refused'],
    ] as const) {
      const settings = await lead?.();
      if (settings === undefined) continue;
      const place = open(stage, settings);
      expect((await failure(place.read())).code).toBe(code);
      await place.close?.();
    }
  });

  it('gives a whole credential or says why not, whatever stands there', async (context) => {
    const stage = stageFor(context);
    const texts = newTexts();
    const name = fc.constantFrom('api_key', 'secret', 'apiKey', 'exchange', 'passphrase', 'a"b', 'é', '__proto__');
    const member = fc.oneof(fc.constantFrom(texts.secret, '', ' ', '\n', '"', '\\'), fc.string({ maxLength: 20 }));
    const object = fc.dictionary(name, fc.oneof(member, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 6 });
    const rough = fc
      .array(
        fc.constantFrom('{', '}', '"', ':', ',', 'api_key', 'EX_API_KEY=', 'EX_API_SECRET=', texts.secret, '\n', ' '),
      )
      .map((pieces) => pieces.join(''))
      .filter((text) => text.trim() !== '');
    const documents = fixture.holds === 'objects' ? object.map(json) : fc.oneof(object.map(json), rough);
    const known = ['credential-missing', 'credential-invalid'];
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const place = open(stage, await stage.put(Buffer.from(document)));
        const found = await place.read().catch((error: unknown) => error);
        await place.close?.();
        if (!(found instanceof KeywardError)) {
          expect(found).toHaveProperty('secret');
          return;
        }
        recordOutput(`an error of ${id}`, [found.message, ...found.lines, String(found.cause ?? '')].join(' '));
        expect(known).toContain(found.code);
      }),
      { numRuns: fixture.fuzzRuns ?? 40 },
    );
  });
});

function newPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const line of pem.split('\n').slice(1, 3)) recordSecret(line);
  return pem.trim();
}
