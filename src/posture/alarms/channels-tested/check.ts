import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import { type AlarmChannel, type AlarmsFacts, type ChannelTests, lighter } from '../facts.ts';

const DAY_MS = 86_400_000;
const TEST_DAYS = 7;
const SKEW_MS = 3_600_000;

export const channelsTested: Check<AlarmsFacts> = {
  id: 'ALRT-02',
  severity: 'high',
  title: 'each channel was tested in the last seven days, and worked',
  why: 'Tokens end, chats are left, addresses bounce: a channel that was right in spring is silent when the account is robbed in autumn.',
  how: 'The journal has each message that was sent over a channel: the daily self-test, `keyward alert test`, alarms. What the running Keyward says of a channel now counts more. That a human saw it is not seen; tests while no Keyward runs leave no trace.',
  fix: 'keyward alert test while keyward up runs, and leave alerts.selfTest on',
  undo: 'a test changes nothing',
  references: [],
  boxes: [24],
  judge: (facts) =>
    whenSeen('alarms', facts.channels, (channels, by) =>
      channels.length === 0
        ? [{ result: 'not-applicable', about: 'alarms', says: 'no channel is configured', by }]
        : channels.map((channel) => ofChannel(channel, facts)),
    ),
};

function ofChannel(channel: AlarmChannel, facts: AlarmsFacts): Finding {
  const about = `channel ${channel.name}`;
  const { failing } = facts;
  const fault = 'seen' in failing && Object.hasOwn(failing.seen, channel.name) ? failing.seen[channel.name] : undefined;
  const fix = `keyward alert test ${shellWord(channel.name)}`;
  if (fault !== undefined)
    return {
      result: 'fail',
      about,
      says: `it does not work now: ${plain(fault)}`,
      by: failing.by,
      fix,
      ...lighter(facts),
    };
  const [found] = whenSeen(about, facts.tests, (tests, by) => [judged(channel, tests, { facts, by, fix })]);
  return found!;
}

function judged(
  { name }: AlarmChannel,
  { last, sinceMs }: ChannelTests,
  { facts, by, fix }: { readonly facts: AlarmsFacts; readonly by: string; readonly fix: string },
): Finding {
  const about = `channel ${name}`;
  const bad = {
    result: lighter(facts).severity ? ('warn' as const) : ('fail' as const),
    about,
    by,
    fix,
    ...lighter(facts),
  };
  const weekAgoMs = facts.nowMs - TEST_DAYS * DAY_MS;
  const one = Object.hasOwn(last, name) ? last[name]! : undefined;
  if (!one && sinceMs !== undefined && sinceMs > weekAgoMs)
    return {
      result: 'unknown',
      about,
      says: 'no test of it is in the end of the journal, and the rest of the week was not read',
      by,
      fix,
    };
  if (!one) return { ...bad, says: 'no test of it is in the journal' };
  const at = new Date(one.atMs).toISOString().slice(0, 16);
  if (one.atMs > facts.nowMs + SKEW_MS)
    return { result: 'unknown', about, says: `its last test bears a date to come: ${at}Z`, by, fix };
  if (!one.isSent)
    return {
      ...bad,
      says: `its last ${one.what}, ${at}Z, failed${one.says === undefined ? '' : `: ${plain(one.says)}`}`,
    };
  if (one.atMs < weekAgoMs)
    return {
      ...bad,
      says: `its last ${one.what} was ${Math.floor((facts.nowMs - one.atMs) / DAY_MS)} days ago, ${at}Z`,
    };
  return { result: 'pass', about, says: `its ${one.what} of ${at}Z was taken`, by };
}

const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .slice(0, 200);
