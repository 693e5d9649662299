import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sarifFaults } from '../sarif.ts';
import { drawnKey, ScanScene } from './scan-scene.ts';
import { practiceSettings, Terminal } from './terminal.ts';

interface Result {
  readonly ruleId: string;
  readonly kind?: string;
  readonly locations: readonly {
    readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string } };
  }[];
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
  readonly properties: { readonly state: string };
}
interface Log {
  readonly runs: readonly [{ readonly results: readonly Result[] }];
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** What the program printed, held to the schema. */
function held(stdout: string): Log {
  const log = JSON.parse(stdout) as Log;
  expect(sarifFaults(log)).toEqual([]);
  return log;
}

const resultsOf = ({ runs: [{ results }] }: Log) => results;
const uris = (log: Log): string[] =>
  resultsOf(log).flatMap(({ locations }) =>
    locations.flatMap(({ physicalLocation }) => physicalLocation?.artifactLocation.uri ?? []),
  );

const SOON = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
/** What an address, a terminal or a line would take for a sign of its own. */
const ODD = ['a b', 'c#d', 'e%20f', 'g?h', 'ünï-日本', 'i\nj', 'k:l', 'm[n]{o}|p', '"q"<r>&'];

describe('the log of keyward check', () => {
  it('is SARIF with each outcome in it, what is waived and attested, and the baseline', {
    timeout: 180_000,
  }, async () => {
    const place = new Terminal(practiceSettings);
    open.push(place);
    mkdirSync(place.home, { mode: 0o700 });
    place.write('package.json', '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
    expect((await place.run(['check', '--baseline', '--fail-on', 'never'])).stdout).toContain('the baseline now');
    await place.run(['waive', 'KILL-02', '--why', 'tried "by hand" <b>', '--until', SOON]);
    const log = held((await place.run(['check', '--format', 'sarif'])).stdout);
    const states = new Set(resultsOf(log).map(({ properties }) => properties.state));
    for (const state of ['fail', 'warn', 'unknown', 'pass', 'not-applicable', 'waived'])
      expect(states).toContain(state);
    expect(resultsOf(log).find(({ ruleId }) => ruleId === 'KILL-02')).toMatchObject({
      kind: 'fail',
      suppressions: [{ kind: 'external', justification: expect.stringContaining('tried "by hand" <b>') }],
    });
  });

  it.each(ODD)('is SARIF in a folder that is called %j, with its place', async (name) => {
    const place = new Terminal(practiceSettings);
    open.push(place);
    const cwd = join(place.folder, name);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'package.json'), '{"name":"bot","dependencies":{"bybit-apii":"1.0.0"}}\n');
    const log = held((await place.run(['check', 'DEP', '--format', 'sarif'], { cwd })).stdout);
    const paths = uris(log).map((uri) => decodeURIComponent(uri.replace(/^file:\/\//, '')));
    expect(paths).toContain(join(cwd, 'package.json'));
  });

  it('is SARIF where the settings cannot be read', async () => {
    const place = new Terminal('version: 1\nkeys: "\u0007<&\n');
    open.push(place);
    held((await place.run(['check', 'KILL', 'KEY', '--format', 'sarif'])).stdout);
  });
});

describe('the log of keyward scan', () => {
  function scene(): ScanScene {
    const one = new ScanScene();
    open.push(one);
    return one;
  }

  it('is SARIF without a find', async () => {
    expect(resultsOf(held((await scene().scan('--format', 'sarif')).stdout))).toEqual([]);
  });

  it('is SARIF of several folders with odd names, with the place of each', { timeout: 60_000 }, async () => {
    const place = scene();
    for (const [at, name] of ODD.entries()) place.write(`${name}/${name}.env`, drawnKey(`odd ${at}`).env);
    const log = held((await place.scan(...ODD, '--format', 'sarif')).stdout);
    const paths = uris(log).map(decodeURIComponent);
    for (const name of ODD.filter((one) => !one.includes('\n'))) expect(paths).toContain(`${name}/${name}.env`);
    expect(paths.length).toBeGreaterThanOrEqual(ODD.length);
  });

  it('is SARIF of a history, with what is in the baseline, what a comment excuses, and what was not read', async () => {
    const place = scene();
    place.write('known.env', drawnKey('known').env);
    place.commit('one');
    await place.scan('baseline', '--reason', 'revoked <long> ago', '--until', SOON);
    place.write('new.env', drawnKey('new').env);
    place.write('sample.env', `# keyward:ignore a sample\n${drawnKey('sample').env}`);
    place.write('big.bin', Buffer.alloc(4_096, 1));
    place.commit('two');
    for (const source of [[], ['--history'], ['--range', 'HEAD~1..HEAD']]) {
      const log = held(
        (await place.scan(...source, '--baseline', 'keyward-baseline.jsonl', '--format', 'sarif')).stdout,
      );
      expect(resultsOf(log).length).toBeGreaterThan(0);
      const kinds = resultsOf(log).flatMap(({ suppressions = [] }) => suppressions.map(({ kind }) => kind));
      expect(kinds).toContain('inSource');
      if (source.length === 0) expect(kinds).toContain('external');
    }
  });
});
