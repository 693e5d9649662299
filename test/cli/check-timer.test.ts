import { readdirSync, readFileSync, rmSync } from 'node:fs';
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

  it('answers its bots and ends in order while a look of its checks hangs', async () => {
    const place = new Terminal(`${practiceSettings}check: { everyHours: 0.0014 }\n`);
    places.push(place);
    const up = await place.up();
    const looking = () =>
      readdirSync('/proc')
        .map(Number)
        .find((pid) => pid > 0 && isCheckOf(pid, up.pid));
    let pid = looking();
    for (; pid === undefined; pid = looking()) await sleep(10);
    process.kill(pid, 'SIGSTOP');
    const beganMs = performance.now();
    const answer = await fetch(`http://127.0.0.1:${up.ready.port}/nothing`);
    expect(answer.status).toBe(404);
    expect(await up.end()).toBe(0);
    expect(performance.now() - beganMs).toBeLessThan(10_000);
    for (let tries = 0; isCheckOf(pid) && tries < 100; tries++) await sleep(20);
    expect(isCheckOf(pid)).toBe(false);
  }, 60_000);
});

/** Whether a process runs the checks, as a child of another where one is named. */
function isCheckOf(pid: number, parent?: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    if (/^State:\s+Z/m.test(status) || (parent !== undefined && !new RegExp(`^PPid:\\s+${parent}$`, 'm').test(status)))
      return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0--json\0check\0');
  } catch {
    return false;
  }
}
