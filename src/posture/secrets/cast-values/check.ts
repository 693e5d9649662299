import type { Check, Finding } from '../../check.ts';
import type { BotSecretFacts, CastValue } from '../bot-secrets.ts';
import { judgeLooked } from '../judge-bots.ts';

/** SEC-07: a secret in a variable reaches freqtrade as it is. */
export const castValues: Check<BotSecretFacts> = {
  id: 'SEC-07',
  severity: 'medium',
  title: 'secrets in variables of freqtrade reach it as text',
  why: 'freqtrade takes what looks like a number, `true` or `[...]` in `FREQTRADE__` variables for one. A key of digits or one such as `1e5` arrives changed: the bot does not start, or signs with another key.',
  how: 'The names `FREQTRADE__...` of secrets in compose files, units, files of variables and the running process, read as freqtrade does. Values are never shown.',
  fix: 'Put this value into a settings file of mode 600 (`"exchange": {"key": "..."}`) and take the variable away, or make a key that does not look like a number.',
  undo: 'Set the variable again.',
  references: [
    'https://www.freqtrade.io/en/stable/configuration/',
    'https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/configuration/environment_vars.py',
  ],
  boxes: [9],
  judge: ({ castValues: sight }) =>
    judgeLooked(sight, findingOf, {
      good: 'its secrets in variables arrive as text',
      ofNone: 'no freqtrade takes secrets from variables',
    }),
};

function findingOf({ bot, name, becomes, place }: CastValue, by: string): Finding {
  const says = `freqtrade takes the value of ${name} in ${place.file} for ${becomes}`;
  return { result: 'fail', about: `${bot}, ${name} in ${place.file}`, says, by, places: [place] };
}
