import { seen } from '../check.ts';
import type { KillAccount, KillFacts, KillUses } from './facts.ts';

export const NOW_MS = Date.parse('2026-11-22T12:00:00Z');
export const daysAgo = (days: number): number => NOW_MS - days * 86_400_000;

const LISTS: KillAccount['lists'] = [
  { name: 'spot open orders', tells: 'orders', kinds: ['spot'] },
  { name: 'futures open orders', tells: 'orders', kinds: ['linear'] },
  { name: 'futures conditional orders', tells: 'orders', kinds: ['linear'] },
  { name: 'option orders', tells: 'orders', kinds: [] },
  { name: 'futures positions', tells: 'positions', kinds: ['linear'] },
  { name: 'spot balances', tells: 'balances' },
];

/** All of them read, but for those named. */
export function readsBut(
  others: Readonly<Record<string, 'failing' | 'forbidden' | 'waiting'>> = {},
): KillAccount['reads'] {
  return seen(
    'keyward up, the watch',
    LISTS.map(({ name }) => ({ list: name, state: others[name] ?? ('read' as const) })),
  );
}

export function account(more: Partial<KillAccount> = {}): KillAccount {
  return {
    key: 'main',
    exchange: 'binance',
    isReal: true,
    trades: ['spot'],
    lists: LISTS,
    leaves: [],
    reads: readsBut(),
    deadMan: {
      offers: { least: 10, most: 120, takesStops: 'unknown' },
      wanted: 60,
      set: seen('dead-man.json', NOW_MS - 20_000),
    },
    rights: seen('the journal', { can: { read: 'yes', spot: 'yes', futures: 'no' }, atMs: daysAgo(1) }),
    ...more,
  };
}

export const noUses: KillUses = { practice: [], live: [], real: [] };

export function use(more: Partial<KillUses['real'][number]> = {}): KillUses['real'][number] {
  return { atMs: daysAgo(2), key: 'main', state: 'flat', unread: [], isResumed: true, ...more };
}

/** Everything as it is wished for. */
export function killFacts(more: Partial<KillFacts> = {}, own: Partial<KillAccount> = {}): KillFacts {
  return {
    nowMs: NOW_MS,
    accounts: seen('the settings', [account(own)]),
    uses: seen('kill/', { ...noUses, practice: [{ atMs: daysAgo(3), isPassed: true, exchanges: ['binance'] }] }),
    halted: seen('halt.json', { level: 'run', running: seen('keyward up', 'run') }),
    passed: seen('the journal', { sinceMs: daysAgo(30), orders: [] }),
    runs: seen('run/', []),
    others: seen('ss', []),
    ...more,
  };
}
