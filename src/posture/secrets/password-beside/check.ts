import type { Check, Finding } from '../../check.ts';
import type { BotSecretFacts, PasswordBeside } from '../bot-secrets.ts';
import { judgeLooked } from '../judge-bots.ts';

/** SEC-04: the password is not kept with what it decrypts. */
export const passwordBeside: Check<BotSecretFacts> = {
  id: 'SEC-04',
  severity: 'high',
  title: 'the password that decrypts exchange keys does not lie beside them',
  why: 'Encrypted keys with their password in the same folder, backup or repository are plain keys: whoever takes the one takes the other.',
  how: '`CONFIG_PASSWORD`, `HBOT_PASSWORD` and `GATEWAY_PASSPHRASE` in the compose file, the unit, its command and the files of variables of each Hummingbot that has encrypted connectors. That the password is the right one is not tried.',
  fix: 'Take it out of the file and hand it over at the start: a systemd credential (`LoadCredentialEncrypted=`), a secret of compose that lies elsewhere, or by hand. Then change it in Hummingbot.',
  undo: 'Write it back into the file.',
  references: ['https://github.com/hummingbot/hummingbot/blob/master/hummingbot/cli/README.md', 'systemd.exec(5)'],
  boxes: [11],
  judge: ({ passwordsBeside }) =>
    judgeLooked(passwordsBeside, findingOf, {
      good: 'no password lies beside its encrypted keys',
      ofNone: 'no bot with encrypted keys of its own was found',
    }),
};

function findingOf({ bot, name, isBeside, place, opens }: PasswordBeside, by: string): Finding {
  const base = { about: `${bot}, ${name} in ${place.file}`, by, places: [place, { file: opens }] };
  if (isBeside)
    return { ...base, result: 'fail', says: `${name} stands in ${place.file}, beside the keys that it decrypts` };
  return {
    ...base,
    result: 'warn',
    severity: 'medium',
    says: `${name} stands in ${place.file}, on the same disk as the keys that it decrypts`,
  };
}
