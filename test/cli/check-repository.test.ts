import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnKey } from './scan-scene.ts';
import { practiceSettings, Terminal } from './terminal.ts';

let place: Terminal;
beforeEach(() => {
  place = new Terminal(practiceSettings);
  execFileSync('git', ['init', '-q', '-b', 'main', place.folder]);
});
afterEach(() => place.close());

interface Told {
  readonly checks: readonly {
    readonly id: string;
    readonly state: string;
    readonly findings: readonly { readonly about: string; readonly says: string; readonly fix: string }[];
  }[];
}

describe('a file that is longer than a check reads', () => {
  it('is no pass: a key may stand behind what was read', async () => {
    const { key, secret } = drawnKey('behind four megabytes');
    const cells = '"an image of a plot",\n'.repeat(220_000);
    const notebook = join(place.folder, 'look.ipynb');
    writeFileSync(notebook, `[${cells}"BINANCE_API_KEY = '${key}'\\nBINANCE_API_SECRET = '${secret}'"]`);
    const told = await place.run(['--json', 'check', 'REPO-01', 'REPO-04', 'REPO-05', 'REPO-06']);
    const { checks } = JSON.parse(told.stdout) as Told;
    expect(checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'REPO-01 unknown',
      'REPO-05 unknown',
      'REPO-04 unknown',
      'REPO-06 unknown',
    ]);
    expect(checks[0]?.findings).toMatchObject([
      { about: notebook, says: 'not looked at: only its beginning was read', fix: `keyward scan ${notebook}` },
    ]);
    expect(told.exit).toBe(3);
  });
});

describe('the fix of a file that git does not ignore', () => {
  it.each([
    ['.env', 'fail', '.env'],
    ['.env.example', 'warn', '.env'],
  ])('for %s ignores it, where the last line of .gitignore has no end', async (name, state, wanted) => {
    const { key, secret } = drawnKey('an ignored file');
    writeFileSync(join(place.folder, '.gitignore'), '__pycache__/\n.venv');
    const values = name === wanted ? [key, secret] : ['', ''];
    writeFileSync(join(place.folder, name), `BINANCE_API_KEY=${values[0]}\nBINANCE_API_SECRET=${values[1]}\n`);
    const look = async () => (JSON.parse((await place.run(['--json', 'check', 'REPO-03'])).stdout) as Told).checks[0]!;
    const before = await look();
    expect(before.state).toBe(state);
    execFileSync('bash', ['-c', before.findings[0]!.fix]);
    expect((await look()).state).toBe('pass');
    execFileSync('git', ['-C', place.folder, 'check-ignore', '-q', '--no-index', '.venv']);
    execFileSync('git', ['-C', place.folder, 'check-ignore', '-q', '--no-index', wanted]);
  });
});
