import { type Clock, isRefusal, Secret } from '../core/index.ts';
import {
  type Environment,
  type Inspection,
  isPassing,
  type KeyReport,
  rights,
  type Unclear,
  unclearText,
} from '../exchanges/index.ts';
import type { Forward } from '../gateway/index.ts';
import type { RawPart, Verified } from '../scan/index.ts';
import { inspectWith } from './audits.ts';

/** A key that was found whole, and the exchange that is asked of it. */
export interface Question {
  readonly inspection: Inspection;
  /** As the exchange names the key. */
  readonly id: string;
  readonly parts: readonly RawPart[];
}

type Told = KeyReport | Unclear | string;

/** What the practice exchange says of a key. */
export const askPractice = async (question: Question, forward: Forward, clock: Clock): Promise<Verified> =>
  verifiedOf(question.inspection, await askOnce(question, 'live', forward, clock), 'practice');

/** What its exchange says of a key: the live site first; where that does not know it, those for tries. Only where nobody knows it is it dead. */
export async function askEverywhere(question: Question, forward: Forward, clock: Clock): Promise<Verified> {
  const { inspection } = question;
  const { hosts } = inspection.facts;
  const live = await askOnce(question, 'live', forward, clock);
  const verified = verifiedOf(inspection, live, 'live');
  const isRefused = typeof live !== 'string' && 'unclear' in live && live.cause === 'key';
  if (verified.is !== 'dead' && !isRefused) return verified;
  for (const environment of ['testnet', 'demo'] as const) {
    if (!hosts.some((host) => host.environment === environment)) continue;
    const other = verifiedOf(inspection, await askOnce(question, environment, forward, clock), environment);
    if (other.is === 'alive') return other;
    if (other.is === 'unknown' && verified.is === 'dead')
      return { is: 'unknown', says: `the live site does not know it, of the ${environment}: ${other.says}` };
  }
  // A key works only on the site that issued it.
  const isRegional = hosts.some(({ site }) => site !== undefined);
  return isRegional && verified.is === 'dead'
    ? { is: 'unknown', says: `${verified.says}; it may be of another of its sites, which were not asked` }
    : verified;
}

async function askOnce(
  { inspection, id, parts }: Question,
  environment: Environment,
  forward: Forward,
  clock: Clock,
): Promise<Told> {
  const textOf = (...wanted: readonly string[]) => parts.find(({ part }) => wanted.includes(part))?.text;
  const passphrase = textOf('passphrase');
  const made = inspection.credential({
    id,
    secret: Secret.take(Buffer.from(textOf('secret', 'private-key') ?? '', 'utf8')),
    ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase, 'utf8')) }),
  });
  if (isRefusal(made)) return made.message;
  return inspectWith(inspection, made, environment, forward, clock);
}

function verifiedOf({ facts }: Inspection, told: Told, where: string): Verified {
  const on = where === 'live' ? '' : ` on the ${where === 'practice' ? 'practice exchange' : where}`;
  if (typeof told === 'string') return { is: 'unknown', says: `not asked: ${told}` };
  if ('unclear' in told) {
    // Of a mere refusal without a code nobody knows what it is for.
    const code = /, code (\S+)$/.exec(told.message)?.[1] ?? 'none';
    const isGone = told.cause === 'key' && code !== 'none' && facts.mayKnow?.codes.includes(code) !== true;
    if (isGone) return { is: 'dead', says: unclearText(facts.name, told) };
    if (told.cause === 'ip')
      return { is: 'alive', says: `${unclearText(facts.name, told)}: it lives${on}`, ipBound: 'yes' };
    const passing = isPassing(told) ? '; ask again later' : '';
    return { is: 'unknown', says: `${unclearText(facts.name, told)}${passing}` };
  }
  const can = rights.flatMap((right) => {
    const ability = told.rights[right];
    return ability === 'no' ? [] : [ability === 'yes' ? right : `${right}?`];
  });
  return { is: 'alive', says: aliveSays(can, told.ipRestricted, on), can, ipBound: told.ipRestricted };
}

function aliveSays(can: readonly string[], ipBound: string, on: string): string {
  const sure = can.filter((right) => !right.endsWith('?'));
  const unsure = can.filter((right) => right.endsWith('?')).map((right) => right.slice(0, -1));
  const loud = sure.map((right) => (right === 'withdraw' ? 'WITHDRAW' : right));
  const from = { yes: 'from listed addresses alone', no: 'from any address', unknown: 'nobody says from where' }[
    ipBound
  ];
  return [
    `alive${on}`,
    `can ${loud.join(', ') || 'do nothing that is told'}`,
    ...(unsure.length === 0 ? [] : [`perhaps ${unsure.join(', ')}`]),
    ...(from === undefined ? [] : [from]),
  ].join('; ');
}
