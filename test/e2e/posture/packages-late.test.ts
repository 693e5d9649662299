import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookPackages } from '../../../src/app/check-packages.ts';
import { eyesOf } from '../../../src/app/eyes.ts';
import { type Eyes, families, type PackagesFacts } from '../../../src/posture/index.ts';
import { lookAtPackages } from '../../../src/posture/packages/look.ts';
import { findingsOf, partsAt } from './look-scene.ts';

const { checks } = families.find(({ name }) => name === 'DEP')!;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-late-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function plant(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A fault for each check that reads files of a project, each in a file of its own. */
function plantFaults(): void {
  plant({
    'a/package.json': JSON.stringify({ dependencies: { 'bybit-apii': '1.0.0' } }),
    'b/package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/plain': { version: '1.0.0', resolved: 'http://files.example/plain/-/plain-1.0.0.tgz' },
        'node_modules/runs': { version: '1.0.0', integrity: `sha512-${'a'.repeat(86)}==`, hasInstallScript: true },
      },
    }),
    'c/node_modules/chalk/package.json': '{"name":"chalk","version":"5.6.1"}',
    'c/d/bot.py': "import ccxt\nccxt.okx({'hostname': 'evil.dev'})\n",
    'c/d/bot.mjs': "import ccxt from 'ccxt';\nnew ccxt.okx({ hostname: 'evil.dev' });\n",
    'e/uv.lock': `version = 1\n[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "https://packages.example/simple" }\nwheels = [{ url = "https://files.example/a.whl", hash = "sha256:${'0'.repeat(64)}", upload-time = "${new Date(Date.now() - 3_600_000).toISOString()}" }]\n`,
  });
}

const WITH_FAULTS = ['DEP-01', 'DEP-02', 'DEP-03', 'DEP-04', 'DEP-05', 'DEP-06'];
const resultsOf = (facts: PackagesFacts, id: string) => findingsOf(checks, facts, id).map(({ result }) => result);
const saysOf = (facts: PackagesFacts, id: string) =>
  findingsOf(checks, facts, id)
    .map(({ says }) => says)
    .join('; ');

describe('a look at packages', () => {
  it('passes nothing that it had no time for, whenever its time ends', { timeout: 120_000 }, async () => {
    plantFaults();
    const eyes = eyesOf({ nowMs: Date.now() });
    let asked = 0;
    const whole = await lookAtPackages(eyes, [{ folder }], 7, {
      left: () => {
        asked += 1;
        return 60_000;
      },
    });
    for (const id of WITH_FAULTS) expect([id, /fail|warn/.test(resultsOf(whole, id).join())]).toEqual([id, true]);
    expect(asked).toBeGreaterThan(15);
    for (let time = 0; time < asked; time += 1) {
      let count = 0;
      const facts = await lookAtPackages(eyes, [{ folder }], 7, { left: () => (count++ < time ? 60_000 : 0) });
      for (const id of WITH_FAULTS) {
        const isTold = resultsOf(facts, id).some((result) => ['fail', 'warn', 'unknown'].includes(result));
        expect([time, id, isTold]).toEqual([time, id, true]);
      }
    }
  });

  it('says what it had no time for: a project, a folder, a list, a package, code', async () => {
    plantFaults();
    const eyes = eyesOf({ nowMs: Date.now() });
    const says = new Set<string>();
    for (let time = 0; time < 25; time += 1) {
      let count = 0;
      const facts = await lookAtPackages(eyes, [{ folder }, { folder: join(folder, 'a') }], 7, {
        left: () => (count++ < time ? 60_000 : 0),
      });
      for (const id of ['DEP-01', 'DEP-05']) says.add(saysOf(facts, id));
    }
    const all = [...says].join('\n');
    for (const wanted of [
      /was not looked at: the time for this look was over/,
      /is where the look stopped, with \d+ more: the time/,
      /package\.json was not read: the time/,
      /has 1 package not read: the time/,
      /bot\.\w+ was not parsed: the time|more files of code were not read: the time/,
    ])
      expect(all).toMatch(wanted);
  });

  it('ends by the clock that it is given', async () => {
    plantFaults();
    const parts = partsAt(folder, join(folder, 'none'));
    let nowMs = 0;
    const clock = { nowMs: () => 0, monotonicMs: () => (nowMs += 800) };
    const facts = await lookPackages({
      ...parts,
      session: { ...parts.session, clock },
      bots: Promise.resolve({
        bots: [{ kind: 'ccxt', name: folder, folder, processes: [], startedBy: [], settingsFiles: [] }],
        gaps: [],
      }),
    });
    expect(saysOf(facts, 'DEP-01')).toContain('the time for this look was over');
    for (const id of WITH_FAULTS) expect(resultsOf(facts, id)).toContain('unknown');
  });

  it('says that bots may be missing, also where a project was found', async () => {
    plant({ 'package.json': '{"dependencies":{"a":"1.0.0"}}' });
    const others = { left: () => 60_000, gap: '/home/bob may not be read by this user' };
    for (const folders of [[{ folder }], []]) {
      const facts = await lookAtPackages(eyesOf({ nowMs: 0 }), folders, 7, others);
      for (const { id } of checks)
        expect([id, findingsOf(checks, facts, id).at(-1)]).toMatchObject([
          id,
          { result: 'unknown', says: expect.stringContaining('/home/bob') },
        ]);
    }
  });

  it('says of more projects than it looks at that it did not', async () => {
    const folders = Array.from({ length: 23 }, (_, at) => ({ folder: join(folder, `p${at}`) }));
    for (const one of folders) plant({ [`${one.folder.slice(folder.length + 1)}/package.json`]: '{}' });
    const facts = await lookAtPackages(eyesOf({ nowMs: 0 }), folders, 7, { left: () => 60_000 });
    expect(findingsOf(checks, facts, 'DEP-01').at(-1)).toMatchObject({
      result: 'unknown',
      says: expect.stringMatching(/p20 was not looked at: there are more than 20 projects/),
    });
  });

  it('says of installed packages that may not be read that they were not', async () => {
    plant({ 'node_modules/a/package.json': '{"name":"a"}', 'node_modules/@s/b/package.json': '{}' });
    plant({ '.venv/pyvenv.cfg': '', '.venv/lib/python3/site-packages/a-1.dist-info/RECORD': '' });
    const eyes = eyesOf({ nowMs: 0 });
    const isDenied = (path: string) => /a\/package\.json$|@s$|\.venv\/lib$/.test(path);
    const denied = { fault: 'denied' } as const;
    const some: Eyes = {
      ...eyes,
      read: async (path, most) => (isDenied(path) ? denied : eyes.read(path, most)),
      list: async (path) => (isDenied(path) ? denied : eyes.list(path)),
    };
    const facts = await lookAtPackages(some, [{ folder }], 7, { left: () => 60_000 });
    for (const says of [/a\/package\.json cannot be read/, /@s may not be listed/, /\.venv\/lib may not be listed/])
      expect(saysOf(facts, 'DEP-01')).toMatch(says);
  });
});
