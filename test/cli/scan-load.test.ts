import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScanScene } from './scan-scene.ts';
import { main } from './terminal.ts';

/** A start of Node loads none; a hundred more take about as long as another one. */
const MOST_MODULES = 150;
const BUILD = dirname(dirname(main));

let scene: ScanScene;
let coverage: string;
beforeEach(() => {
  scene = new ScanScene();
  coverage = mkdtempSync(join(tmpdir(), 'keyward-load-'));
});
afterEach(async () => {
  rmSync(coverage, { recursive: true, force: true });
  await scene.close();
});

/** The modules that a run has loaded, from the build: those that a file joins, or the file. */
async function loadedBy(...args: readonly string[]): Promise<string[]> {
  const { exit } = await scene.terminal.run(args, { env: { NODE_V8_COVERAGE: coverage } });
  expect(exit).toBe(0);
  const reports = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'));
  const urls = reports.flatMap((text) => (JSON.parse(text) as { result: { url: string }[] }).result);
  const paths = urls.filter(({ url }) => url.startsWith('file:')).map(({ url }) => fileURLToPath(url));
  return [...new Set(paths)].flatMap((path) => joinedIn(path) ?? [relative(BUILD, path)]);
}

/** Above each module of a file that joins several stands where it was. */
function joinedIn(path: string): string[] | undefined {
  const marks = path.includes('node_modules') ? [] : readFileSync(path, 'utf8').matchAll(/^\/\/ (\w+\/.+\.js)$/gm);
  const modules = [...marks].map(([, module = '']) => module);
  return modules.length === 0 && !path.includes('/parts/') ? undefined : modules;
}

describe('what a commit waits for', () => {
  it.each([
    ['the hook of git', ['hook', 'run', 'pre-commit']],
    ['keyward scan --staged', ['scan', '--staged']],
  ])('is no more than the scan, of %s', async (_who, args) => {
    scene.write('a.py', 'print(1)\n');
    scene.git('add', '-A');
    const loaded = await loadedBy(...args);
    // A machine at work with other things takes longer; what is loaded stays the same.
    expect(loaded.length).toBeGreaterThan(50);
    expect(loaded.length).toBeLessThanOrEqual(MOST_MODULES);
    const rooms = new Set(loaded.filter((path) => !path.includes('node_modules')).map((path) => path.split('/')[0]));
    expect([...rooms].sort()).toEqual(['app', 'cli', 'config', 'core', 'scan']);
    const packages = loaded.filter((path) => path.includes('node_modules') && !/node_modules\/commander\//.test(path));
    expect(packages).toEqual([]);
  });
});
