import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import type { AlarmsFacts, SecretPlace } from '../facts.ts';

export const channelSecrets: Check<AlarmsFacts> = {
  id: 'ALRT-04',
  severity: 'medium',
  title: 'the tokens of the alarm channels are readable by nobody else',
  why: 'Who has the token of the bot reads the alarms, sends false ones, and can answer in your name where replies lower the halt level.',
  how: 'Where each channel reads its secret from, by the settings, and the mode of plain files. Copies of a token elsewhere are found by `keyward scan`; access lists show in the mode.',
  fix: 'chmod 600 FILE, or let another place keep it: from: {systemd: {name: NAME}} of the channel in keyward.yaml',
  undo: 'write the former from into alerts.channels again',
  references: ['chmod(1)', 'proc(5)'],
  boxes: [10, 12],
  judge: (facts) =>
    whenSeen('alarms', facts.secrets, (places, by) =>
      places.length === 0
        ? [{ result: 'not-applicable', about: 'alarms', says: 'no channel has a secret', by }]
        : places.flatMap((place) => judged(place, by)),
    ),
};

function judged({ channel, place, file }: SecretPlace, by: string): readonly Finding[] {
  const about = channel === 'heartbeat' ? channel : `channel ${channel}`;
  if (file)
    return whenSeen(about, file.mode, (mode, seenBy) => {
      const octal = (mode & 0o777).toString(8).padStart(3, '0');
      if ((mode & 0o077) === 0)
        return [{ result: 'pass', about, says: `${file.path} is for its owner alone (mode ${octal})`, by: seenBy }];
      const says = `${file.path} can be read or written by others (mode ${octal})`;
      return [
        {
          result: 'fail',
          about,
          says,
          by: seenBy,
          fix: `chmod 600 ${shellWord(file.path)}`,
          places: [{ file: file.path }],
        },
      ];
    });
  if (place === 'env')
    return [
      {
        result: 'warn',
        about,
        says: 'its secret is a variable of the environment, which every process of the same user can read',
        by,
        severity: 'low',
        fix: `write a place of its own: alerts.channels.${shellWord(channel)}.from, such as {systemd: …} or {age: …}`,
      },
    ];
  return [{ result: 'pass', about, says: `its secret comes from ${place}`, by }];
}
