import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { BackEndSeen, SecretsFacts } from '../facts.ts';

export const backEnds: Check<SecretsFacts> = {
  id: 'SEC-09',
  severity: 'low',
  title: 'the place that keeps the keys answers, and lets Keyward do no more than it needs',
  why: 'A vault that cannot be reached stops the bots at the next start. A token that may do everything turns the loss of one host into the loss of every secret in it.',
  how: 'For keys whose `from` is another machine: a running Keyward says whether the place answers; a token of OpenBao or Vault is asked for its own policies and end (lookup-self), nothing else. What a role of AWS or Google may do is told by no call that reads alone: the command to ask with is given.',
  fix: 'give Keyward a role of its own with recipes/openbao, recipes/aws or recipes/gcp: it reads its own secret and nothing else',
  undo: 'put the token or role that was there before into `auth`',
  references: [
    'https://openbao.org/docs/concepts/policies/',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access.html',
    'https://cloud.google.com/secret-manager/docs/access-control',
  ],
  boxes: [11],
  judge: ({ backEnds: sight }) =>
    whenSeen('places of the keys', sight, (all, by): readonly Finding[] =>
      all.length === 0
        ? [
            {
              result: 'not-applicable',
              about: 'places of the keys',
              says: 'every key of the settings is kept on this host',
              by,
            },
          ]
        : all.flatMap(ofBackEnd),
    ),
};

function ofBackEnd(one: BackEndSeen): readonly Finding[] {
  const about = `key ${one.key}`;
  return [...reachedOf(one, about), ...rightsOf(one, about)];
}

function reachedOf({ reached, kind }: BackEndSeen, about: string): readonly Finding[] {
  return whenSeen(`${about}: reached`, reached, (seen, by): Finding[] => [
    seen === true
      ? { result: 'pass', about: `${about}: reached`, says: `its place (${kind}) answers`, by }
      : {
          result: 'fail',
          about: `${about}: reached`,
          says: `its place (${kind}) does not give it: ${seen}`,
          by,
          severity: 'medium',
          fix: 'keyward doctor says what the place answers, and what helps',
        },
  ]);
}

function rightsOf({ rights, proof, isLasting, ask, isReal }: BackEndSeen, about: string): readonly Finding[] {
  const told = `${about}: rights`;
  const lasting: Finding[] =
    isLasting === true
      ? [
          {
            result: 'warn',
            about: `${about}: proof`,
            says: `Keyward proves who it is by ${proof}, which does not end by itself`,
            by: 'keyward.yaml',
          },
        ]
      : [];
  if ('unseen' in rights)
    return [...lasting, { result: 'unknown', about: told, says: rights.unseen, by: rights.by, fix: ask }];
  const { tooMuch, ttl } = rights.seen;
  if (tooMuch.length === 0)
    return [
      ...lasting,
      {
        result: 'pass',
        about: told,
        says: `${proof} has no rights of an administrator${ttl === undefined ? '' : `, and ends in ${ttl}`}`,
        by: rights.by,
      },
    ];
  return [
    ...lasting,
    {
      result: 'fail',
      about: told,
      says: `${proof} may do more than read its secret: ${tooMuch.join(', ')}`,
      by: rights.by,
      ...(isReal && { severity: 'high' as const }),
    },
  ];
}
