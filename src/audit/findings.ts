import { isIP } from 'node:net';
import { type Ability, rights as allRights, type Right } from '../exchanges/index.ts';
import type { AuditedKey, AuditInput, Finding, Replacing, Severity } from './audited-key.ts';
import { AGE } from './calendar.ts';
import { cut, listText } from './cut.ts';
import { attestCommand, writtenText } from './owner-words.ts';
import { covers, isMasked, isWide, isWithin } from './ranges.ts';

type Looked = Omit<AuditedKey, 'findings'>;

const DANGEROUS: readonly Right[] = ['spot', 'margin', 'futures', 'options', 'withdraw'];
const MOVING: readonly Right[] = ['transfer', 'admin'];

/** Whether it matters from where a key works: it can move value, or nobody rules out that it can trade or withdraw. */
export function isWorthBinding(can: (right: Right) => Ability): boolean {
  return DANGEROUS.some((right) => can(right) !== 'no') || MOVING.some((right) => can(right) === 'yes');
}

/** What is wrong with a key, worst first. What nobody tells is a finding too, never a pass. */
export function findingsOf(input: AuditInput, key: Looked): Finding[] {
  const found = CHECKS.flatMap((check) => check(input, key));
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
  return found.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.id.localeCompare(b.id));
}

type Check = (input: AuditInput, key: Looked) => readonly Finding[];

function finding(id: string, severity: Severity, says: string, fix: string): Finding[] {
  return [{ id, severity, says, fix }];
}

const withdraws: Check = ({ overrides, facts, vendor }, { rights }) => {
  if (rights.withdraw.can !== 'yes') return [];
  const who = vendor === undefined ? '' : `, and ${vendor} holds it`;
  const fix = `take the right to withdraw away at ${facts.page.url}`;
  const says = `it can withdraw${who}${writtenText(overrides.withdraw)}`;
  return finding('KEY-01', overrides.withdraw ? 'high' : 'critical', says, fix);
};

const isOpen: Check = (input, key) => {
  const { overrides, facts } = input;
  const { ipRestricted, rights, outcome } = key;
  if (outcome === 'refused' || outcome === 'unknown') return [];
  if (!isWorthBinding((right) => rights[right].can)) return [];
  const { vendor } = input;
  const fix =
    vendor === undefined
      ? `give it an IP list at ${facts.page.url}; \`keyward doctor ip\` says which address`
      : `give it the addresses of ${vendor} as its IP list at ${facts.page.url}`;
  if (ipRestricted === 'no') {
    const severity = overrides.openIp ? 'medium' : rights.withdraw.can === 'yes' ? 'critical' : 'high';
    return finding('KEY-02', severity, `it works from any address${writtenText(overrides.openIp)}`, fix);
  }
  if (ipRestricted === 'unknown') {
    return finding(
      'KEY-02',
      'medium',
      `nobody says whether it has an IP list${writtenText(overrides.openIp)}`,
      `look at ${facts.page.url}, then say what stands there, all its rights included: ${attestCommand(input, key.rights, ' --ips ADDRESS')}`,
    );
  }
  return [];
};

const listFits: Check = ({ egress, facts, vendor, vendorAddresses }, { ips }) => {
  if (ips === undefined || ips.length === 0) return [];
  const found: Finding[] = [];
  const wide = ips.filter(isWide);
  if (wide.length > 0 && vendor === undefined) {
    const says = `its IP list has more than single addresses: ${listText(wide)}`;
    found.push(...finding('KEY-03', 'high', says, `list this host alone at ${facts.page.url}`));
  }
  const hasMasked = ips.some(isMasked);
  const ours = egress.filter((ip) => isIP(ip) !== 0);
  if (vendor === undefined && !hasMasked && ours.length > 0 && !ours.some((ip) => covers(ips, ip))) {
    const says = `this host's address ${ours.join(' or ')} is not in its IP list`;
    found.push(...finding('KEY-03', 'high', says, 'see `keyward doctor ip`'));
  }
  if (vendor !== undefined && vendorAddresses && !hasMasked) {
    const strange = ips.filter((ip) => !isWithin(ip, vendorAddresses.addresses));
    if (strange.length > 0) {
      const says = `its IP list has ${listText(strange)}, which ${vendor} does not publish (read ${vendorAddresses.read})`;
      found.push(...finding('KEY-12', 'high', says, `ask ${vendor}, or take it out at ${facts.page.url}`));
    }
  }
  return found;
};

const needed: Check = ({ uses, purpose, vendor, facts }, { rights, bots }) => {
  if (purpose !== 'bots' || vendor !== undefined) return [];
  const needs = new Set<Right>(['read', ...uses.flatMap((use) => use.needs)]);
  const { boxes } = facts.page;
  const kept = new Set([...needs].map((right) => boxes[right]));
  // Rights that come with one box cannot be taken away alone; what they reach stands in the table.
  const extra = allRights.filter(
    (right) =>
      right !== 'withdraw' &&
      rights[right].can === 'yes' &&
      !needs.has(right) &&
      boxes[right] !== undefined &&
      !kept.has(boxes[right]),
  );
  if (extra.length === 0) return [];
  const readers = uses.length > 0 && uses.every((use) => use.needs.every((right) => right === 'read'));
  const why =
    bots.length === 0
      ? 'no bot uses it'
      : readers
        ? `its bots only read (${bots.join(', ')})`
        : `its bots need only ${[...needs].join(', ')}`;
  const labels = [...new Set(extra.map((right) => boxes[right]))].join('", "');
  const says = `it has rights for ${extra.join(', ')}, and ${why}`;
  return finding('KEY-04', 'high', says, `untick "${labels}" at ${facts.page.url}`);
};

const ends: Check = ({ key, remindDays }, { calendar }) =>
  calendar
    .filter(({ effect, sure }) => effect !== 'rotate' && effect !== 'attest' && sure)
    .filter(({ daysLeft }) => daysLeft <= remindDays)
    .flatMap(({ what, on, daysLeft }) => {
      const when = daysLeft === 0 ? 'today' : `in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
      const says = daysLeft < 0 ? `${what}: since ${on}` : `${what}: on ${on}, ${when}`;
      const fix = `replace it${daysLeft < 0 ? '' : ' before'}: \`keyward key rotate ${key}\``;
      return finding('KEY-05', 'high', says, fix);
    });

const isOld: Check = (input, { calendar }) => {
  const { key, vendor, replacing } = input;
  // What happened counts at once, an age once its day is over.
  const due = calendar.find(
    ({ effect, source, daysLeft }) => effect === 'rotate' && daysLeft < (source === AGE ? 0 : 1),
  );
  const since = due && `${due.what}; due since ${due.on}`;
  if (replacing) return isBeingReplaced(input, replacing, since);
  if (!since) return [];
  const fix =
    vendor === undefined
      ? `keyward key rotate ${key}`
      : `replace it at ${vendor}, then \`keyward key record ${key} --rotated\``;
  return finding('KEY-06', 'high', since, fix);
};

/** Until the plan has ended, the old key lives. */
function isBeingReplaced({ key, facts }: AuditInput, replacing: Replacing, due: string | undefined): Finding[] {
  const { old = 'the old one', step, way, startedMs, isGrace } = replacing;
  const text = `${replacingText(replacing)}, begun on ${new Date(startedMs).toISOString().slice(0, 10)}`;
  if (replacing.isUndone)
    return finding('KEY-06', 'high', due ? `${due}; ${text}` : text, `\`keyward key rotate ${key} --undo\` goes on`);
  const byHand = way === 'guided' && step === 'revoke';
  const fix = byHand
    ? `delete ${old} at ${facts.page.url}, then \`keyward key rotate ${key} --revoked\``
    : `\`keyward key rotate ${key}\` goes on`;
  return finding('KEY-06', isGrace && !due ? 'medium' : 'high', due ? `${due}; ${text}` : text, fix);
}

/** What of the replacing of a key is not done yet, in a line. */
export function replacingText({ old = 'the old key', step, isGrace, isUndone }: Replacing): string {
  if (isUndone) return `its replacing is being undone: ${old} is in use again, and the new key still lives`;
  const waits = isGrace ? 'waits for others who read the old key' : `waits at the step ${step}`;
  const lives = step === 'record' ? '' : `, and ${old} still lives`;
  return `its replacing ${waits}${lives}`;
}

const isMaster: Check = ({ purpose, vendor }, { subAccount }) => {
  if (subAccount !== 'no' || purpose === 'rotation') return [];
  const who = vendor ?? 'a bot';
  return finding(
    'KEY-08',
    'medium',
    `it is a key of the main account`,
    `give ${who} a key of a sub-account that holds only what it trades with`,
  );
};

const isShared: Check = ({ twins }) => {
  if (twins.length === 0) return [];
  const says = `the same key stands under ${twins.join(', ')} too: what one holder does, the others did`;
  return finding('KEY-07', 'high', says, 'make a key of its own for each');
};

const isDead: Check = (input, key) => {
  const { told, vendor, revokedMs, facts } = input;
  const { outcome, why } = key;
  if (revokedMs !== undefined && outcome !== 'unknown') {
    if (outcome === 'refused') return [];
    const on = new Date(revokedMs).toISOString().slice(0, 10);
    return finding(
      'KEY-09',
      'critical',
      `recorded as revoked on ${on}, and the exchange still answers it`,
      `delete it at ${facts.page.url}${vendor === undefined ? '' : `; until then ${vendor} can still use it`}`,
    );
  }
  if (outcome === 'refused') {
    const isBound = vendor !== undefined && told.kind === 'unclear' && isOfAddress(told.unclear.cause);
    if (isBound) {
      const says = `${vendor} holds it, and it does not answer from this host: ${why}`;
      const fix = `that is as it should be where it works only from the addresses of ${vendor}; then look at ${facts.page.url} and say what stands there: ${attestCommand(input, key.rights, ' --ips ADDRESS')}`;
      return finding('KEY-09', 'high', says, fix);
    }
    const fix =
      vendor === undefined
        ? '`keyward doctor error` says what that means; make a new one if it is gone'
        : `if it is gone, ${vendor} cannot use it either: make a new one at ${facts.page.url} and give it to ${vendor}, or take it out of the settings`;
    return finding('KEY-09', 'high', `${why}`, fix);
  }
  if (outcome !== 'unknown') return [];
  const says = `it could not be audited: ${why}`;
  if (told.kind !== 'not-read') return finding('KEY-09', 'high', says, 'audit it again in a while');
  const fix =
    vendor === undefined
      ? 'mend what the message names, then audit it again'
      : `mend what the message names; or, where ${vendor} alone has the secret, look at ${facts.page.url} and say what stands there: ${attestCommand(input, key.rights, ' --ips ADDRESS')}`;
  return finding('KEY-09', 'high', says, fix);
};

/** Whether a refusal may be about the address that asked. */
export function isOfAddress(cause: string): boolean {
  return cause === 'ip' || cause === 'key-or-ip-or-permission';
}

const isWeak: Check = ({ facts }, { scheme }) => {
  if (scheme !== 'hmac' || facts.page.asymmetric === undefined) return [];
  return finding(
    'KEY-10',
    'low',
    'its secret is known to the exchange as well (HMAC)',
    `${facts.name} also takes ${facts.page.asymmetric} keys, whose secret never leaves you`,
  );
};

const isUnread: Check = ({ placeFault }) =>
  placeFault === undefined
    ? []
    : finding('KEY-15', 'high', placeFault, 'mend the place where it lives; `keyward journal tail` says since when');

const isVendors: Check = ({ vendor, vendorAddresses, facts }, { ipRestricted }) => {
  if (vendor === undefined || ipRestricted === 'yes') return [];
  const says = `${vendor} holds it, and it is not known to work only from ${vendor}'s addresses`;
  if (!vendorAddresses) return finding('KEY-12', 'high', says, `ask ${vendor} for its addresses`);
  const { addresses, source, read } = vendorAddresses;
  const more = addresses.length - MOST_ADDRESSES;
  const named = addresses.slice(0, MOST_ADDRESSES).join(', ') + (more > 0 ? ` and ${more} more, see ${source},` : '');
  return finding('KEY-12', 'high', says, `bind it to ${named} (read ${read}) at ${facts.page.url}`);
};

/** More addresses, and more of the exchange's words, than these are counted. */
const MOST_ADDRESSES = 4;
const MOST_WORDS = 20;

const drifted: Check = (input, key) => {
  const { before, replaced, facts } = input;
  const account = before?.account ?? replaced?.account;
  if (account !== undefined && key.account !== undefined && account !== key.account) {
    const says = 'it is a key of another account than the one before';
    const fix = `halt the bots, and look; else \`keyward key record ${input.key} --changed\``;
    return finding('KEY-13', 'critical', says, fix);
  }
  if (before) {
    const changes = changesOf(input, before, key);
    if (changes.length === 0) return [];
    const since = new Date(before.atMs).toISOString().slice(0, 10);
    const says = `changed since ${since}: ${changes.map((change) => change.says).join('; ')}`;
    // It can do less, or works from fewer addresses: worth a look, and no danger.
    if (!changes.some(({ isWider }) => isWider))
      return finding('KEY-13', 'low', says, `if that was not you, look at ${facts.page.url}`);
    const fix = `if that was not you, replace the key now; else \`keyward key record ${input.key} --changed\``;
    return finding('KEY-13', 'high', says, fix);
  }
  if (!replaced) return [];
  const gained = allRights.filter((right) => key.rights[right].can === 'yes' && replaced.rights[right] === 'no');
  if (gained.length === 0) return [];
  const says = `it has rights for ${gained.join(', ')}, which the key before had not`;
  return finding('KEY-13', 'high', says, `take that away; else \`keyward key record ${input.key} --changed\``);
};

interface Change {
  readonly says: string;
  readonly isWider: boolean;
}

/**
 * What is different from the last audit of the same credential. What was not known before, or is not told now, is no change, nor is what its
 * owner says now.
 */
function changesOf({ told }: AuditInput, before: NonNullable<AuditInput['before']>, key: Looked): Change[] {
  const changes: Change[] = [];
  for (const right of allRights) {
    const was = before.rights[right];
    const { can, by } = key.rights[right];
    if (by === 'exchange' && was !== undefined && was !== 'unknown' && was !== can) {
      const isWider = can === 'yes';
      changes.push({
        says: isWider ? `has the right for ${right} now` : `has no right for ${right} any more`,
        isWider,
      });
    }
  }
  const isListTold = told.kind === 'report' && told.report.ipRestricted !== 'unknown';
  const listed = isListTold ? listChange(before, key) : undefined;
  if (listed) changes.push(listed);
  const words = cut(key.words);
  const isOther = words.length > 0 && before.words.length > 0 && isDifferent(words, before.words);
  if (changes.length === 0 && isOther) {
    const isWider = words.some((word) => !before.words.includes(word));
    changes.push({ says: `the exchange now says: ${listText([...words].sort(), MOST_WORDS)}`, isWider });
  }
  return changes;
}

function listChange(
  before: NonNullable<AuditInput['before']>,
  { ipRestricted, ips: told }: Looked,
): Change | undefined {
  if (before.ipRestricted !== ipRestricted && before.ipRestricted !== 'unknown') {
    const isWider = ipRestricted === 'no';
    return { says: isWider ? 'has no IP list any more' : 'has an IP list now', isWider };
  }
  const { ips: was } = before;
  const ips = told && cut(told);
  if (!was || !ips || !isDifferent(was, ips)) return undefined;
  const isWider = ips.some((ip) => !was.includes(ip) && !isWithin(ip, was));
  return { says: `its IP list is ${listText(ips) || 'empty'}, and was ${listText(was) || 'empty'}`, isWider };
}

function isDifferent(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() !== [...others].sort().join();
}

const isUntold: Check = (input, key) => {
  const { facts, nowMs, attested } = input;
  const { rights, outcome } = key;
  if (outcome === 'refused' || outcome === 'unknown') return [];
  const untold = allRights.filter((right) => rights[right].can === 'unknown');
  if (untold.length === 0) return [];
  const ended = attested && attested.untilMs <= nowMs ? 'what its owner said has ended, and ' : '';
  const why = facts.introspection.none ?? 'the exchange does not tell';
  const severity = ended === '' && untold.every((right) => isOfNoBox(right, facts)) ? 'info' : 'medium';
  return finding(
    'KEY-14',
    severity,
    `${ended}nobody says whether it has rights for ${untold.join(', ')} (${why})`,
    severity === 'info'
      ? 'its page has no box for that, so there is nothing to untick; `keyward key attest` can say what it has'
      : `look at ${facts.page.url}, then name all the rights that it has: ${attestCommand(input, key.rights, '')}`,
  );
};

/**
 * Whether there is nothing to untick: a right to move or to administer of which the exchange tells for no key, and for which its page, whose
 * boxes are known down to the withdrawal, has none.
 */
function isOfNoBox(right: Right, { introspection, page: { boxes } }: AuditInput['facts']): boolean {
  if (introspection.none !== undefined || boxes.withdraw === undefined) return false;
  return MOVING.includes(right) && boxes[right] === undefined;
}

const CHECKS: readonly Check[] = [
  withdraws,
  isOpen,
  listFits,
  needed,
  ends,
  isOld,
  isShared,
  isMaster,
  isDead,
  isWeak,
  isVendors,
  isUnread,
  drifted,
  isUntold,
];
