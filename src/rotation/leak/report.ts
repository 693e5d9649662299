import type { Block } from '../../core/index.ts';
import { deleteLeakedAt, othersText } from '../hand.ts';
import { lossText } from './account-report.ts';
import { type Cleaning, type CleaningPart, cleaningsOf, stillHeldBy } from './cleaning.ts';
import { deathText, sinceText } from './letters.ts';
import type { FoundPlace, FoundPlaces } from './places.ts';
import { type ClosingReport, type LeakPlan, leakSteps, noteOf } from './plan.ts';

/** The incident from its beginning to what is left to do, in one order for every format. */
export function reportBlocks(plan: LeakPlan): Block[] {
  return [
    ...summary(plan),
    ...timeline(plan),
    ...closingBlocks(plan),
    ...accountBlocks(plan),
    ...placeBlocks(plan),
    ...cleaningBlocks(plan),
    ...leftBlocks(plan),
  ];
}

export function titleOf({ key, exchangeName }: LeakPlan): string {
  return `Leaked key: ${key} (${exchangeName})`;
}

function summary(plan: LeakPlan): Block[] {
  const { account, old, fresh } = plan;
  const loss = account ? lossText(account) : 'not known';
  const others = othersText(plan);
  const could = old.told
    ? `${abilities(old.told.rights)}${old.toldBy === 'audit' ? ' (at its last audit)' : ''}`
    : 'not known';
  return [
    ...(plan.death === 'dead'
      ? []
      : [
          {
            text: `The old key is not proven dead${plan.death === 'alive' ? `: ${deathText(plan)}` : ''}. Delete it at ${deleteLeakedAt(plan)}.`,
            isLoud: true as const,
          },
        ]),
    ...(others === '' ? [] : [{ text: others, isLoud: true as const }]),
    {
      rows: [
        ['what', 'is'],
        ['incident', plan.id],
        ['key', `${plan.key} at ${plan.exchangeName} (${plan.environment})`],
        [
          'old key',
          `${old.fingerprint ?? (old.lastSeen === undefined ? 'not known' : `${old.lastSeen}, as it was seen last`)}${old.begins === undefined ? '' : `, begins with ${old.begins}`}`,
        ],
        ['it could', could],
        ['new key', fresh?.fingerprint ?? 'none yet'],
        ['began', `${plan.startedAt} by ${plan.by}${plan.why === '' ? '' : `: ${plan.why}`}`],
        ['suspected since', `${plan.since}${sinceText(plan)}`],
        ['dead', deathText(plan)],
        ['loss, estimated', loss],
      ],
    },
  ];
}

function timeline({ notes }: LeakPlan): Block[] {
  return [
    { head: 'What was done' },
    {
      rows: [
        ['time (UTC)', 'step', 'state', 'took', 'what'],
        ...notes.map(({ at, step, state, tookMs, says }) => [timeOf(at), step, state, `${tookMs} ms`, says]),
      ],
    },
  ];
}

/** Bots that come back believe in stops that are gone: this is what nothing guards any more. */
function closingBlocks({ closing, key }: LeakPlan): Block[] {
  if (!closing) return [];
  const { stops, stopsUnread, open, held, openUnread, residue } = closing;
  const part = (text: string, list: readonly string[]): Block[] =>
    list.length === 0 ? [] : [{ text, isLoud: true }, { list }];
  const blocks = [
    ...part('These stops are gone, cancelled with all orders. Whoever comes back has to place them again:', stops),
    ...part('Which stops stood there could not all be read:', stopsUnread),
    ...part(`Open still${guardText(closing)}; keyward kill --scope ${key} closes it:`, open),
    ...part('Could not be ended:', residue),
    ...part('What is open could not all be read:', openUnread),
    ...(held.length === 0 ? [] : [{ text: 'Held still, and no position:' }, { list: held }]),
  ];
  const none = { text: 'No stop stood there, and nothing is open.' };
  return [{ head: 'What was cancelled, and what is open' }, ...(blocks.length === 0 ? [none] : blocks)];
}

/** What is open after everything was cancelled has no stop, whoever took it away; one that could not be cancelled may be its. */
export function guardText({ stops, stopsUnread, residue }: ClosingReport): string {
  if (residue.length > 0) return ', and nobody knows whether a stop guards it';
  if (stops.length > 0 || stopsUnread.length > 0) return ', without a stop now';
  return ', without a stop: none stood there before the orders were cancelled either, so somebody may have taken it away';
}

function accountBlocks({ account }: LeakPlan): Block[] {
  const head = { head: 'What the account did that the book does not know' };
  if (!account) return [head, { text: 'Not known: the account was not asked.', isLoud: true }];
  const { loss, currency = '', unread, unseen, named, declared } = account;
  return [
    head,
    {
      text: `From ${account.since} to ${account.askedAt}; ${account.known} records are the bots' own, the kill switch's or the exchange's, and ${declared} of others whom the owner has declared. Prices: ${account.pricedBy}.`,
    },
    ...bookBlocks(account),
    ...(account.acts.length === 0
      ? [{ text: 'Nothing.' }]
      : [
          {
            rows: [
              ['time (UTC)', 'what', 'says', `loss ${currency}`.trim(), 'id'],
              ...account.acts.map(({ at, what, says, loss: lost, id }) => [timeOf(at), what, says, lost ?? '', id]),
            ],
          },
        ]),
    ...(loss
      ? [
          {
            rows: [
              ['loss', currency],
              ['by trades, against the price', loss.trades],
              ['fees', loss.fees],
              ['sent away, at full value', loss.moves],
              ['in all', loss.total],
            ],
          },
        ]
      : []),
    ...(account.unpriced === 0
      ? []
      : [{ text: `${account.unpriced} of them have no known price, and are not in the sum.` }]),
    ...(named.length === 0
      ? []
      : [{ text: 'These stand there now. Remove what is not yours:', isLoud: true as const }, { list: named }]),
    ...(unread.length === 0
      ? []
      : [{ text: 'Not read, so that nobody knows what these lists show:', isLoud: true as const }, { list: unread }]),
    ...(unseen.length === 0
      ? []
      : [{ text: 'What no list of this exchange shows, so look at it on its page:' }, { list: unseen }]),
  ];
}

/** What is older than the book is nobody's, as far as anybody can tell. */
function bookBlocks({ bookSince, since }: NonNullable<LeakPlan['account']>): Block[] {
  if (bookSince === undefined)
    return [{ text: "There is no journal here: the bots' own orders stand among these.", isLoud: true }];
  if (bookSince <= since) return [];
  return [
    {
      text: `The journal begins ${bookSince}: the owner's own orders from before that stand among these.`,
      isLoud: true,
    },
  ];
}

function placeBlocks({ places }: LeakPlan): Block[] {
  const head = { head: 'Where the secret stands' };
  if (!places) return [head, { text: 'Not known: nothing was searched.', isLoud: true }];
  return [
    head,
    {
      text: `${places.searched} files and objects were searched on ${places.searchedAt}: for the value as it stands, also in UTF-16 and over ends of lines, in an address, in base64, as hex and as a list of bytes. Not looked at: what is packed or encrypted, and the names of files, branches and tags in a history.`,
    },
    ...(places.places.length === 0
      ? [{ text: 'It was found nowhere there.' }]
      : [
          {
            rows: [
              ['in', 'where', 'part', 'commit', 'author', 'since (UTC)'],
              ...places.places.map((one) => [
                one.in,
                `${one.in === 'machine' ? '' : `${one.root}: `}${one.path}:${one.line}`,
                partText(one),
                one.commit?.slice(0, 12) ?? '',
                one.author ?? '',
                timeOf(one.at),
              ]),
            ],
          },
        ]),
    ...(places.more === 0 ? [] : [{ text: `And ${places.more} more.` }]),
    ...(places.unsearched.length === 0 ? [] : [{ text: 'Not searched:' }, { list: places.unsearched }]),
  ];
}

function partText({ part, form, isUtf16, isWrapped }: FoundPlace): string {
  const how = [
    ...(form === 'plain' ? [] : [form === 'bytes' ? 'list of bytes' : form]),
    ...(isUtf16 ? ['UTF-16'] : []),
    ...(isWrapped ? ['wrapped'] : []),
  ];
  return how.length === 0 ? part : `${part} (${how.join(', ')})`;
}

function cleaningBlocks({ places }: LeakPlan): Block[] {
  const all = places ? cleaningsOf(places) : [];
  if (all.length === 0) return [];
  return [
    { head: 'Cleaning the history' },
    {
      text: 'This never replaces revoking: the key is taken for known to everybody. Do it when nobody else pushes: what is pushed meanwhile is lost. Notes (refs/notes) keep their text, but belong to commits that have other ids now.',
    },
    ...all.flatMap((one) => cleaningOf(one, places!)),
    { text: 'Still held, whatever you push, by:' },
    { list: stillHeldBy },
  ];
}

function cleaningOf({ root, take, parts, after }: Cleaning, { places }: FoundPlaces): Block[] {
  const whole = places.filter((one) => one.root === root && one.isWhole && one.blob !== undefined);
  const files = [
    ...new Set(
      whole.map(({ path, also = [], blob }) => `${[path, ...also].join(', ')} (object ${blob!.slice(0, 12)})`),
    ),
  ];
  return [
    { text: `${root}: take the values out of the history into a file that only you can read.` },
    { shell: take },
    {
      text: 'In text, a value is replaced. What is binary, in UTF-16 or wrapped goes as a whole, at all of its paths, in the versions that hold it and no others (BFG leaves a file NAME.REMOVED.git-id). Put by what you need of it:',
    },
    { list: files.length === 0 ? ['nothing that is known here'] : files },
    ...parts.flatMap((part) => partBlocks(root, part)),
    ...(parts.length > 1 ? [] : [{ text: 'The repository has no remote, so there is nothing to push.' }]),
    { text: 'Then remove the files with the values:' },
    { shell: after },
  ];
}

function partBlocks(root: string, { remote, begin, filterRepo, bfg, check, push }: CleaningPart): Block[] {
  return [
    {
      text:
        remote === undefined
          ? `This clone itself, ${root} (a new clone in its place does as well):`
          : `What the remote ${remote} has, all of its branches, tags and notes, in a fresh copy:`,
    },
    ...(begin.length === 0 ? [] : [{ shell: begin }]),
    { text: 'With git filter-repo (pipx install git-filter-repo):' },
    { shell: filterRepo },
    { text: 'Or with BFG 1.14 (Java), which leaves the messages of commits and tags, and names, as they are:' },
    { shell: bfg },
    { text: 'Look that nothing is left; the last line prints 0 then:' },
    { shell: check },
    ...(push.length === 0
      ? []
      : [{ text: 'Push it (a protected branch must be opened for it, and closed again):' }, { shell: push }]),
  ];
}

function leftBlocks(plan: LeakPlan): Block[] {
  const open = leakSteps.flatMap((step) => {
    const note = noteOf(plan, step);
    if (step === 'report' || note?.state === 'done') return [];
    return [`${step}: ${note?.says ?? 'not begun'}`];
  });
  return [
    { head: 'What is left' },
    {
      list: [
        ...open,
        'Send the letter to the support of the exchange (support.txt), and go to the police (police.txt) where something is gone.',
        'Change the password of the exchange account, look at its sessions and its second factor, its addresses for withdrawals and its sub-accounts.',
        'Find out how it leaked, and take every other secret that stood beside it for leaked too.',
        'keyward halt stands until you raise it: keyward resume, then keyward halt run.',
      ],
    },
  ];
}

/** As people read it, UTC; the evidence has it to the millisecond. */
function timeOf(at: string | undefined): string {
  const atMs = Date.parse(at ?? '');
  return Number.isNaN(atMs) ? '' : new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

function abilities(rights: Readonly<Record<string, string>>): string {
  const can = Object.entries(rights).flatMap(([right, may]) =>
    may === 'yes' ? [right] : may === 'unknown' ? [`perhaps ${right}`] : [],
  );
  return can.join(', ') || 'nothing but be asked';
}
