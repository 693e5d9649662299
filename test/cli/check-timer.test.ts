import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

interface Report {
  readonly checks: readonly { readonly state: string }[];
}

const places: Terminal[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.close();
});

describe('a running keyward up', () => {
  it('looks again by itself, and alarms for what is worse than the baseline until it is as before', async () => {
    // Every 5 s.
    const place = new Terminal(`${practiceSettings}check: { everyHours: 0.0014 }\n`);
    places.push(place);
    const up = await place.up();
    const said = async (wanted: RegExp) => {
      while (!wanted.test(up.output().stderr)) await sleep(200);
    };
    // What the watch says at its first look is no drift.
    const watched = async () =>
      (await place.json<Report>(['check', 'REC'])).checks.every(({ state }) => state !== 'unknown');
    while (!(await watched())) await sleep(500);
    await place.run(['check', '--baseline']);
    const manifest = place.write('package.json', '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
    await said(/checks-drift.*DEP-03 .* is fail/);
    rmSync(manifest);
    await said(/an alarm is over.*checks-drift/);
    expect(await up.end()).toBe(0);
  }, 120_000);
});
