import { channelKinds, criticalGap } from '../alerts/index.ts';
import { channelOf, type Settings } from '../config/index.ts';
import type { Examined } from './examined.ts';
import type { Operations } from './operations.ts';

const what = 'alerts';

/** Whether critical alarms reach a human: by the settings, and by what the running Keyward knows of its channels. */
export async function examineAlerts(
  { alerts, keys }: Settings,
  running: Pick<Operations, 'listAlerts'> | undefined,
): Promise<Examined[]> {
  const ways = Object.entries(alerts.channels).map(([name, channel]) => {
    const { kind, settings, atLeast } = channelOf(channel);
    return { name, atLeast, failsWith: channelKinds.find(({ id }) => id === kind)!.failsWith(settings) };
  });
  if (ways.length === 0) {
    const isReal = Object.values(keys).some(({ environment }) => environment === 'live');
    const says = 'no channel is configured: an alarm stands in the log and the journal alone';
    return isReal
      ? [{ what, outcome: 'warning', says, fix: 'write one under alerts.channels; README.md, Alerts' }]
      : [];
  }
  const gap = criticalGap(ways);
  const failing = (await running?.listAlerts())?.channels.filter(({ fault }) => fault !== undefined) ?? [];
  const faults = failing.map(({ channel, fault }): Examined => {
    const fix = `keyward alert test ${channel}`;
    return { what, outcome: 'fault', says: `${channel} does not work: ${fault}`, fix };
  });
  if (gap !== undefined)
    return [...faults, { what, outcome: 'warning', says: gap, fix: 'write a second one under alerts.channels' }];
  if (faults.length > 0) return faults;
  const plural = ways.length === 1 ? 'channel' : 'channels';
  return [{ what, outcome: 'fine', says: `${ways.length} ${plural}; keyward alert test sends over each` }];
}
