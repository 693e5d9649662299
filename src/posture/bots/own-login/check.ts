import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Login } from '../facts.ts';
import { judgeBots, placeText, placeWords } from '../judge.ts';

/** BOT-02: no password or token of a bot is one that stands in public documentation, and none is absent. */
export const ownLogin: Check<BotFacts> = {
  id: 'BOT-02',
  severity: 'critical',
  title: 'the bots do not keep passwords and tokens from documentation',
  why: 'The sample passwords of every bot are known to whoever looks for open bots. A known signing key is worse: a login can be made up without any password.',
  how: 'The passwords and tokens in the settings are compared, whole and exactly, with the samples of the documentation and the defaults of the programs; values are never shown. Each of several settings is judged. A weak password of your own is not recognised.',
  fix: "Put a value of your own in its place: `python3 -c 'import secrets; print(secrets.token_urlsafe(32))'`, then restart the bot.",
  undo: 'Nothing is to be taken back; the old value should not come back.',
  references: [
    'https://www.freqtrade.io/en/stable/rest-api/',
    'https://github.com/jesse-ai/project-template/blob/master/.env.example',
    'https://github.com/hummingbot/deploy/blob/main/docker-compose.yml',
  ],
  boxes: [],
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no bot here asks for a password of its own' }),
};

function judgeBot({ about, settings }: Bot): readonly Finding[] | undefined {
  if (settings.logins.length === 0) return undefined;
  const bad = settings.logins.filter(({ state }) => state !== 'own');
  if (bad.length > 0) return distinct(bad.map((login) => findingOf(about, login)));
  const [first] = settings.logins as readonly [Login];
  return [{ result: 'pass', about, says: 'none of its passwords and tokens is a known sample', by: first.place.file }];
}

function findingOf(about: string, { what, state, source, reach, place }: Login): Finding {
  const says = state === 'none' ? 'it is not set: nothing is asked' : `it is the one that stands in ${source}`;
  return {
    result: 'fail',
    about: `${about}, ${what}`,
    says: `${says} (${placeText(place)})`,
    by: place.file,
    places: [place],
    ...(reach === 'loopback' ? { severity: 'high' as const } : {}),
    fix: `Set a value of your own at ${placeWords(place)}, made by \`python3 -c 'import secrets; print(secrets.token_urlsafe(32))'\`, and restart the bot.`,
  };
}

/** The same sample at two places of a bot is told once for each place. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const keys = findings.map(({ about, says }) => `${about} ${says}`);
  return findings.filter((_finding, at) => keys.indexOf(keys[at] as string) === at);
}
