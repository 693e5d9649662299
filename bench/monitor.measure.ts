import { it } from 'vitest';
import { exchanges, watches } from '../src/exchanges/index.ts';
import { GuardScene, spotOf } from '../test/e2e/guard/guard-scene.ts';
import { leaveOrders, scenarios } from '../test/e2e/guard/thief-scenarios.ts';
import { median } from './http-load.ts';

/** What `bench/monitor.ts` runs: a file of tests, for the scenes of the tests record their secrets there. */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ONLY = process.env['BENCH_EXCHANGE'];
const IDLE_MS = 60_000;
/** After an order of a bot a change of its locks is taken for its own, so that the thief waits. */
const QUIET_MS = 20_500;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const print = (cells: readonly (string | number)[]): void =>
  console.log(cells.map((cell, index) => (index < 2 ? String(cell).padEnd(36) : String(cell).padStart(12))).join(' '));

async function asked(exchange: string): Promise<void> {
  const scene = await GuardScene.open(exchange, spotOf(exchange));
  await scene.settled();
  const mark = scene.keys.practice.mark();
  await pause(IDLE_MS);
  const counts = new Map<string, number>();
  for (const { host, keyId } of scene.keys.practice.received(mark))
    if (keyId !== undefined) counts.set(host, (counts.get(host) ?? 0) + 1);
  const { facts } = exchanges[exchange]!;
  for (const [host, count] of [...counts].sort()) {
    const group = facts.hosts.find(({ name }) => name === host)?.group ?? '';
    const bucket = facts.rate.buckets.find((one) => one.group === group);
    const perMinute = bucket === undefined ? undefined : (bucket.limit * 60_000) / bucket.windowMs;
    const limit = perMinute === undefined ? 'not told' : `of ${perMinute}`;
    print([exchange, host, count, limit, perMinute === undefined ? '' : `${((100 * count) / perMinute).toFixed(1)} %`]);
  }
  await scene.close();
}

async function alarms(exchange: string): Promise<void> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const scene = await GuardScene.open(exchange, spotOf(exchange));
    await scene.settled();
    const open = await leaveOrders(scene);
    await pause(QUIET_MS);
    for (const { name, kinds, act } of scenarios(scene, open)) {
      const known = new Set(scene.critical().map(({ about }) => about));
      const startedMs = performance.now();
      await act();
      const { tookMs } = await scene.alarm(known, kinds, startedMs);
      times.set(name, [...(times.get(name) ?? []), tookMs]);
    }
    await scene.close();
  }
  for (const [name, took] of times)
    print([exchange, name, `${Math.round(median(took))} ms`, `most ${Math.round(Math.max(...took))}`]);
}

const chosen = Object.keys(watches).filter((exchange) => ONLY === undefined || exchange === ONLY);

it('asks less than it may', async () => {
  console.log(`requests in ${IDLE_MS / 1_000} s of an idle bot, beside the limit of one minute`);
  for (const exchange of chosen) await asked(exchange);
});

it('tells of a thief in time', async () => {
  console.log(`time to alarm, median of ${ROUNDS}`);
  for (const exchange of chosen) await alarms(exchange);
});
