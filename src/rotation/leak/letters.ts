import { letterOf } from '../../core/index.ts';
import { lossText } from './account-report.ts';
import { stillHeldBy } from './cleaning.ts';
import { leakedInto } from './places.ts';
import type { LeakPlan } from './plan.ts';

/** Letters that are ready to be sent, but for what stands in [brackets]. None of them holds a secret. */
export function supportLetter(plan: LeakPlan): string {
  const { account } = plan;
  const gone = (account?.acts ?? []).filter(({ what }) => what === 'withdrawal' || what === 'transfer');
  return letterOf([
    `Subject: URGENT: API key stolen, freeze requested (${plan.exchangeName})`,
    '',
    `To the security team of ${plan.exchangeName},`,
    '',
    `an API key of my account was stolen. I ask you to:`,
    '',
    '1. freeze withdrawals and transfers of my account at once, until I have spoken with you;',
    '2. hold the withdrawals and transfers listed below, where they are not final, and mark the addresses;',
    '3. keep all logs of this key (addresses, times, calls) for the police, and tell me the addresses that used it;',
    '4. confirm in writing that the key is deleted, and since when.',
    '',
    'Account: [user id, registered e-mail address]',
    `API key: ${plan.old.begins === undefined ? '[its first characters]' : `begins with ${plan.old.begins}`}`,
    `Somebody else may have had it since: ${plan.since}${sinceText(plan)}`,
    `Deleted: ${deathText(plan)}`,
    '',
    gone.length === 0
      ? 'Withdrawals and transfers that are not mine: none is known yet.'
      : 'Withdrawals and transfers that are not mine:',
    ...gone.map(({ at, says, id }) => `- ${at ?? 'time not told'}: ${says} (id ${id})`),
    '',
    ...otherActs(plan),
    'Case at the police: [number, office], as soon as there is one.',
    'Reach me at: [telephone]',
    '',
    '[name]',
  ]);
}

export function policeLetter(plan: LeakPlan): string {
  const { account } = plan;
  const loss = account?.loss ? `${lossText(account)} (estimated, ${account.pricedBy})` : '[amount]';
  return letterOf([
    'Report of a theft of access data and of crypto assets',
    '',
    'Reported by: [name, address, telephone]',
    `What was stolen: the access data (API key) of an account at ${plan.exchangeName}, and by it assets of that account.`,
    `When: between ${plan.since}${sinceText(plan)} and ${revokedAt(plan) ?? plan.startedAt}.`,
    `Loss: ${loss}.`,
    'Suspect: not known. The exchange has the internet addresses from which the key was used; please have them secured at once, for such logs are deleted.',
    '',
    'What happened on the account that the owner did not do:',
    ...actLines(plan),
    '',
    'What was done:',
    ...plan.notes.filter(({ state }) => state === 'done').map(({ at, step, says }) => `- ${at} ${step}: ${says}`),
    '',
    'Addresses to which assets went (each can be followed on its chain, and exchanges can freeze what arrives there):',
    ...goneTo(plan),
    '',
    `Evidence: the folder of this report, with a list of SHA-256 sums (SHA256SUMS). Times are UTC. Incident ${plan.id}.`,
    '',
    '[place, date, signature]',
  ]);
}

/** To whoever has a clone of a repository whose history is rewritten. */
export function collaboratorsLetter(plan: LeakPlan): string | undefined {
  const into = plan.places ? leakedInto(plan.places) : [];
  if (into.length === 0) return undefined;
  const names = into.map(({ root, remotes }) => remotes[0]?.url ?? root);
  return letterOf([
    `Subject: history rewritten, please clone again: ${names.join(', ')}`,
    '',
    'Hello,',
    '',
    `a secret got into the history of ${names.join(', ')}. It is revoked. I have rewritten the history and pushed it with force.`,
    '',
    'Please:',
    '1. Push nothing from an old clone: it would bring the secret back.',
    '2. If you have work that is not pushed, make patches of it: git format-patch origin/HEAD',
    '3. Delete the old clone, clone again, and apply the patches: git am *.patch',
    '4. Delete your fork and make it anew, and close pull requests that were made before.',
    '5. Delete caches, images and artifacts that were built from it.',
    '',
    'Never merge or rebase old branches onto the new ones.',
    '',
    'Who holds copies still:',
    ...stillHeldBy.map((one) => `- ${one}`),
  ]);
}

export function deathText({ death, notes }: LeakPlan): string {
  const proven = notes.findLast(({ step, state }) => step === 'prove-dead' && state === 'done');
  if (death === 'dead') return `yes, proven dead ${proven?.at ?? ''}`.trim();
  if (death === 'alive') return 'NO: it still works';
  return 'not proven';
}

/** Where that time comes from, if not from the owner. */
export function sinceText({ sinceBy, sinceCommit }: LeakPlan): string {
  if (sinceBy === 'owner') return '';
  if (sinceBy === 'nobody') return ' (assumed: nobody said since when, so a week)';
  return ` (assumed: the first commit that holds it, ${sinceCommit})`;
}

export function revokedAt({ notes }: LeakPlan): string | undefined {
  return notes.findLast(({ step, state }) => step === 'revoke' && state === 'done')?.at;
}

function otherActs(plan: LeakPlan): string[] {
  const { account } = plan;
  const rest = (account?.acts ?? []).filter(
    ({ what }) => what !== 'withdrawal' && what !== 'transfer' && what !== 'deposit',
  );
  if (rest.length === 0) return [];
  return [
    `Orders, trades and changes that are not mine (${rest.length}):`,
    ...rest.slice(0, 50).map(({ at, says, id }) => `- ${at ?? ''} ${says} (id ${id})`),
    ...(rest.length > 50 ? [`- and ${rest.length - 50} more, see the list`] : []),
    '',
  ];
}

function actLines({ account }: LeakPlan): string[] {
  if (!account) return ['- not known: the account could not be asked'];
  if (account.acts.length === 0) return ['- nothing is known'];
  return account.acts.map(({ at, says, id }) => `- ${at ?? 'time not told'}: ${says} (id ${id})`);
}

function goneTo({ account }: LeakPlan): string[] {
  const to = [...new Set((account?.acts ?? []).flatMap((act) => (act.to === undefined ? [] : [act.to])))];
  return to.length === 0 ? ['- none is known'] : to.map((one) => `- ${one}`);
}
