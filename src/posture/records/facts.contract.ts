import { seen } from '../check.ts';
import type { OpenFinding, RecordsFacts, WatchedList, WatchSeen } from './facts.ts';

export const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

const list = (name: string, tells: WatchedList['tells'], more: Partial<WatchedList> = {}): WatchedList => ({
  list: name,
  tells,
  state: 'read',
  ageMs: 2_000,
  isNeeded: true,
  ...more,
});

/** An account whose lists are all read, but for what is said of some. */
export function watch(others: Readonly<Record<string, Partial<WatchedList>>> = {}): RecordsFacts['watch'] {
  const lists = [
    list('spot orders', 'orders', others['spot orders']),
    list('spot fills', 'orders', others['spot fills']),
    list('futures orders', 'orders', { isNeeded: false, state: 'forbidden', ...others['futures orders'] }),
    list('balances', 'assets', others['balances']),
    list('withdrawals', 'moves', others['withdrawals']),
    list('deposits', 'moves', others['deposits']),
    list('equity', 'other', others['equity']),
  ];
  return watching({ isWatching: true, accounts: [{ key: 'main', lists, openBooks: [] }] });
}

export const watching = (its: WatchSeen): RecordsFacts['watch'] => seen('keyward up, the watch', its);

export function open(question: OpenFinding['question'], about: string, more: Partial<OpenFinding> = {}): OpenFinding {
  return {
    question,
    about,
    key: 'main',
    severity: 'critical',
    says: 'something was found.\nIt has two lines.',
    at: '2026-11-21T10:00:00.000Z',
    ...more,
  };
}

export const found = (...all: readonly OpenFinding[]): Pick<RecordsFacts, 'found'> => ({
  found: seen('keyward alert list', { open: all }),
});

/** Everything as it is wished for. */
export function recordsFacts(more: Partial<RecordsFacts> = {}): RecordsFacts {
  return {
    nowMs: NOW_MS,
    keys: seen('the settings', ['main']),
    watch: watch(),
    ...found(),
    coins: seen('monitor/memory.json', [{ key: 'main', isReal: true, closedMs: NOW_MS, strange: [], own: 2 }]),
    book: seen('the journal', { bytes: 5_000_000, entries: 900, isWhole: true, remembered: 900 }),
    calls: seen('the journal', {
      sinceMs: NOW_MS - 7 * 86_400_000,
      bots: [{ bot: 'grid', refused: {}, learnedSinceMs: NOW_MS - 30 * 86_400_000 }],
      learnDays: 7,
    }),
    ...more,
  };
}
