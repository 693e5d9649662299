import { describe, expect, it } from 'vitest';
import {
  foreignPlaces,
  isLongFile,
  LONGEST_FILE,
  LONGEST_FUNCTION,
  longFunctions,
  reachFaults,
  vagueName,
  vagueTitles,
} from './habits.ts';
import { isTest, parseSource, readTracked, sourcesUnder, trackedFiles } from './source-tree.ts';

/** `path name` of a function, or a path: why it may be longer than the rest. An entry that is not needed any more fails. */
const longOnPurpose: Record<string, string> = {};

const tracked = trackedFiles();
/** Templates of the scan's corpus look like the files of other people: test/templates.test.ts says what may not stand in them. */
const ours = tracked.filter((path) => !path.endsWith('.tpl'));
const sources = sourcesUnder('src', 'test', 'bench', 'scripts');
const ownCode = sources.filter((source) => !isTest(source.path));
const rooms = sources.filter((source) => source.path.startsWith('src/'));

describe('our files', () => {
  it('are seen by these tests', () => {
    expect(rooms.length).toBeGreaterThan(15);
    expect(tracked).toContain('package.json');
    expect(sources.some((source) => source.path.startsWith('scripts/'))).toBe(true);
  });

  it(`have no function over ${LONGEST_FUNCTION} lines and no file over ${LONGEST_FILE}, but for those on the list`, () => {
    const long = [...ownCode.flatMap(longFunctions), ...ownCode.filter(isLongFile).map((source) => source.path)];
    expect(long.sort()).toEqual(Object.keys(longOnPurpose).sort());
  });

  it('touch the process, the console, the clock and chance in one place each, and export no default', () => {
    expect(rooms.flatMap(reachFaults)).toEqual([]);
  });

  it('have names that say what they hold', () => {
    expect(ours.filter(vagueName)).toEqual([]);
  });

  it('state facts in the titles of tests', () => {
    expect(sources.flatMap(vagueTitles)).toEqual([]);
  });

  it('name no package registry and no path of one machine', () => {
    expect(ours.flatMap((path) => foreignPlaces(path, readTracked(path)))).toEqual([]);
  });

  // The paths in them are those that users have.
  it('name no package registry in the templates of the corpus', () => {
    const found = tracked
      .filter((path) => path.endsWith('.tpl'))
      .flatMap((path) => foreignPlaces(path, readTracked(path)));
    expect(found.filter((one) => one.endsWith('a package registry'))).toEqual([]);
  });
});

function linesOf(count: number): string {
  return Array.from({ length: count }, (_, at) => `  let line${at};`).join('\n');
}

describe('the rules themselves', () => {
  it.each([
    ['a function', `function long() {\n${linesOf(69)}\n}`, ['src/core/a.ts long']],
    ['an arrow', `const long = () => {\n${linesOf(69)}\n};`, ['src/core/a.ts long']],
    ['a method', `class A {\n  run() {\n${linesOf(69)}\n  }\n}`, ['src/core/a.ts run']],
    ['a function of 70 lines', `function fits() {\n${linesOf(68)}\n}`, []],
  ])('measure %s', (_title, text, found) => {
    expect(longFunctions(parseSource('src/core/a.ts', text))).toEqual(found);
  });

  it('measure files that are not data', () => {
    const text = linesOf(LONGEST_FILE + 1);
    expect(isLongFile(parseSource('src/core/a.ts', text))).toBe(true);
    expect(isLongFile(parseSource('src/core/a.ts', linesOf(LONGEST_FILE)))).toBe(false);
    expect(isLongFile(parseSource('src/exchanges/okx/facts.ts', text))).toBe(false);
  });

  it.each([
    ['process.env.HOME', 'reads the environment'],
    ['globalThis.process.env.HOME', 'reads the environment'],
    ['const { env } = process;', 'prints or exits'],
    [`import { env } from 'node:process';`, 'imports node:process'],
    ['console.log(1)', 'prints'],
    ['process.stdout.write("")', 'prints or exits'],
    ['process.exit(1)', 'prints or exits'],
    ['process.exitCode = 1', 'prints or exits'],
    ['Date.now()', 'reads the clock'],
    ['use(Date.now)', 'reads the clock'],
    ['new Date()', 'reads the clock'],
    ['performance.now()', 'reads the clock'],
    ['Math.random()', 'leaves it to chance'],
    ['export default 1;', 'exports a default'],
    ['export default function a() {}', 'exports a default'],
    ['const a = 1; export { a as default };', 'exports a default'],
  ])('refuse %s in a room', (text, fault) => {
    expect(reachFaults(parseSource('src/gateway/a.ts', text))).toEqual([`src/gateway/a.ts:1 ${fault}`]);
  });

  it.each([
    ['src/config/environment.ts', 'process.env.HOME'],
    ['src/cli/main.ts', 'console.log(1); process.stdout.write(""); process.exit(1)'],
    ['src/core/clock.ts', 'Date.now(); performance.now(); new Date()'],
    ['src/gateway/a.ts', 'new Date(atMs); process.pid; process.on("SIGTERM", stop); a.console; f({ process: 1 });'],
    ['src/gateway/a.test.ts', 'process.env.HOME; Date.now()'],
  ])('allow in %s what belongs there', (path, text) => {
    expect(reachFaults(parseSource(path, text))).toEqual([]);
  });

  it.each(['src/utils/a.ts', 'src/gateway/helpers/a.ts', 'src/gateway/common.ts', 'test/types/a.ts'])(
    'refuse the name %s',
    (path) => {
      expect(vagueName(path)).toBeDefined();
    },
  );

  it('find a wish in titles, also in tables', () => {
    const text = `it('should do', f); describe('it Should', f); it.each([['should a'], ['b']])('%s', f); it('does', () => say('should'));`;
    expect(vagueTitles(parseSource('a.test.ts', text))).toHaveLength(3);
  });

  it('find registries and machine paths', () => {
    const lines = [
      'https://registry.npm',
      'js.org/a',
      '\n/ro',
      'ot/a',
      '\n"/ho',
      'me/ann/a"',
      '\n/api/v3/order /run/x ./home/a/b',
    ];
    expect(foreignPlaces('a', lines.join(''))).toHaveLength(3);
  });
});
