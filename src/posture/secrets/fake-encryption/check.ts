import type { Check, Finding } from '../../check.ts';
import type { BotSecretFacts, FakeEncrypted } from '../bot-secrets.ts';
import { judgeLooked } from '../judge-bots.ts';

/** SEC-03: what only looks encrypted is counted as plain text. */
export const fakeEncryption: Check<BotSecretFacts> = {
  id: 'SEC-03',
  severity: 'high',
  title: 'exchange keys are not kept in a form that only looks encrypted',
  why: 'OctoBot encrypts the keys of its settings with one key that stands in its public source, and Jesse keeps them as they are in a table of its database: whoever reads the file or the table has the keys.',
  how: 'The values in user/config.json of OctoBot are proved against the public key, without being decrypted. The database of Jesse is not opened: where live trading is set up, its table is taken to hold keys.',
  fix: 'Give the bot a key of Keyward (`keyward bot add NAME`), write that one into its settings, and replace the exchange key that stood there (`keyward key rotate KEY`).',
  undo: 'Write the exchange key back into the settings of the bot.',
  references: [
    'https://github.com/Drakkar-Software/OctoBot/blob/master/octobot/constants.py',
    'https://github.com/jesse-ai/jesse/blob/master/jesse/models/ExchangeApiKeys.py',
  ],
  boxes: [11],
  judge: ({ fakeEncrypted }) =>
    judgeLooked(fakeEncrypted, findingOf, {
      good: 'no exchange key lies in its settings',
      ofNone: 'no OctoBot and no Jesse was found',
    }),
};

const states: Readonly<Record<FakeEncrypted['state'], string>> = {
  'public-key': 'encrypted with the key that stands in the public source of OctoBot',
  plain: 'not encrypted at all',
  table: 'kept unencrypted in the table of exchange keys of its database',
  'other-key': 'encrypted, with another key than the public one; where that one is kept is not known',
};

function findingOf({ bot, names, state, place }: FakeEncrypted, by: string): Finding {
  const base = { about: `${bot}, ${state === 'table' ? 'its database' : place.file}`, by, places: [place] };
  const what = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${states[state]}`;
  if (state === 'other-key')
    return { ...base, about: `${base.about}, other key`, result: 'unknown', says: what, fix: fakeEncryption.fix };
  if (state === 'table') return { ...base, result: 'warn', confidence: 'likely', says: what };
  return { ...base, about: `${base.about}, ${state}`, result: 'fail', says: what };
}
