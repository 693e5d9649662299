import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sarifFaults } from '../sarif.ts';
import { drawnKey, ScanScene } from './scan-scene.ts';

const [first, second] = ['known first', 'known second'].map(drawnKey) as [
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
];
const UNTIL = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
const WHY = ['--reason', 'a key of the test network', '--until', UNTIL];
const FILE = 'keyward-baseline.jsonl';

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

describe('keyward scan baseline', () => {
  it('leaves out what is known, wherever it stands, and tells what is new', async () => {
    scene.write('a.env', first.env);
    expect(await scene.scan('baseline', ...WHY)).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('1 written'),
    });
    scene.remove('a.env');
    scene.write('b/moved.env', `# moved\n\n${first.env}`);
    const known = await scene.scan('--baseline', FILE);
    expect(known).toMatchObject({ exit: 0, stdout: expect.stringContaining('Not counted: 1 in the baseline.') });
    scene.write('c.env', second.env);
    const { exit, findings } = await scene.json('--baseline', FILE);
    expect(exit).toBe(1);
    expect(findings.map(({ places, excused }) => [places[0]!.path, excused?.by])).toEqual([
      ['b/moved.env', 'baseline'],
      ['c.env', undefined],
    ]);
  });

  it('holds no secret, no line and no time, and is the same bytes when nothing is new', async () => {
    scene.write('a.env', first.env);
    scene.write('b.env', second.env);
    await scene.scan('baseline', ...WHY, '--owner', 'ann');
    const text = scene.read(FILE);
    for (const value of [first.key, first.secret, second.key, second.secret]) {
      expect(text).not.toContain(value);
      for (const hash of ['sha1', 'sha256'])
        expect(text).not.toContain(createHash(hash).update(value).digest('hex').slice(0, 16));
    }
    const [, ...lines] = text.trimEnd().split('\n');
    expect(lines).toEqual([...lines].sort());
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual(
      lines.map(() => ['id', 'rule', 'path', 'reason', 'owner', 'until']),
    );
    await scene.scan('baseline', ...WHY, '--owner', 'bob');
    expect(scene.read(FILE)).toBe(text);
  });

  it('is merged by git line by line where both sides have added to it', async () => {
    scene.write('a.env', first.env);
    await scene.scan('baseline', ...WHY);
    scene.commit('one');
    scene.git('checkout', '-q', '-b', 'side');
    scene.write('b.env', second.env);
    await scene.scan('baseline', ...WHY);
    scene.commit('side');
    scene.git('checkout', '-q', 'main');
    scene.write('x.txt', 'x\n');
    scene.commit('main');
    scene.git('merge', '-q', 'side', '-m', 'merged');
    expect((await scene.scan('--baseline', FILE)).exit).toBe(0);
  });

  it('tells an entry that is over again, with whose it was', async () => {
    scene.write('a.env', first.env);
    await scene.scan('baseline', ...WHY, '--owner', 'ann');
    scene.write(FILE, scene.read(FILE).replace(UNTIL, '2026-01-01'));
    const { exit, stdout } = await scene.scan('--baseline', FILE);
    expect(exit).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'its entry in the baseline ended on 2026-01-01 (ann: a key of the test network)',
    );
  });

  it.each([
    [['baseline', '--until', UNTIL], 'it wants --reason'],
    [['baseline', '--reason', 'short', '--until', UNTIL], 'the reason is too short'],
    [['baseline', '--reason', 'a good reason', '--until', '2026-02-30'], 'is no day'],
    [['baseline', '--reason', 'a good reason', '--until', '2020-01-01'], 'is past'],
    [['baseline', '--reason', 'a good reason', '--until', '2999-01-01'], 'more than a year'],
    [['baseline', '--reason', 'a good reason'], '--until'],
  ])('%j is called wrongly', async (args, says) => {
    expect(await scene.scan(...args)).toMatchObject({ exit: 2, stderr: expect.stringContaining(says) });
  });

  it('names the line that git could not merge', async () => {
    scene.write('a.env', first.env);
    await scene.scan('baseline', ...WHY);
    scene.write(FILE, `${scene.read(FILE)}<<<<<<< HEAD\n`);
    expect(await scene.scan('--baseline', FILE)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(`${FILE}:3 is no JSON object`),
    });
  });

  it('takes over what detect-secrets was told, but for what its audit calls real', async () => {
    scene.write('a.env', first.env);
    scene.write('b.env', second.env);
    const sha1 = (value: string): string => createHash('sha1').update(value).digest('hex');
    const entry = (filename: string, secret: string, is_secret: boolean) => ({
      [filename]: [
        {
          type: 'Secret Keyword',
          filename,
          hashed_secret: sha1(secret),
          is_verified: false,
          line_number: 2,
          is_secret,
        },
      ],
    });
    const results = { ...entry('a.env', first.secret, false), ...entry('b.env', second.secret, true) };
    scene.write('.secrets.baseline', JSON.stringify({ version: '1.5.0', plugins_used: [], results }));
    const { stdout } = await scene.scan('baseline', '--import', '.secrets.baseline', '--until', UNTIL);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '.secrets.baseline: 1 of 1 entries fit what Keyward finds; 1 are called real there',
    );
    const { findings } = await scene.json('--baseline', FILE);
    expect(findings.map(({ places, excused }) => [places[0]!.path, excused?.reason])).toEqual([
      ['a.env', 'audited as no secret in .secrets.baseline of detect-secrets'],
      ['b.env', undefined],
    ]);
  });

  it('asks for all that a baseline wants at once', async () => {
    const { exit, stderr } = await scene.scan('baseline');
    expect(exit).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      'it wants --reason (why it may stand, 8 characters or more) and --until',
    );
  });

  it('says which entries of another scanner fit nothing, and why', async () => {
    scene.write('a.env', first.env);
    scene.write('.gitleaksignore', 'a.env:generic-api-key:1\nb.env:generic-api-key:9\n');
    const asked = ['scan', 'baseline', '--import', '.gitleaksignore', '--until', UNTIL];
    const { stdout } = await scene.terminal.run(['--json', ...asked]);
    const { imported } = JSON.parse(stdout) as { imported: { matched: number; left: unknown }[] };
    expect(imported).toMatchObject([
      {
        matched: 0,
        left: [
          { path: 'a.env', line: 1 },
          { path: 'b.env', line: 9 },
        ],
      },
    ]);
    const said = (await scene.terminal.run(asked)).stdout.replace(/\s+/g, ' ');
    expect(said).toContain('left: a.env:1: what is found there is not known whole: its lines are 2');
    expect(said).toContain('left: b.env:9: nothing is found there that Keyward looks for');
  });

  it('takes over fingerprints of gitleaks, of a commit and of all', async () => {
    scene.write('a.env', first.env);
    const commit = scene.commit('one');
    scene.write('b.env', second.env);
    scene.commit('two');
    scene.write(
      '.gitleaksignore',
      `# known\n${commit}:a.env:generic-api-key:2\nb.env:generic-api-key:2\nb.env:generic-api-key:7\n`,
    );
    await scene.scan('baseline', '--history', '--import', '.gitleaksignore', '--until', UNTIL);
    expect(await scene.scan('--history', '--baseline', FILE)).toMatchObject({ exit: 0 });
  });
});

describe('a comment keyward:ignore', () => {
  const lines = ({ key, secret }: typeof first, [onKey, onSecret]: readonly [string, string]): string =>
    `# binance\nBINANCE_API_KEY=${key}${onKey}\nBINANCE_API_SECRET=${secret}${onSecret}\n`;

  it.each([
    [
      'beside the secret, with a reason',
      lines(first, ['', '  # keyward:ignore a key of the test network']),
      0,
      undefined,
    ],
    ['above, with a reason', `# keyward:ignore a key of the test network\n${first.env}`, 0, undefined],
    [
      'without a reason',
      lines(first, ['', '  # keyward:ignore']),
      1,
      'the comment beside it has no reason, so it does not count',
    ],
    ['beside the key alone', lines(first, ['  # keyward:ignore a key of the test network', '']), 1, undefined],
    ['in the value of something', `NOTE=keyward:ignore all that is here\n${first.env}`, 1, undefined],
  ])('%s', async (_title, text, exit, note) => {
    scene.write('a.env', text);
    const found = await scene.json();
    expect([found.exit, found.findings.map(({ notes }) => notes[0])]).toEqual([exit, [note]]);
    expect(found.findings[0]?.excused?.by).toBe(exit === 0 ? 'comment' : undefined);
  });

  it('counts only where each copy has one', async () => {
    scene.write('a.env', `# keyward:ignore a key of the test network\n${first.env}`);
    scene.write('b.env', first.env);
    expect((await scene.scan()).exit).toBe(1);
  });
});

describe('what was found in a history', () => {
  it('stays to be revoked after the history was cleaned, until it is said to be dead', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    expect((await scene.json('--history')).exit).toBe(1);
    scene.git('checkout', '-q', '--orphan', 'clean');
    scene.git('rm', '-q', '-f', 'a.env');
    scene.write('b.txt', 'b\n');
    scene.commit('clean');
    scene.git('branch', '-q', '-D', 'main');
    scene.git('reflog', 'expire', '--expire=now', '--all');
    scene.git('gc', '-q', '--prune=now');
    const after = await scene.json('--history');
    expect(after).toMatchObject({
      exit: 0,
      findings: [],
      toRevoke: [{ where: `${realpathSync(scene.folder)}: a.env` }],
    });
    expect((await scene.scan('--history')).stdout).toContain('1 found before is still to be revoked');
    const found = await scene.scan('found');
    expect([found.exit, found.stdout]).toEqual([1, expect.stringContaining('to revoke')]);
    const id = after.toRevoke[0]!.id;
    expect((await scene.scan('found', '--dead', id)).exit).toBe(2);
    expect((await scene.scan('found', '--dead', '0000000000000000', '--note', 'x')).exit).toBe(2);
    expect((await scene.scan('found', '--dead', id, '--note', 'deleted on the API page')).exit).toBe(0);
    expect((await scene.json('--history')).toRevoke).toEqual([]);
  });

  it('counts no more once it is said to be dead', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    const id = (await scene.json('--history')).findings[0]!.id;
    await scene.scan('found', '--dead', id, '--note', 'deleted on the API page');
    const { exit, stdout } = await scene.scan('--history');
    expect([exit, stdout]).toEqual([0, expect.stringContaining('deleted on the API page')]);
  });
});

describe('reports', () => {
  it('are SARIF 2.1.0 by the specification, with nothing of the secret', async () => {
    scene.write('a & b.env', first.env);
    scene.write('c.env', `# keyward:ignore a key of the test network\n${second.env}`);
    scene.write('d.zip', Buffer.from('504b0304', 'hex'));
    scene.commit('one');
    for (const source of [[], ['--history']]) {
      const { stdout, exit } = await scene.scan(...source, '--format', 'sarif', '--sarif', 'out.sarif');
      expect(exit).toBe(1);
      expect(`${stdout}`).toBe(scene.read('out.sarif'));
      const log = JSON.parse(stdout) as SarifLog;
      expect(sarifFaults(log)).toEqual([]);
      const [run] = log.runs;
      expect(run?.results.map(({ level, suppressions }) => [level, suppressions?.[0]?.kind])).toEqual([
        ['error', undefined],
        ['error', 'inSource'],
      ]);
      expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a%20%26%20b.env');
      scene.remove('out.sarif');
    }
  });

  it('have fingerprints under the key of the baseline, which are the same from run to run', async () => {
    scene.write('a.env', first.env);
    await scene.scan('baseline', '--reason', 'nothing is known', '--until', UNTIL, 'keyward-baseline.jsonl');
    const prints = async (): Promise<unknown> => {
      const { stdout } = await scene.scan('--baseline', FILE, '--format', 'sarif');
      return (JSON.parse(stdout) as SarifLog).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
    };
    const before = await prints();
    expect(before).toEqual([{ 'keywardSecret/v1': expect.stringMatching(/^[0-9a-f]{16}$/) }]);
    scene.write('a.env', `\n\n\n${first.env}`);
    expect(await prints()).toEqual(before);
  });

  it('are JUnit, in which what is excused is skipped', async () => {
    scene.write('a<b.env', first.env);
    scene.write('c.env', `# keyward:ignore a key of "the" test network\n${second.env}`);
    const { stdout } = await scene.scan('--format', 'junit');
    expect(stdout).toContain('<testsuites tests="2" failures="1">');
    expect(stdout).toContain('name="a&#60;b.env:1 Binance credential"');
    expect(stdout).toContain('<skipped message="a key of &#34;the&#34; test network"/>');
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly level: string;
      readonly suppressions?: readonly { readonly kind: string }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}
