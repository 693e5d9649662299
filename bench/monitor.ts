import { startVitest } from 'vitest/node';

/**
 * Measures the monitor at each exchange of the practice exchange: how often it asks, beside what the exchange allows, and how long after each
 * thing that a thief does the alarm is raised. Usage: `npm run bench monitor [rounds] [exchange]`.
 */
const [, , rounds, exchange] = process.argv;
if (rounds !== undefined) process.env['BENCH_ROUNDS'] = rounds;
if (exchange !== undefined) process.env['BENCH_EXCHANGE'] = exchange;
const run = await startVitest('test', [], {
  watch: false,
  include: ['bench/monitor.measure.ts'],
  testTimeout: 4 * 3_600_000,
  maxWorkers: 1,
  disableConsoleIntercept: true,
});
await run.close();
