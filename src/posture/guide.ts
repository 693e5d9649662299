import type { ReportedCheck, State } from './reported.ts';
import { states } from './reported.ts';

export interface Box {
  readonly number: number;
  readonly part: string;
  readonly text: string;
  /** How Keyward itself does it, where no check can ask. */
  readonly done?: string;
  /** Ids of the checks that decide it: where none of them applies, the box does not, whatever else is fine. Empty: all that answer it. */
  readonly deciding: readonly string[];
}

const parts: Readonly<Record<string, readonly (readonly [text: string, done?: string])[]>> = {
  'The key': [
    ["withdraw is never on a bot's key"],
    ['only the rights that are used'],
    ['analysis and backtests have keys that only read'],
    ['one key for each bot', 'each bot has a key of its own at Keyward; the exchange key never leaves it'],
    ["each key is bound to the server's address"],
    ['what a key can do is looked at when it starts, and fails loudly'],
    ['a passphrase is a secret too', 'it is kept, masked, scanned for and replaced as the key is'],
  ],
  Secrets: [
    ['never in source, notebooks, chats, cloud drives, backups'],
    [
      'from the environment or a secrets manager; a missing one is named',
      'a key that is missing ends `keyward up` with its name',
    ],
    ['`.env` ignored by git before the first commit, mode 600'],
    ['a vault in production, nothing on disk'],
    ['logs never print a secret'],
  ],
  'The repository': [
    ['a secret scan before every commit'],
    ['the whole history scanned before a repository becomes public'],
    ['a leaked key is revoked first; then the history is cleaned', '`keyward leak KEY` revokes first of all'],
  ],
  Rotation: [
    ['keys replaced every 90, 30 or 14 days, by what they can do'],
    ['at once after an event: a person leaves, a dependency is doubted'],
    ['a record of the last rotation; overdue keys are told of before trading starts'],
    ['replaced without code change or downtime', '`keyward key rotate` switches between two requests'],
  ],
  Running: [
    ['the clock within 2 s of true time, NTP on'],
    ['errors of signatures and limits are told, never silent'],
    ['each call is written down: time, call, parameters, result'],
    ["the exchange's record is compared with that book"],
    ['alerts on failed log-ins, strange addresses, anomalies'],
    ['a kill switch in one command, tried, and tripped by anomalies'],
    ['inbound webhooks are authenticated', 'Keyward opens no door for webhooks'],
  ],
  'Host and account': [
    ['a dedicated server, not a laptop, with a fixed address'],
    ['bots run as an ordinary user under systemd'],
    ['SSH by key only, a firewall both ways, patched'],
    ['two-factor on the exchange log-in'],
    ['a withdrawal address list'],
    ['notices on every log-in and withdrawal'],
    ['a sub-account that holds only the capital of the bot'],
    ['hosted platforms get a scoped key, bound to their addresses'],
  ],
  'When a key leaks': [['revoke first, then replace, then investigate', '`keyward leak KEY` goes in this order']],
};

/** By box: the checks that decide it, where the others that bear on it do not ask the same. */
const DECIDING: Readonly<Record<number, readonly string[]>> = {
  2: ['KEY-04'],
  8: ['SEC-02', 'REPO-01'],
  9: ['KEY-15'],
  10: ['SEC-01', 'REPO-03'],
  11: ['SEC-02'],
  12: ['SEC-06', 'REPO-06'],
  13: ['REPO-07'],
  17: ['KEY-06'],
  18: ['KEY-06'],
  20: ['TIME-01', 'TIME-03'],
  21: ['KEY-09'],
  23: ['REC-01'],
  24: ['ALRT-01'],
  25: ['KILL-01', 'KILL-02'],
  27: ['HOST-18'],
  28: ['HOST-01', 'HOST-14'],
  29: ['HOST-02', 'HOST-04', 'HOST-06'],
  30: ['ACCT-01'],
  32: ['ACCT-05'],
};

/** The boxes of the public security guides for trading bots, in our words, by number from 1. */
export const boxes: readonly Box[] = Object.entries(parts)
  .flatMap(([part, list]) => list.map(([text, done]) => ({ part, text, ...(done === undefined ? {} : { done }) })))
  .map((box, index) => ({ number: index + 1, deciding: DECIDING[index + 1] ?? [], ...box }));

export interface CheckedBox extends Box {
  /** The checks that answer it, with their states. */
  readonly checks: readonly { readonly id: string; readonly state: State }[];
  /** The worst of them, and no pass where those that decide do not apply; absent where no check answers it. */
  readonly state?: State;
}

/** Each box with the checks that answer it. */
export function checkedBoxes(checks: readonly ReportedCheck[]): readonly CheckedBox[] {
  return boxes.map((box) => {
    const found = checks
      .filter((check) => check.boxes.includes(box.number))
      .map(({ id, state }) => ({ id, state }))
      .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || a.id.localeCompare(b.id));
    const state = stateOf(box, found);
    return { ...box, checks: found, ...(state === undefined ? {} : { state }) };
  });
}

const OPEN: ReadonlySet<State> = new Set(['fail', 'warn', 'unknown']);

/** `found`: worst first. */
function stateOf({ deciding }: Box, found: CheckedBox['checks']): State | undefined {
  const worst = found.find(({ state }) => state !== 'not-applicable') ?? found[0];
  if (!worst || OPEN.has(worst.state)) return worst?.state;
  const asked = found.filter(({ id }) => deciding.length === 0 || deciding.includes(id));
  return asked.every(({ state }) => state === 'not-applicable') ? 'not-applicable' : worst.state;
}
