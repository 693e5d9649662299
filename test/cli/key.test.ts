import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../src/app/index.ts';
import { jsonLog, systemClock } from '../../src/core/index.ts';
import { startPractice } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

/** Makes the practice exchange of the state folder one where the key `main` can withdraw. */
async function mintWithdrawing(): Promise<void> {
  const state = await openState(
    terminal.home,
    systemClock,
    jsonLog(() => {}, systemClock),
  );
  await state.close();
  const practice = await startPractice({ port: 0, seed: 'keyward', clock: systemClock });
  const key = practice.mintKey({
    exchange: 'binance',
    account: 'main',
    permissions: { read: true, trade: true, withdraw: true },
  });
  recordSecret(key.secret);
  const put = (name: string, value: unknown) =>
    writeFileSync(join(terminal.home, 'practice', name), JSON.stringify(value), { mode: 0o600 });
  put('key-main.json', { id: key.id, secret: key.secret });
  put('state.json', practice.save());
  await practice.stop();
}

interface Listed {
  readonly key: string;
  readonly refused?: string;
  readonly abilities?: Record<string, string>;
}

describe('key list', () => {
  it('says what is known while no Keyward runs', async () => {
    const listed = await terminal.run(['key', 'list']);
    expect(listed.exit).toBe(0);
    expect(listed.stdout).toBe(
      'key   exchange  environment  can  from  state\nmain  binance   practice     -    -     not running\n\nWhat keys can do is asked while `keyward up` runs.\n',
    );
  });

  it('says what each key can do while up runs', async () => {
    const up = await terminal.up();
    const listed = await terminal.run(['key', 'list']);
    expect(listed.stdout).toMatch(/^main {2}binance {3}practice {5}read trade {2}ip list {2}in use$/m);
    const [main] = await terminal.json<Listed[]>(['key', 'list']);
    expect(main).toMatchObject({
      key: 'main',
      bots: ['grid'],
      abilities: { read: 'yes', trade: 'yes', withdraw: 'no' },
    });
    expect(listed.stdout).toContain('trade: spot, margin, futures or options; `keyward key audit` tells which');
    expect(listed.stdout).not.toContain(terminal.practiceKey('main').id);
    await up.end();
  });
});

describe('key override-withdraw', () => {
  it('has a running up sign with the key at once, and again after a restart', async () => {
    await mintWithdrawing();
    const first = await terminal.up();
    const listed = await terminal.run(['key', 'list']);
    expect(listed.stdout).toMatch(
      /read trade withdraw {2}any ip {2}not used\n\ntrade: .*\n\n {2}main: the exchange says that this key can withdraw/,
    );

    const done = await terminal.json(['key', 'override-withdraw', 'main', '--reason', 'a test', '--yes']);
    expect(done).toMatchObject({ exit: 0, key: 'main', takesEffect: 'at-once' });
    expect(done).not.toHaveProperty('refused');
    expect((await terminal.json<Listed[]>(['key', 'list']))[0]?.refused).toBeUndefined();
    await first.end();

    const second = await terminal.up();
    expect((await terminal.json<Listed[]>(['key', 'list']))[0]?.refused).toBeUndefined();
    await second.end();
    const { entries } = await terminal.json<{ entries: { kind: string }[] }>(['journal', 'tail']);
    expect(entries.filter(({ kind }) => kind === 'override')).toMatchObject([{ what: 'withdraw', reason: 'a test' }]);
  }, 60_000);

  it('asks, wants a reason and knows the keys', async () => {
    const unasked = await terminal.run(['key', 'override-withdraw', 'main', '--reason', 'a test']);
    expect(unasked.exit).toBe(2);
    expect(unasked.stderr).toContain('type main on a terminal');
    expect((await terminal.run(['key', 'override-withdraw', 'main', '--yes'])).exit).toBe(2);
    expect((await terminal.run(['key', 'override-withdraw', 'main', '--reason', ' ', '--yes'])).stderr).toContain(
      'the reason is empty',
    );
    const unknown = await terminal.run(['key', 'override-withdraw', 'mian', '--reason', 'a test', '--yes']);
    expect(unknown.exit).toBe(2);
    expect(unknown.stderr).toContain('there is no key mian in the settings; did you mean main?');
  });

  it('counts from the next start for a real key while none runs', async () => {
    terminal.write(
      'keyward.yaml',
      'version: 1\nkeys:\n  real: { exchange: binance, from: { dotenv: { file: .env } } }\n',
    );
    const secret = `${'B'.repeat(31)}${'a9'.repeat(16)}x`;
    recordSecret(secret);
    const path = terminal.write('.env', `BINANCE_API_KEY=${'A1'.repeat(32)}\nBINANCE_API_SECRET=${secret}\n`);
    const readable = await terminal.run(['key', 'override-withdraw', 'real', '--reason', 'a test', '--yes']);
    expect(readable).toMatchObject({ exit: 2 });
    expect(readable.stderr).toContain('chmod 600');
    chmodSync(path, 0o600);
    const done = await terminal.json(['key', 'override-withdraw', 'real', '--reason', 'a test', '--yes']);
    expect(done).toMatchObject({
      exit: 0,
      key: 'real',
      takesEffect: 'at-start',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    rmSync(path);
  });
});
