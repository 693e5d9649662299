import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Drawn, drawnBy, uuidOf } from '../../src/scan/drawn.contract.ts';
import { recordSecret } from '../canary.ts';
import { drawnKey, type JsonFinding, ScanScene } from './scan-scene.ts';

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

interface OkxKey {
  readonly key: string;
  readonly secret: string;
  readonly passphrase: string;
}

/** Three keys of OKX; `passphrase`: of each. */
function okx(passphrase: (number: number) => string): { readonly env: string; readonly keys: readonly OkxKey[] } {
  const keys = [1, 2, 3].map((number) => {
    const drawn = new Drawn(`okx ${number}`, 'okx');
    const key = uuidOf(drawn);
    const secret = drawnBy('hex:32', drawn)!.toUpperCase();
    recordSecret(secret);
    return { key, secret, passphrase: passphrase(number) };
  });
  const lines = keys.map(
    ({ key, secret, passphrase: phrase }, at) =>
      `OKX${at + 1}_API_KEY=${key}\nOKX${at + 1}_SECRET_KEY=${secret}\nOKX${at + 1}_PASSPHRASE=${phrase}\n`,
  );
  return { env: lines.join('\n'), keys };
}

const soon = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

async function excusedBy(file: string, target: string): Promise<readonly JsonFinding[]> {
  await scene.scan('baseline', target, '--import', file, '--until', soon());
  const { findings } = await scene.json(target, '--baseline', 'keyward-baseline.jsonl');
  return findings.filter(({ excused }) => excused);
}

describe('keys that share one passphrase', () => {
  it('have it each, so that each can be asked of', async () => {
    scene.write('okx.env', okx(() => ['Sh4red', 'Pass-77q'].join('!')).env);
    const { findings } = await scene.json();
    expect(findings.map((one) => (one as unknown as { missing: string[] }).missing)).toEqual([[], [], []]);
  });
});

describe('what another scanner was told excuses no more than it names', () => {
  it.each([
    ['passphrase', 0],
    ['key', 0],
    ['secret', 1],
  ] as const)('a hash of the %s excuses %i of three', async (part, count) => {
    const { env, keys } = okx((number) => `Pass-${number}-q7Zk!x`);
    scene.write('okx.env', env);
    const sha1 = createHash('sha1').update(keys[0]![part]).digest('hex');
    const entry = { type: 'x', hashed_secret: sha1, line_number: 1, is_secret: false };
    scene.write('.secrets.baseline', JSON.stringify({ results: { 'okx.env': [entry] } }));
    expect(await excusedBy('.secrets.baseline', 'okx.env')).toHaveLength(count);
  });

  it.each([
    [1, 0],
    [2, 1],
  ])('a fingerprint of line %i excuses %i, where the id stands in the first', async (line, count) => {
    scene.write('a.env', drawnKey('line').env);
    scene.write('.gitleaksignore', `a.env:generic-api-key:${line}\n`);
    expect(await excusedBy('.gitleaksignore', 'a.env')).toHaveLength(count);
  });
});
