import { type Cases, seen, unseen } from '../check.ts';
import { found, NOW_MS, open, recordsFacts, watch, watching } from './facts.contract.ts';
import type { BotCalls, Question, RecordsFacts } from './facts.ts';

/** What holds of each question that the monitor answers. */
function watched(question: Question, kind: string, list: string): Cases<RecordsFacts> {
  return {
    good: { 'watched, and nothing is open': recordsFacts() },
    bad: {
      'something critical is open': recordsFacts(found(open(question, `${kind} main 123`))),
      'something is open, and nothing runs': recordsFacts({
        ...found(open(question, `${kind} main '; rm -rf ~`)),
        watch: unseen('keyward up', 'no keyward up runs here'),
      }),
      'a warning is open': recordsFacts(found(open(question, `${kind} main 7`, { severity: 'warning' }))),
      'more are open than anybody reads': recordsFacts(
        found(...Array.from({ length: 60 }, (_, at) => open(question, `${kind} main ${at}`))),
      ),
    },
    near: {
      'what is open is of another question': recordsFacts(
        found(open(question === 'orders' ? 'moves' : 'orders', 'something-else main 1')),
      ),
      'nothing runs': recordsFacts({ watch: unseen('keyward up', 'no keyward up runs here') }),
      'the watch is turned off': recordsFacts({ watch: watching({ isWatching: false, accounts: [] }) }),
      'its account is not watched yet': recordsFacts({ watch: watching({ isWatching: true, accounts: [] }) }),
      'a list is failing': recordsFacts({ watch: watch({ [list]: { state: 'failing', why: 'timeout' } }) }),
      'a list was read an hour ago': recordsFacts({ watch: watch({ [list]: { ageMs: 3_600_000 } }) }),
      'a list that its key may not read': recordsFacts({ watch: watch({ [list]: { state: 'forbidden' } }) }),
      'the monitor says itself that it does not see': recordsFacts(
        found(open('unseen', 'feed-unknown main account', { severity: 'critical' })),
      ),
      'the findings cannot be read': recordsFacts({ found: unseen('the journal', 'it is broken') }),
      'no bot trades': recordsFacts({ keys: seen('the settings', []) }),
    },
  };
}

const orders = watched('orders', 'foreign-order', 'spot orders');
const assets = watched('assets', 'books-open', 'balances');
const moves = watched('moves', 'withdrawal', 'withdrawals');
const stopped = watched('stopped', 'bot-stopped', 'spot fills');
const venue = watched('venue', 'in-doubt', 'spot orders');
const calls = watched('calls', 'habit', 'spot orders');

const held = (strange: readonly string[], isReal = true) => ({
  coins: seen('monitor/memory.json', [{ key: 'main', isReal, closedMs: NOW_MS, strange, own: 2 }]),
});
const book = (more: object) =>
  recordsFacts({ book: seen('the journal', { bytes: 10, entries: 9, isWhole: true, ...more }) });
const asked = (...bots: BotCalls['bots']) =>
  recordsFacts({ calls: seen('the journal', { sinceMs: NOW_MS - 86_400_000, bots, learnDays: 7 }) });
const LONG_AGO = NOW_MS - 30 * 86_400_000;

export const recordsCases: Readonly<Record<string, Cases<RecordsFacts>>> = {
  'REC-01': orders,
  'REC-02': {
    ...assets,
    bad: {
      ...assets.bad,
      'a coin of no market of the bots': recordsFacts(held(['SCAM'])),
      'dozens of them': recordsFacts(
        held(
          Array.from({ length: 40 }, (_, at) => `C${at}`),
          false,
        ),
      ),
    },
    near: {
      ...assets.near,
      'no books were ever closed': recordsFacts({ coins: unseen('monitor/memory.json', 'no account was watched yet') }),
    },
  },
  'REC-03': moves,
  'REC-04': stopped,
  'REC-05': venue,
  'REC-06': {
    good: {
      'every entry fits': recordsFacts(),
      'it is one entry longer than remembered': book({ remembered: 8 }),
      'a long one, which the running Keyward verifies': book({ isWhole: false, isVerified: true }),
    },
    bad: {
      'a line was changed': book({
        broken: { file: '/h/journal/1.jsonl', line: 4, reason: 'the line does not fit its own sum' },
      }),
      'its end is gone': book({ remembered: 10 }),
      'all of it is gone': recordsFacts({
        book: seen('the journal', { bytes: 0, entries: 0, isWhole: true, remembered: 10 }),
      }),
      'the end of a long one is broken': book({
        isWhole: false,
        isVerified: true,
        broken: { file: 'a', line: 1, reason: 'b' },
      }),
      'the monitor has found a gap': recordsFacts(found(open('journal', 'journal-gap 7'))),
    },
    near: {
      'only its end was read': book({ isWhole: false, bytes: 900_000_000 }),
      'nothing was ever written': recordsFacts({ book: seen('the journal', undefined) }),
      'what the monitor has found cannot be read': recordsFacts({
        book: unseen('the journal', 'it may not be read by this user'),
      }),
    },
  },
  'REC-07': {
    good: {
      ...calls.good,
      'a try or two': asked({ bot: 'grid', refused: { 'may-read': 2 }, learnedSinceMs: LONG_AGO }),
    },
    bad: {
      ...calls.bad,
      'it asks for what it may not': asked({
        bot: 'grid',
        refused: { 'class-refused': 2, 'endpoint-unknown': 1 },
        learnedSinceMs: LONG_AGO,
      }),
      'also while it is learned': asked({ bot: 'grid', refused: { 'class-refused': 9 }, learnedSinceMs: NOW_MS }),
    },
    near: {
      ...calls.near,
      'it is still being learned': asked({ bot: 'grid', refused: {}, learnedSinceMs: NOW_MS - 86_400_000 }),
      'it has never asked': asked({ bot: 'grid', refused: {} }),
    },
  },
};
