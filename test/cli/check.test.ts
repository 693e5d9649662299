import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

interface Finding {
  readonly state: string;
  readonly about: string;
  readonly says: string;
  readonly by: string;
  readonly fix: string;
  readonly sinceMs?: number;
  readonly word?: { readonly why: string; readonly who: string };
}
interface Check {
  readonly id: string;
  readonly state: string;
  readonly severity: string;
  readonly findings: readonly Finding[];
}
interface Report {
  readonly score: { readonly points: number; readonly letter: string };
  readonly counts: Readonly<Record<string, number>>;
  readonly checks: readonly Check[];
  readonly before?: { readonly better: readonly string[]; readonly worse: readonly string[] };
  readonly drift?: readonly { readonly id: string; readonly was: string; readonly is: string }[];
  readonly notes: readonly string[];
}

const places: Terminal[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.close();
});

function terminal(settings = practiceSettings): Terminal {
  const place = new Terminal(settings);
  places.push(place);
  return place;
}

const stateOf = ({ checks }: Report, id: string) => checks.find((check) => check.id === id)?.state;
const SOON = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);

describe('keyward check', () => {
  it('tells the score, then what is open, worst first, within 80 columns, and nothing of what is fine', async () => {
    const place = terminal();
    const { stdout, exit } = await place.run(['check']);
    expect(stdout).toMatch(/^[ABCDF] {2}\d+ of 100/);
    expect((await place.run(['check', 'HOST'])).stdout).toMatch(/^HOST: \d+ checks, without a score/);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.length > 80 && line.includes(' '))).toEqual([]);
    const words = lines.flatMap((line) => /^(fail|warn|unknown|pass) /.exec(line)?.[1] ?? []);
    expect(words).toEqual([...words].sort((a, b) => 'fail warn unknown'.indexOf(a) - 'fail warn unknown'.indexOf(b)));
    expect(words).not.toContain('pass');
    expect([1, 3]).toContain(exit);
    expect((await place.run(['check', '--all'])).stdout).toMatch(/^pass /m);
  });

  it('has every check in its JSON, each with its evidence and fix, and counts them', async () => {
    const report = await terminal().json<Report>(['check']);
    expect(report.checks.length).toBeGreaterThan(80);
    for (const { id, findings } of report.checks)
      for (const finding of findings)
        expect([id, finding.says && finding.by && finding.about && finding.fix].every(Boolean)).toBe(true);
    expect(Object.values(report.counts).reduce((sum, count) => sum + count, 0)).toBe(report.checks.length);
  });

  it('looks only at what is asked for, and tells it in full', async () => {
    const place = terminal();
    const { stdout } = await place.run(['check', 'kill-02']);
    expect(stdout).toContain('KILL-02: ');
    expect(stdout).toMatch(/^ {2}seen by {2}/m);
    expect(stdout).toMatch(/^ {2}fix {6}/m);
    const family = await place.json<Report>(['check', 'KILL']);
    expect(family.checks.every(({ id }) => id.startsWith('KILL-'))).toBe(true);
  });

  it('says what may be meant where there is no such check', async () => {
    const { exit, stderr } = await terminal().run(['check', 'KILL-2']);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/there is no check or family KILL-2.*KILL-0?2/s);
  });

  it('makes no state folder where there is none', async () => {
    const place = terminal();
    await place.run(['check', 'BOT']);
    expect(existsSync(place.home)).toBe(false);
  });

  it.each([
    ['never', 0],
    ['critical', 0],
    ['high', 1],
  ])('ends by the level of --fail-on: %s', async (level, wanted) => {
    const place = terminal();
    place.write('package.json', '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
    const report = await place.json<Report>(['check', 'DEP-03', '--fail-on', level]);
    expect(report).toMatchObject({ exit: wanted, checks: [{ state: 'fail', severity: 'high' }] });
  });

  it('tells of settings that cannot be read, and looks at all else', async () => {
    const report = await terminal('version: 1\nkeys: 5\n').json<Report>(['check', 'KILL', 'BOT']);
    expect(report.notes.join()).toContain('the settings cannot be read');
    expect(stateOf(report, 'KILL-02')).toBe('unknown');
    expect(stateOf(report, 'BOT-01')).not.toBe('unknown');
  });

  it('has the list of the guides, each of 35 boxes answered', async () => {
    const place = terminal();
    const { boxes } = await place.json<{ boxes: readonly { state?: string; done?: string }[] }>([
      'check',
      '--checklist',
    ]);
    expect(boxes).toHaveLength(35);
    expect(boxes.filter(({ state, done }) => state === undefined && done === undefined)).toEqual([]);
    const { stdout } = await place.run(['check', '--checklist']);
    expect(stdout).toMatch(/^ 1 {2}\S+ +withdraw is never on a bot's key$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('the report in other forms', () => {
  it.each([
    ['sarif', /^\{\s*"\$schema": "[^"]*sarif/],
    ['junit', /^<\?xml /],
    ['markdown', /^# /],
    ['html', /^<!doctype html>/i],
    ['json', /^\{/],
  ])('is %s on standard output, or in a file of its owner alone', async (format, start) => {
    const place = terminal();
    const { stdout } = await place.run(['check', 'KILL', '--format', format]);
    expect(stdout).toMatch(start);
    const written = await place.run(['check', 'KILL', '--format', format, '--output', 'report']);
    expect(written.stdout).toContain('written to report');
    const path = join(place.folder, 'report');
    expect(readFileSync(path, 'utf8')).toMatch(start);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is a table on the terminal alone', async () => {
    const { exit, stderr } = await terminal().run(['check', 'KILL', '--output', 'report']);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('--output needs --format')]);
  });

  it.each([[['--format', 'html', '--output', 'x']], [['--format', 'markdown']], [['--output', 'x']]])(
    'is no checklist, which says so: %j',
    async (more) => {
      const place = terminal();
      const { exit, stderr } = await place.run(['check', '--checklist', ...more]);
      expect([exit, stderr]).toEqual([2, expect.stringContaining('--checklist is a table, or JSON with --json')]);
      expect(existsSync(join(place.folder, 'x'))).toBe(false);
    },
  );
});

describe("an owner's word", () => {
  it('waives what fails until a day, with who and why, in the journal too, and can be taken back', async () => {
    const place = terminal();
    expect(stateOf(await place.json<Report>(['check', 'KILL-02']), 'KILL-02')).toBe('warn');
    const said = await place.run(['waive', 'KILL-02', '--why', 'drilled by hand', '--until', SOON]);
    expect(said.stdout).toContain(`KILL-02 is waived until the end of ${SOON} UTC`);
    const after = await place.json<Report>(['check', 'KILL-02']);
    expect(stateOf(after, 'KILL-02')).toBe('waived');
    expect(after.checks[0]!.findings[0]).toMatchObject({ word: { why: 'drilled by hand' } });
    expect((await place.run(['journal', 'tail'])).stdout).toContain('waived with KILL-02');
    expect((await place.run(['waive', 'KILL-02', '--end'])).stdout).toContain('1 waiver of KILL-02 taken back');
    expect(stateOf(await place.json<Report>(['check', 'KILL-02']), 'KILL-02')).toBe('warn');
    expect((await place.run(['waive', 'KILL-02', '--end'])).exit).toBe(1);
  });

  it.each([
    [['waive', 'KILL-02', '--until', SOON], '--why and --until are needed'],
    [['waive', 'KILL-02', '--why', ' ', '--until', SOON], 'the reason is empty'],
    [['waive', 'KILL-02', '--why', 'x', '--until', '2020-01-01'], 'is over'],
    [['waive', 'KILL-02', '--why', 'x', '--until', '2999-01-01'], 'more than a year away'],
    [['waive', 'KILL-02', '--why', 'x', '--until', 'soon'], 'not a day'],
    [['waive', 'KILL-02', '--why', 'x', '--until', '2027-02-30'], 'not a day'],
    [['waive', 'KILL-02', '--why', 'x'.repeat(501), '--until', SOON], 'longer than 500 characters'],
    [['waive', 'KILL-02', '--about', 'key other', '--why', 'x', '--until', SOON], 'there is key main'],
    [['waive', 'BOT-01', '--why', 'for later', '--until', SOON], 'finds nothing now'],
    [['waive', 'KILL-99', '--why', 'x', '--until', SOON], 'there is no check KILL-99'],
    [['attest', 'KILL-02', '--note', 'x', '--until', SOON], 'measured, and not believed'],
    [['attest', 'ACCT-01', '--note', 'x', '--until', SOON], 'it does not apply here'],
    [['attest', 'ACCT-01', '--end', '--until', SOON], '--end goes without'],
  ])('is refused where it says nothing: %j', async (args, says) => {
    const { exit, stderr } = await terminal().run(args);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(says)]);
  });

  it('attests what no program can see, for a time', async () => {
    const place = terminal();
    const before = await place.json<Report>(['check', 'HOST-10']);
    if (stateOf(before, 'HOST-10') !== 'unknown') return;
    await place.run(['attest', 'HOST-10', '--note', 'the provider encrypts', '--until', SOON]);
    expect(stateOf(await place.json<Report>(['check', 'HOST-10']), 'HOST-10')).toBe('attested');
  });

  it('is not believed where others could have written it', async () => {
    const place = terminal();
    await place.run(['waive', 'KILL-02', '--why', 'x', '--until', SOON]);
    const words = join(place.home, 'posture', 'words.json');
    chmodSync(words, 0o666);
    const open = await place.run(['check', 'KILL']);
    expect([open.exit, open.stderr]).toEqual([3, expect.stringContaining('its owner alone can write')]);
    renameSync(words, join(place.folder, 'elsewhere'));
    symlinkSync(join(place.folder, 'elsewhere'), words);
    expect((await place.run(['check', 'KILL'])).exit).toBe(3);
  });

  it("leaves nothing of root's in the state folder of another user", async (context) => {
    if (process.getuid?.() !== 0) context.skip('only root can look at the state folder of another user');
    const place = terminal();
    mkdirSync(place.home, { mode: 0o700 });
    chownSync(place.home, 65_534, 65_534);
    await place.run(['check']);
    expect(readdirSync(place.home)).toEqual([]);
    const { stderr } = await place.run(['waive', 'BOT-07', '--why', 'x', '--until', SOON]);
    expect(stderr).toMatch(/home-foreign|belongs to another user|finds nothing/);
    expect(readdirSync(place.home)).toEqual([]);
    chownSync(place.home, 0, 0);
  });

  it('is not lost silently: a damaged file of words stops the checks', async () => {
    const place = terminal();
    await place.run(['waive', 'KILL-02', '--why', 'x', '--until', SOON]);
    writeFileSync(join(place.home, 'posture', 'words.json'), '[{');
    const { exit, stderr } = await place.run(['check', 'KILL']);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('words.json is damaged')]);
  });
});

describe('the history', () => {
  it('tells what is better and worse than last time, and what differs from the baseline', async () => {
    const place = terminal();
    mkdirSync(place.home, { mode: 0o700 });
    const env = place.write('.env', 'BINANCE_NOTE=nothing\n');
    chmodSync(env, 0o600);
    expect((await place.run(['check', '--baseline'])).stdout).toContain('This state is the baseline now.');
    await place.run(['waive', 'KILL-02', '--why', 'x', '--until', SOON]);
    const after = await place.json<Report>(['check']);
    expect(after.before?.better).toContain('KILL-02');
    expect(after.drift).toContainEqual(expect.objectContaining({ id: 'KILL-02', was: 'warn', is: 'waived' }));
    expect((await place.run(['check', 'KILL'])).stdout).toContain('differs from the baseline');
    writeFileSync(join(place.home, 'posture', 'history.json'), 'no history');
    expect((await place.json<Report>(['check'])).before).toBeUndefined();
  }, 120_000);

  it('is of whole reports alone', async () => {
    const place = terminal();
    mkdirSync(place.home, { mode: 0o700 });
    await place.run(['check', 'KILL']);
    expect(existsSync(join(place.home, 'posture', 'history.json'))).toBe(false);
    expect((await place.run(['check', 'KILL', '--baseline'])).exit).toBe(2);
  });
});
