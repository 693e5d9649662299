import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partsAt } from '../../test/e2e/posture/look-scene.ts';
import { jsonLog } from '../core/index.ts';
import { Journal } from '../journal/index.ts';
import { type BotSecretFacts, type Report, secretsFamily } from '../posture/index.ts';
import { lookSecrets } from './check-secrets.ts';
import { endWord, sayWord } from './check-words.ts';
import { runChecks } from './checking.ts';
import type { SessionParts } from './session.ts';

const START = Date.parse('2026-11-23T12:00:00Z');
const DAY_MS = 86_400_000;

let base: string;
let nowMs: number;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'keyward-words-'));
  // Others get as far as the files.
  chmodSync(base, 0o755);
  nowMs = START;
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function partsIn(name: string): SessionParts {
  const folder = join(base, name);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const clock = { nowMs: () => nowMs, monotonicMs: () => performance.now() };
  return {
    environment: {
      home: join(base, 'home'),
      configFolder: join(base, 'none'),
      mayColour: false,
      user: 'ann',
      variables: {},
    },
    folder,
    clock,
    log: jsonLog(() => undefined, clock),
  };
}

const look = (parts: SessionParts, ...wants: readonly string[]): Promise<Report> =>
  runChecks(parts, { wants, version: '1' });
const waive = (parts: SessionParts, id: string, until: string) =>
  sayWord(parts, { kind: 'waive', id, why: 'a test', until, version: '1' });
const stateOf = (report: Report, id: string) => report.checks.find((check) => check.id === id)?.state;
const wordsFile = (): string => join(base, 'home', 'posture', 'words.json');
/** All that stands in the state folder. */
const keptText = (): string =>
  readdirSync(join(base, 'home'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
    .join('\n');
const keyOf = (name: string, length: number): string =>
  `${name}=${randomBytes(length).toString('hex').slice(0, length)}\n`;
const binance = (): string => keyOf('BINANCE_API_KEY', 64) + keyOf('BINANCE_API_SECRET', 64);
const others = (): string => keyOf('BYBIT_API_SECRET', 36) + keyOf('OKX_API_SECRET', 32);

describe('a waiver', () => {
  it('of a file ends when another key stands in it, or more may write it, and holds when nothing has changed', async () => {
    const parts = partsIn('grid');
    const env = join(parts.folder, '.env');
    const first = binance();
    writeFileSync(env, first);
    chmodSync(env, 0o644);
    expect(stateOf(await look(parts, 'SEC-01'), 'SEC-01')).toBe('fail');
    await waive(parts, 'SEC-01', '2026-12-20');
    expect(stateOf(await look(parts, 'SEC-01'), 'SEC-01')).toBe('waived');
    writeFileSync(env, first + others());
    const more = await look(parts, 'SEC-01');
    expect(more.checks[0]).toMatchObject({ state: 'fail', findings: [{ word: { isOutgrown: true } }] });
    writeFileSync(env, first);
    expect(stateOf(await look(parts, 'SEC-01'), 'SEC-01')).toBe('waived');
    chmodSync(env, 0o666);
    expect(stateOf(await look(parts, 'SEC-01'), 'SEC-01')).toBe('fail');
    chmodSync(env, 0o644);
    writeFileSync(env, binance());
    expect(stateOf(await look(parts, 'SEC-01'), 'SEC-01')).toBe('fail');
  }, 60_000);

  it('that has ended does not count again when the clock goes back, and the report says why', async () => {
    const parts = partsIn('grid');
    await waive(parts, 'KILL-02', '2026-12-20');
    nowMs = START + DAY_MS;
    expect(stateOf(await look(parts, 'KILL-02'), 'KILL-02')).toBe('waived');
    nowMs = Date.parse('2026-12-25T00:00:00Z');
    expect(stateOf(await look(parts, 'KILL-02'), 'KILL-02')).toBe('warn');
    nowMs = Date.parse('2026-12-19T00:00:00Z');
    const back = await look(parts, 'KILL-02');
    expect(stateOf(back, 'KILL-02')).toBe('warn');
    expect(back.notes.join()).toContain('is of 2026-12-25 00:00 UTC');
  }, 60_000);

  it('ends by the newest report too, where nothing else is known', async () => {
    const parts = partsIn('grid');
    await waive(parts, 'KILL-02', '2026-12-20');
    nowMs = Date.parse('2026-12-25T00:00:00Z');
    await look(parts);
    rmSync(join(base, 'home', 'posture', 'looked.json'));
    nowMs = Date.parse('2026-12-19T00:00:00Z');
    expect(stateOf(await look(parts, 'KILL-02'), 'KILL-02')).toBe('warn');
  }, 60_000);

  it('ends by the end of the journal too', async () => {
    const parts = partsIn('grid');
    await waive(parts, 'KILL-02', '2026-12-20');
    nowMs = Date.parse('2026-12-25T00:00:00Z');
    const journal = await Journal.open(join(base, 'home', 'journal'), { clock: parts.clock, log: parts.log });
    await journal.append('start', { version: '1', node: '1' });
    await journal.close();
    for (const name of ['looked.json', 'history.json']) rmSync(join(base, 'home', 'posture', name), { force: true });
    nowMs = Date.parse('2026-12-19T00:00:00Z');
    expect(stateOf(await look(parts, 'KILL-02'), 'KILL-02')).toBe('warn');
  }, 60_000);
});

describe('a word that cannot be kept', () => {
  it('stands in the journal neither, where others can read the key of its seal', async () => {
    const parts = partsIn('grid');
    await waive(parts, 'KILL-01', '2026-12-20');
    chmodSync(join(base, 'home', 'scan', 'key'), 0o644);
    await expect(waive(parts, 'KILL-02', '2026-12-20')).rejects.toMatchObject({ code: 'file-readable' });
    expect(keptText()).toContain('KILL-01');
    expect(keptText()).not.toContain('KILL-02 (');
    expect(existsSync(wordsFile())).toBe(true);
  }, 60_000);

  it('stands in the journal neither, where it is about a name that is too long', async () => {
    const parts = partsIn(Array.from({ length: 12 }, () => 'a'.repeat(200)).join('/'));
    writeFileSync(join(parts.folder, '.env'), binance(), { mode: 0o644 });
    await expect(waive(parts, 'SEC-01', '2026-12-20')).rejects.toThrow('the covers is too long');
    expect(keptText()).not.toContain('waived');
  }, 60_000);
});

describe('what stands in words.json and was not said with keyward', () => {
  it.each<[string, (word: Record<string, unknown>) => Record<string, unknown>]>([
    ['has no seal', ({ seal: _seal, ...word }) => word],
    ['has a seal of something else', (word) => ({ ...word, seal: '0'.repeat(64) })],
    ['lasts longer than was said', (word) => ({ ...word, untilMs: START + 300 * DAY_MS })],
    ['is of another check', (word) => ({ ...word, id: 'KILL-01' })],
  ])(
    'does not count where it %s, and is told',
    async (_what, forge) => {
      const parts = partsIn('grid');
      await waive(parts, 'KILL-02', '2026-12-20');
      const [word] = JSON.parse(readFileSync(wordsFile(), 'utf8'));
      writeFileSync(wordsFile(), JSON.stringify([forge(word)]));
      const report = await look(parts, 'KILL-02');
      expect(stateOf(report, 'KILL-02')).toBe('warn');
      expect(report.notes.join()).toMatch(/a word in posture\/words\.json, of KILL-0[12], does not count/);
    },
    60_000,
  );

  it('is kept beside what is said later, and goes with --end', async () => {
    const parts = partsIn('grid');
    await waive(parts, 'KILL-02', '2026-12-20');
    const [{ seal: _seal, ...word }] = JSON.parse(readFileSync(wordsFile(), 'utf8'));
    writeFileSync(wordsFile(), JSON.stringify([word]));
    await waive(parts, 'KILL-02', '2026-12-20');
    const both = await look(parts, 'KILL-02');
    expect([stateOf(both, 'KILL-02'), both.notes.length]).toEqual(['waived', 1]);
    expect(await endWord(parts, { kind: 'waive', id: 'KILL-02' })).toMatchObject({ ended: 2 });
    expect((await look(parts, 'KILL-02')).notes).toEqual([]);
  }, 60_000);
});

describe('an attestation', () => {
  it('of what fails says how to let it stand', async () => {
    const parts = partsIn('grid');
    const settings = { dry_run: false, stake_currency: 'USDT', exchange: { name: 'binance' }, bot_name: 'grid' };
    mkdirSync(join(parts.folder, 'user_data', 'strategies'), { recursive: true });
    writeFileSync(
      join(parts.folder, 'config.json'),
      JSON.stringify({ ...settings, cancel_open_orders_on_exit: false }),
    );
    const report = await look(parts, 'BOT-06');
    const state = stateOf(report, 'BOT-06');
    expect(['fail', 'warn']).toContain(state);
    const told = sayWord(parts, { kind: 'attest', id: 'BOT-06', why: 'seen', until: '2026-12-20', version: '1' });
    await expect(told).rejects.toThrow(
      /BOT-06 finds nothing now that could be attested: it (?:fails|warns) \(.*keyward waive BOT-06 --why/s,
    );
  }, 60_000);

  it.each([
    ['KILL-02', /can be waived, not attested \(keyward waive KILL-02/],
    ['ACCT-01', /it does not apply here \(.*nothing can be lost|ACCT-01 .*does not apply here/],
  ])(
    'of %s says what there is to do instead',
    async (id, says) => {
      const parts = partsIn('grid');
      await expect(
        sayWord(parts, { kind: 'attest', id, why: 'seen', until: '2026-12-20', version: '1' }),
      ).rejects.toThrow(says);
    },
    60_000,
  );
});

describe('a report', () => {
  it('is compared with those of the same folder alone, as is a baseline with those of the same settings', async () => {
    const [a, b] = [partsIn('a'), partsIn('b')];
    mkdirSync(join(base, 'home'), { mode: 0o700 });
    writeFileSync(join(a.folder, 'package.json'), '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
    await runChecks(a, { version: '1', blesses: true });
    expect((await look(b)).before).toBeUndefined();
    expect((await look(a)).before).toBeDefined();
    expect((await look(b)).notes.join()).toContain(`the baseline is of the folder ${a.folder}`);
    writeFileSync(join(b.folder, 'keyward.yaml'), 'version: 1\nkeys: {}\n');
    const other = await look(b);
    expect([other.before, other.drift]).toEqual([undefined, undefined]);
    expect(other.notes.join()).toContain('the baseline is of other settings (none)');
  }, 120_000);

  it('is kept without the secret that a folder is called by, and compared with those of that folder alone', async () => {
    const secret = () => randomBytes(32).toString('hex');
    const start = secret().slice(0, 4);
    const secrets = [start + secret().slice(4), start + secret().slice(4)];
    const [a, b] = secrets.map((value) => partsIn(`api_secret=${value}`)) as [SessionParts, SessionParts];
    mkdirSync(join(base, 'home'), { mode: 0o700 });
    writeFileSync(join(a.folder, 'package.json'), '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
    await runChecks(a, { version: '1', blesses: true });
    expect((await look(b)).before).toBeUndefined();
    const again = await look(a);
    expect([again.before === undefined, again.notes.join().includes('baseline')]).toEqual([false, false]);
    expect((await look(b)).notes.join()).toMatch(
      /the baseline is of the folder \S+api_secret=.{2}… \(64\) #[0-9a-f]{8}:/,
    );
    writeFileSync(join(b.folder, 'keyward.yaml'), 'version: 1\nkeys: {}\n');
    await runChecks(b, { version: '1', blesses: true });
    expect((await look(b)).drift).toBeDefined();
    for (const value of secrets) expect(keptText().includes(value)).toBe(false);
  }, 120_000);

  it('differs from the baseline by a strategy that changes again after a change was blessed, or takes the place of another', async () => {
    const a = partsIn('a');
    const strategy = (name = 'grid.py') => join(a.folder, name);
    mkdirSync(join(base, 'home'), { mode: 0o700 });
    writeFileSync(join(a.folder, 'requirements.txt'), 'ccxt==4.5.84\n');
    const driftAfter = async (text: string) => {
      writeFileSync(strategy(), text);
      const { drift = [] } = await look(a);
      return drift.filter(({ id }) => id === 'BOT-07').map(({ was, is }) => `${was}, then ${is}`);
    };
    writeFileSync(strategy(), 'import ccxt\n');
    await runChecks(a, { version: '1', blesses: true });
    expect(await driftAfter('import ccxt\n')).toEqual([]);
    expect(await driftAfter('import ccxt  # mine\n')).toEqual(['pass, then fail']);
    await runChecks(a, { version: '1', blesses: true });
    expect(await driftAfter('import ccxt  # mine\n')).toEqual([]);
    expect(await driftAfter('import ccxt  # of a thief\n')).toEqual(['pass, then fail']);
    renameSync(strategy(), strategy('other.py'));
    expect((await look(a)).drift?.filter(({ id }) => id === 'BOT-07')).toMatchObject([{ was: 'pass', is: 'fail' }]);
  }, 120_000);

  it('has a score of all checks alone', async () => {
    const part = await look(partsIn('a'), 'KILL');
    expect([part.score, part.asked]).toEqual([undefined, ['KILL']]);
  });

  it('names the families where there is no such check', async () => {
    await expect(look(partsIn('a'), 'NOPE')).rejects.toThrow(/the families are KEY, ACCT, SEC, /);
  });
});

describe('where no bot was found and not all could be looked at', () => {
  it('what bots keep in ways of their own is unknown', async () => {
    const parts = partsAt(partsIn('a').folder, join(base, 'home'));
    const gaps = ['/home/ann may not be read by this user'];
    const facts = await lookSecrets({ ...parts, bots: Promise.resolve({ bots: [], gaps }) });
    const whole = await lookSecrets({ ...partsAt(join(base, 'a'), join(base, 'home')) });
    const resultOf = (id: string, all: BotSecretFacts) =>
      secretsFamily.checks.find((check) => check.id === id)!.judge(all as never)[0]!.result;
    for (const id of ['SEC-03', 'SEC-04', 'SEC-07'])
      expect([id, resultOf(id, facts), resultOf(id, whole)]).toEqual([id, 'unknown', 'not-applicable']);
  });
});
