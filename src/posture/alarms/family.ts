import type { Family } from '../check.ts';
import { channelSecrets } from './channel-secrets/check.ts';
import { channelsTested } from './channels-tested/check.ts';
import { type AlarmsFacts, blindAlarms } from './facts.ts';
import { heartbeatOutside } from './heartbeat-outside/check.ts';
import { twoChannels } from './two-channels/check.ts';

export const alarmsFamily: Family<AlarmsFacts> = {
  name: 'ALRT',
  title: 'alarms',
  checks: [twoChannels, channelsTested, heartbeatOutside, channelSecrets],
  blind: blindAlarms,
};
