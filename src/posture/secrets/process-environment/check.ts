import { type Check, type Finding, whenSeen } from '../../check.ts';
import { type BotEnvironment, type SecretsFacts, severityIn, toldTries } from '../facts.ts';
import { confidenceOf, isOpen, toldOfLife, toldSecrets } from '../held.ts';

export const processEnvironment: Check<SecretsFacts> = {
  id: 'SEC-05',
  severity: 'medium',
  title: 'no running bot has an exchange key in its environment',
  why: 'Everything that runs as the bot can read its environment for as long as it runs, also after the bot has removed the variable; each program that it starts gets a copy, crash reports print it, and docker inspect shows it.',
  how: '/proc/PID/environ of each bot, and what docker inspect says of its container. Only names are told. Keys that Keyward issued to a bot are none: elsewhere they are worth nothing. The environment of another user is seen by root alone.',
  fix: 'start the bot with keyward run -- BOT: it gets a key of Keyward, and the exchange key never enters its process. For other secrets a file: LoadCredential= of systemd, secrets: of compose',
  undo: 'set the variable again where the bot is started',
  references: ['proc(5)', 'systemd.exec(5)', 'https://docs.docker.com/compose/how-tos/use-secrets/'],
  boxes: [9],
  judge: ({ environments }) =>
    whenSeen('environments of bots', environments, (all, by): readonly Finding[] =>
      all.length === 0
        ? [{ result: 'not-applicable', about: 'environments of bots', says: 'no bot runs here', by }]
        : all.flatMap(ofEnvironment),
    ),
};

function ofEnvironment({ about, secrets: sight }: BotEnvironment): readonly Finding[] {
  return whenSeen(about, sight, (held, by): Finding[] => {
    const secrets = held.filter(isOpen);
    if (secrets.length === 0) return [{ result: 'pass', about, says: 'its environment holds no secret', by }];
    return [
      {
        result: 'fail',
        about,
        says: `its environment holds ${toldSecrets(secrets)}${toldOfLife(secrets)}${toldTries(secrets)}`,
        by,
        severity: severityIn('medium', secrets),
        ...confidenceOf(secrets),
      },
    ];
  });
}
