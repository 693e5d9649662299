import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../config/index.ts';
import { monitorProblems } from './fit-monitor.ts';

const bot = {
  key: 'main',
  may: ['read', 'trade'],
  markets: ['BTC/USDT'],
  limits: { order_notional: '500 USDT', daily_notional: 'unlimited' },
};
const problems = (keys: Record<string, unknown>, monitor: Record<string, unknown>): string[] =>
  monitorProblems(settingsSchema.parse({ version: 1, keys, bots: { grid: bot }, monitor })).map(
    ({ path, message }) => `${path}: ${message}`,
  );
const main = { exchange: 'bybit' };
const watcher = { exchange: 'bybit', purpose: 'watch' };

describe('the settings of the monitor', () => {
  it('fit where a key of purpose watch watches one of the same exchange and environment', () => {
    const monitor = {
      with: { main: 'eye' },
      limits: { main: { positions: { 'BTC/USDT': '1' } } },
      others: [{ who: 'a platform', key: 'main' }],
    };
    expect(problems({ main, eye: watcher }, monitor)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['a key that is not there', { main }, { with: { main: 'eye' } }, 'monitor.with.main: there is no key eye'],
    [
      'an account that is not there',
      { main, eye: watcher },
      { with: { other: 'eye' } },
      'monitor.with.other: there is no key other',
    ],
    [
      'a key of another purpose',
      { main, eye: main },
      { with: { main: 'eye' } },
      'monitor.with.main: the key eye is for bots',
    ],
    [
      'a key of another exchange',
      { main, eye: { exchange: 'okx', purpose: 'watch' } },
      { with: { main: 'eye' } },
      'monitor.with.main: the key eye is of okx, and main is of bybit',
    ],
    [
      'a key of another environment',
      { main, eye: { ...watcher, environment: 'testnet' } },
      { with: { main: 'eye' } },
      'is of the environment testnet, and main is of live',
    ],
    ['limits of an unknown key', { main }, { limits: { other: {} } }, 'monitor.limits.other: there is no key other'],
    [
      'a limit of a market that no bot trades',
      { main },
      { limits: { main: { positions: { 'ETH/USDT': '1' } } } },
      'no bot with the key main trades ETH/USDT',
    ],
    [
      'others on an account that is not watched',
      { main, eye: watcher },
      { others: [{ who: 'a platform', key: 'eye' }] },
      'monitor.others.0.key: the key eye is for watch',
    ],
  ])('are refused for %s', (_what, keys, monitor, says) => {
    expect(problems(keys, monitor).join('\n')).toContain(says);
  });
});
