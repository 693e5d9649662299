import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { isRefusal, Secret, systemClock } from '../../../src/core/index.ts';
import {
  type Answer,
  type Ask,
  type Credential,
  inspections,
  type KeyReport,
  type Unclear,
} from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';
import { inspectionOf, reportOf } from './answers.ts';

let practice: Practice;
let forwarder: Forwarder;
beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'ill-typed', clock: systemClock });
  forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
});
afterAll(async () => {
  await forwarder.close();
  await practice.stop();
});

const permissions = ['trade', 'futures', 'transfer', 'withdraw', 'margin', 'options', 'admin'] as const;
const all = Object.fromEntries(['read', ...permissions].map((name) => [name, true]));

/** Keys with each permission alone, with all of them, and without an IP list. */
const minted: readonly Omit<MintRequest, 'exchange'>[] = [
  { permissions: all, ips: ['127.0.0.1'] },
  { permissions: all },
  { permissions: { read: true } },
  ...permissions.map((name) => ({ permissions: { read: true, [name]: true }, ips: ['127.0.0.1'] })),
];

interface Told {
  readonly exchange: string;
  readonly credential: Credential;
  readonly answers: readonly Answer[];
  readonly report: KeyReport;
}

async function toldOf(exchange: string, request: Omit<MintRequest, 'exchange'>): Promise<Told> {
  const inspection = inspections[exchange]!;
  const key = practice.mintKey({ exchange, ...request });
  recordSecret(key.secret);
  if (key.passphrase !== undefined) recordSecret(key.passphrase);
  const made = inspection.credential({
    id: key.id,
    secret: Secret.take(Buffer.from(key.secret)),
    ...(key.passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(key.passphrase)) }),
  });
  if (isRefusal(made)) throw new Error(made.message);
  const answers: Answer[] = [];
  const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
  const heard: Ask = async (make) => {
    const answer = await ask(make);
    if (answer) answers.push(answer);
    return answer;
  };
  const report = await inspection.inspect(heard, made, 'live');
  if ('unclear' in report) throw new Error(report.message);
  return { exchange, credential: made, answers, report };
}

type Path = readonly (string | number)[];

/** The way to every value below a JSON value. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return at.length === 0 ? [] : [at];
  const below = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const deeper = below.flatMap((name) => pathsOf(value[name as keyof typeof value], [...at, name]));
  return at.length === 0 ? deeper : [at, ...deeper];
}

const LOST = Symbol('lost');
const others = [LOST, null, true, 'x', -1, {}, [], [[]], [null], { a: 1 }, ['x']] as const;
type Other = (typeof others)[number];

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

/** The value with another in one place; `undefined` where that would be well-typed, or one entry less of a list. */
function changed(value: unknown, path: Path, other: Other): unknown {
  const copy: unknown = structuredClone(value);
  let holder = copy as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) holder = holder[name] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (other === LOST) {
    if (Array.isArray(holder)) return undefined;
    delete holder[last];
    return copy;
  }
  const now = holder[last];
  const isText = (one: unknown): boolean => typeof one === 'string' || typeof one === 'number';
  if (kindOf(now) === kindOf(other) || (isText(now) && isText(other))) {
    // A list of what it does not hold is ill-typed as well.
    if (!Array.isArray(now) || !Array.isArray(other) || other.length === 0 || other[0] === 'x') return undefined;
  }
  holder[last] = other;
  return copy;
}

async function again(told: Told, at: number, body: string): Promise<KeyReport | Unclear> {
  let asked = 0;
  const ask: Ask = async (make) => {
    make({ timeMs: Date.now(), nonce: BigInt(Date.now()) });
    const answer = told.answers[Math.min(asked, told.answers.length - 1)]!;
    return asked++ === at ? { ...answer, body } : answer;
  };
  return inspections[told.exchange]!.inspect(ask, told.credential, 'live');
}

const guarded = ['withdraw', 'admin', 'transfer'] as const;

describe('an answer in which a field is missing, or of another type', () => {
  it.each(Object.keys(inspections))(
    'is never taken by %s for a `no`, nor for a list of addresses',
    async (exchange) => {
      for (const request of minted) {
        const told = await toldOf(exchange, request);
        const places = told.answers.flatMap(({ body }, at) => {
          const value: unknown = JSON.parse(body);
          return pathsOf(value).map((path) => ({ at, value, path }));
        });
        if (places.length === 0) continue;
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...places),
            fc.constantFrom(...others),
            async ({ at, value, path }, other) => {
              const ill = changed(value, path, other);
              if (ill === undefined) return;
              const found = await again(told, at, JSON.stringify(ill));
              if ('unclear' in found) return;
              for (const right of guarded)
                if (told.report.rights[right] !== 'no') expect([right, found.rights[right]]).not.toEqual([right, 'no']);
              if (told.report.ipRestricted !== 'yes') expect(found.ipRestricted).not.toBe('yes');
            },
          ),
          { numRuns: 300 },
        );
      }
    },
  );
});

describe('words that are empty', () => {
  const pem = { id: 'test-key-0001', secret: 'test-secret-0001', passphrase: 'test-pass-0001' };
  const kraken = { id: 'A'.repeat(56), secret: Buffer.alloc(64).toString('base64') };
  const okx = { perm: '', ip: '', label: '', uid: '12345678', mainUid: '12345678' };

  it.each([
    ['okx', pem, { code: '0', data: [okx] }],
    ['kraken', kraken, { error: [], result: { permissions: [], ipAllowlist: [] } }],
    ['deribit', pem, { result: { scope: '', access_token: 'test-token-0001' } }],
    ['deribit', pem, { result: { scope: 'connection mainaccount', access_token: 'test-token-0001' } }],
  ] as const)('say nothing of a key of %s', async (exchange, key, said) => {
    const time = { timeMs: 1_790_000_000_000, nonce: 1_790_000_000_000n };
    const { found } = await inspectionOf(exchange, key, [[200, said]], time);
    if ('unclear' in found) throw new Error(found.message);
    const { rights } = found;
    for (const right of guarded) {
      // Without an IP list no key of OKX is an administrator.
      expect([right, rights[right]]).toEqual([right, exchange === 'okx' && right === 'admin' ? 'no' : 'unknown']);
    }
  });

  it('and a list that is none, say nothing of where a key of KuCoin works', async () => {
    const said = (data: object) => ({ code: '200000', data: { permission: 'General', ...data } });
    const restricted = async (data: object) => (await reportOf('kucoin', pem, [200, said(data)])).ipRestricted;
    for (const ipWhitelist of [null, 5, true, {}, [], ['203.0.113.7']])
      expect(await restricted({ ipWhitelist })).toBe('unknown');
    expect(await restricted({ ipWhitelist: '203.**.7' })).toBe('yes');
    expect(await restricted({})).toBe('no');
  });
});
