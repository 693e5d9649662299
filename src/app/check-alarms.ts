import { resolve } from 'node:path';
import { channelKinds, isAtLeast } from '../alerts/index.ts';
import { channelOf, type Settings } from '../config/index.ts';
import type { EntryOf } from '../journal/index.ts';
import {
  type AlarmChannel,
  type AlarmsFacts,
  type ChannelTests,
  modeOf,
  type Outside,
  type SecretPlace,
  type Sight,
  seen,
  seesWatchdog,
} from '../posture/index.ts';
import { backEndOf, type From } from '../vault/index.ts';
import type { AlertList } from './alert-report.ts';
import { HEART } from './alert-report.ts';
import { type JournalEnd, journalEnd } from './check-journal.ts';
import type { CheckParts } from './check-parts.ts';
import { askRunning, notRunning } from './check-running.ts';
import { folderOf } from './places.ts';

/** What the checks of the alarms judge: the settings, the journal, and what the running Keyward says of its channels; nothing is sent. */
export async function lookAlarms(parts: CheckParts): Promise<AlarmsFacts> {
  const { settings, eyes } = parts;
  const [journal, alerts, watchdog, secrets] = await Promise.all([
    journalEnd(parts),
    askRunning(parts, 'listAlerts'),
    seesWatchdog(eyes),
    secretsOf(parts),
  ]);
  const { heartbeat } = settings.alerts;
  const outside: Outside = {
    ...(heartbeat ? { heartbeat: { everyMinutes: heartbeat.everyMinutes } } : {}),
    fault: faultOf(alerts),
    watchdog,
  };
  return {
    nowMs: eyes.nowMs,
    isReal: seen(
      'the settings',
      Object.values(settings.keys).some(({ environment }) => environment === 'live'),
    ),
    channels: seen('the settings', channelsOf(settings)),
    tests: testsOf(journal),
    failing: failingOf(alerts),
    outside: seen('the settings', outside),
    secrets: seen('the settings', secrets),
  };
}

function channelsOf({ alerts }: Settings): readonly AlarmChannel[] {
  return Object.entries(alerts.channels).map(([name, channel]) => {
    const { kind, settings, atLeast } = channelOf(channel);
    const { failsWith } = channelKinds.find(({ id }) => id === kind)!;
    return { name, kind, takesCritical: isAtLeast('critical', atLeast), failsWith: failsWith(settings) };
  });
}

const WORDS: Readonly<Record<string, string>> = { test: 'test', check: 'self-test' };

/** The last message of each channel that was sent, or was not; what waits to be tried again tells nothing yet. */
function testsOf(journal: Sight<JournalEnd>): Sight<ChannelTests> {
  if ('unseen' in journal) return journal;
  const { entries, sinceMs } = journal.seen;
  const told = entries.filter(
    (entry): entry is EntryOf<'alert'> =>
      entry.kind === 'alert' && (entry.result === 'sent' || entry.result === 'failed'),
  );
  const last: ChannelTests['last'] = Object.fromEntries(
    told.map(({ channel, time, result, message, says }) => [
      channel,
      {
        atMs: Date.parse(time),
        isSent: result === 'sent',
        what: WORDS[message] ?? 'alarm',
        ...(says === undefined ? {} : { says }),
      },
    ]),
  );
  return seen(journal.by, { last, ...(sinceMs === undefined ? {} : { sinceMs }) });
}

function failingOf(alerts: Sight<AlertList> | undefined): AlarmsFacts['failing'] {
  if (alerts === undefined) return notRunning;
  if ('unseen' in alerts) return alerts;
  const failing = alerts.seen.channels.flatMap(({ channel, fault }) =>
    fault === undefined ? [] : [[channel, fault] as const],
  );
  return seen(alerts.by, Object.fromEntries(failing));
}

function faultOf(alerts: Sight<AlertList> | undefined): Outside['fault'] {
  if (alerts === undefined) return notRunning;
  return 'unseen' in alerts ? alerts : seen(alerts.by, alerts.seen.heartbeat?.fault);
}

/** Where each channel that has a secret reads it. */
async function secretsOf({ settings, path, eyes }: CheckParts): Promise<readonly SecretPlace[]> {
  const { channels, heartbeat } = settings.alerts;
  const named = Object.entries(channels).flatMap(([name, channel]) => {
    const { kind, settings: own, from } = channelOf(channel);
    const { secretName, needsSecret } = channelKinds.find(({ id }) => id === kind)!;
    // One that works without any has one only where its owner has named a place.
    return secretName === undefined || (from === undefined && !needsSecret(own)) ? [] : [[name, from] as const];
  });
  const all = [...named, ...(heartbeat ? [[HEART, heartbeat.from] as const] : [])];
  return Promise.all(
    all.map(async ([channel, from]): Promise<SecretPlace> => {
      const { id, file } = placeIn(from);
      if (file === undefined) return { channel, place: id };
      const at = resolve(folderOf({ settingsPath: path }), file);
      return { channel, place: id, file: { path: at, mode: await modeOf(eyes, at) } };
    }),
  );
}

/** The back end of a place, and the plain file that it reads, where it is one. */
function placeIn(from: From | undefined): { readonly id: string; readonly file?: string } {
  if (from === undefined) return { id: 'env' };
  const { backEnd, settings } = backEndOf(from);
  return backEnd.id === 'dotenv'
    ? { id: 'dotenv', file: (settings as { readonly file: string }).file }
    : { id: backEnd.id };
}
