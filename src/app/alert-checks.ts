import { channelKinds, criticalGap } from '../alerts/index.ts';
import { channelOf, type Settings } from '../config/index.ts';
import { HEART } from './alert-report.ts';
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
    const { failsWith, secretName } = channelKinds.find(({ id }) => id === kind)!;
    return { name, kind, atLeast, secretName, failsWith: failsWith(settings) };
  });
  if (ways.length === 0) {
    const isReal = Object.values(keys).some(({ environment }) => environment === 'live');
    const says = 'no channel is configured: an alarm stands in the log and the journal alone';
    return isReal
      ? [{ what, outcome: 'warning', says, fix: 'write one under alerts.channels; README.md, Alerts' }]
      : [];
  }
  const gap = criticalGap(ways);
  const listed = await running?.listAlerts();
  const failing = listed?.channels.filter(({ fault }) => fault !== undefined) ?? [];
  const faults = failing.map(({ channel, fault }): Examined => {
    // What runs may have other settings than those here.
    const way = ways.find(({ name }) => name === channel);
    return {
      what,
      outcome: 'fault',
      says: `${channel} does not work: ${fault}`,
      fix: mend(channel, way?.kind ?? 'its service', way?.secretName, fault!),
    };
  });
  const { heartbeat } = listed ?? {};
  if (heartbeat?.fault !== undefined)
    faults.push({
      what,
      outcome: 'fault',
      says: `the heartbeat does not arrive: ${heartbeat.fault}`,
      fix: mend(HEART, 'heartbeat', 'HEARTBEAT_URL', heartbeat.fault),
    });
  if (gap !== undefined)
    return [...faults, { what, outcome: 'warning', says: gap, fix: 'write a second one under alerts.channels' }];
  if (faults.length > 0) return faults;
  const plural = ways.length === 1 ? 'channel' : 'channels';
  return [{ what, outcome: 'fine', says: `${ways.length} ${plural}; keyward alert test sends over each` }];
}

/** A service that was not reached, by what is told of it. */
const AWAY = /\bE[A-Z]{4,}\b|answer|in time|timed out|reach|closed|TLS|certificate/;

/** What a failing channel wants: its secret, its settings, or a way to its service. */
function mend(name: string, kind: string, secretName: string | undefined, fault: string): string {
  const where = name === HEART ? 'alerts.heartbeat' : `alerts.channels.${name}`;
  const secret = secretName === undefined ? where : `${secretName} (${where}.from)`;
  const status = Number(/\bHTTP (\d{3})/.exec(fault)?.[1] ?? Number.NaN);
  const then = `, then keyward alert test ${name}`;
  if (status === 401 || status === 403) return `the service does not take ${secret}: put a new one there${then}`;
  if (status === 429) return 'the service wants fewer messages: it is tried again by itself';
  if (status >= 500) return `nothing here: ${kind} has trouble, and is tried again by itself`;
  if (status >= 300) return `correct ${where} or ${secret}: the service knows no such address or receiver${then}`;
  if (AWAY.test(fault)) return `see that this host reaches the service of ${where} (address, DNS, firewall)${then}`;
  return `look at ${secret}: it must be there, readable and right${then}`;
}
