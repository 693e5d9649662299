import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeakProgress } from '../../src/app/index.ts';
import { fingerprintOf } from '../../src/gateway/index.ts';
import { recordSecret } from '../canary.ts';
import { Terminal } from './terminal.ts';

let place: Terminal;
let bots: string;
beforeEach(async () => {
  place = new Terminal();
  expect(await place.run(['init', '--yes', '--exchange', 'binance'])).toMatchObject({ exit: 0 });
  const path = join(place.folder, 'keyward.yaml');
  // The port that init names may be in use on this machine.
  writeFileSync(path, `${readFileSync(path, 'utf8').replace('port: 8787', 'port: 0')}\npractice: { port: 0 }\n`);
  await place.up();
  bots = join(place.home, '..', 'bots');
  mkdirSync(bots);
  const { id, secret } = place.practiceKey('binance');
  recordSecret(secret);
  writeFileSync(join(bots, '.env'), `BINANCE_API_KEY=${id}\nBINANCE_API_SECRET=${secret}\n`, { mode: 0o600 });
});
afterEach(() => place.close());

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');
const stepsOf = (stdout: string): LeakProgress[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

describe('keyward leak of the practice key that keyward init has made', () => {
  it('comes to its end by the commands that it names itself', { timeout: 120_000 }, async () => {
    const fingerprint = fingerprintOf(place.practiceKey('binance').id);
    expect((await place.run(['scan', '../bots'])).exit).toBe(1);
    const args = [
      'leak',
      'binance',
      '--since',
      '36h',
      '--reason',
      'the .env was pushed',
      '--search',
      '../bots',
      '--yes',
    ];
    const first = await place.start(args);
    await first.waitFor(/revoked-by-hand/);
    const waiting = stepsOf(first.output().stdout).find(({ step }) => step === 'revoke');
    expect(waiting?.says).toMatch(
      new RegExp(`NOW at the practice exchange: \`keyward practice revoke ${fingerprint}\`$`),
    );
    expect(first.output().stderr).not.toContain('cannot be read');
    expect(await place.run(['practice', 'revoke', fingerprint])).toMatchObject({ exit: 0 });
    await first.waitFor(/"needs":"credential"/);
    const replace = stepsOf(first.output().stdout).find(({ step }) => step === 'replace');
    expect(replace?.says).toMatch(/`keyward practice mint --beside binance --to new\.json`/);
    expect(replace?.says).toContain('`keyward leak resume binance --file NEW.json`');
    expect(replace?.says).toContain('`keyward leak resume binance --without-new`');
    expect((await place.run(['scan', 'found'])).stdout).toMatch(/dead \d{4}-/);
    const again = await place.run(['leak', 'resume', 'binance']);
    expect(again.exit).toBe(3);
    expect(oneLine(again.stdout)).toContain('It goes on with `keyward leak resume binance --file NEW.json`, or with');
    const minted = await place.run(['practice', 'mint', '--beside', 'binance', '--to', 'new.json']);
    expect(minted.stdout).toContain('next: keyward leak resume binance --file new.json');
    recordSecret(JSON.parse(readFileSync(join(place.folder, 'new.json'), 'utf8')).secret);
    const last = await place.run(['--json', 'leak', 'resume', 'binance', '--file', 'new.json']);
    expect(last).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('cannot be read') });
    expect(stepsOf(last.stdout).at(-1)).toMatchObject({ death: 'dead', isDone: true });
    // The new key is where the settings say; nobody else is to read it.
    expect(readFileSync(join(place.folder, '.env'), 'utf8')).toContain('BINANCE_API_SECRET=');
    expect((await place.run(['practice', 'mint', '--beside', 'binance', '--to', 'third.json'])).stdout).toContain(
      'next: keyward key rotate binance --file third.json',
    );
  });

  it('begins with the id of what a scan has found of it', { timeout: 60_000 }, async () => {
    const { findings } = await place.json<{ findings: { id: string }[] }>(['scan', '../bots']);
    const finding = ['leak', '--finding', findings[0]!.id, '--search', '../bots', '--dry-run'];
    expect(await place.run(finding)).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('the key binance at Binance is revoked'),
    });
  });
});
