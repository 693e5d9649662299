import { BlockList, isIP } from 'node:net';
import { rights as allRights, type Right } from '../exchanges/index.ts';
import type { AuditedKey, AuditInput, Finding, Severity } from './audited-key.ts';

type Looked = Omit<AuditedKey, 'findings'>;

const TRADING: readonly Right[] = ['spot', 'margin', 'futures', 'options'];

/** What is wrong with a key, worst first. What nobody tells is a finding too, never a pass. */
export function findingsOf(input: AuditInput, key: Looked): Finding[] {
  const found = CHECKS.flatMap((check) => check(input, key));
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
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
  return finding('KEY-01', overrides.withdraw ? 'high' : 'critical', `it can withdraw${who}`, fix);
};

const isOpen: Check = ({ overrides, facts }, { ipRestricted, rights, outcome }) => {
  if (outcome === 'refused' || outcome === 'unknown') return [];
  const canTrade = TRADING.some((right) => rights[right].can !== 'no') || rights.withdraw.can !== 'no';
  const fix = `give it an IP list at ${facts.page.url}; \`keyward doctor ip\` says which address`;
  if (ipRestricted === 'no' && canTrade) {
    const severity = overrides.openIp ? 'medium' : rights.withdraw.can === 'yes' ? 'critical' : 'high';
    return finding('KEY-02', severity, 'it works from any address', fix);
  }
  if (ipRestricted === 'unknown' && canTrade) {
    return finding(
      'KEY-02',
      'medium',
      'nobody says whether it has an IP list',
      `look at ${facts.page.url}, then \`keyward key attest\``,
    );
  }
  return [];
};

const listFits: Check = ({ egress, facts, vendor, vendorAddresses }, { ips }) => {
  if (ips === undefined || ips.length === 0) return [];
  const found: Finding[] = [];
  const wide = ips.filter(isWide);
  if (wide.length > 0 && vendor === undefined) {
    const says = `its IP list has more than single addresses: ${wide.join(', ')}`;
    found.push(...finding('KEY-03', 'high', says, `list this host alone at ${facts.page.url}`));
  }
  const isMasked = ips.some((ip) => rangeOf(ip) === undefined);
  const ours = egress.filter((ip) => isIP(ip) !== 0);
  if (vendor === undefined && !isMasked && ours.length > 0 && !ours.some((ip) => covers(ips, ip))) {
    const says = `this host's address ${ours.join(' or ')} is not in its IP list`;
    found.push(...finding('KEY-03', 'high', says, 'see `keyward doctor ip`'));
  }
  if (vendor !== undefined && vendorAddresses && !isMasked) {
    const strange = ips.filter((ip) => !isWithin(ip, vendorAddresses.addresses));
    if (strange.length > 0) {
      const says = `its IP list has ${strange.join(', ')}, which ${vendor} does not publish (${vendorAddresses.source}, read ${vendorAddresses.read})`;
      found.push(...finding('KEY-12', 'high', says, `ask ${vendor}, or take it out at ${facts.page.url}`));
    }
  }
  return found;
};

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An address or range in CIDR; `undefined` for what is masked or no address. */
function rangeOf(text: string): Range | undefined {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const count = bits === undefined ? most : Number(bits);
  if (!Number.isInteger(count) || count < 0 || count > most) return undefined;
  return { address, bits: count, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Whether an address is one of these, or in one of these ranges. */
function covers(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const text of ranges) {
    const range = rangeOf(text);
    if (range) list.addSubnet(range.address, range.bits, range.family);
  }
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether the whole of an address or range lies in one of these. */
function isWithin(text: string, ranges: readonly string[]): boolean {
  const range = rangeOf(text);
  if (!range) return false;
  return ranges.some((outer) => {
    const around = rangeOf(outer);
    return around !== undefined && around.bits <= range.bits && covers([outer], range.address);
  });
}

function isWide(ip: string): boolean {
  const range = rangeOf(ip);
  if (!range) return ip === '*';
  return range.bits < (range.family === 'ipv4' ? 32 : 128) || ip === '0.0.0.0' || ip === '::';
}

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

const ends: Check = ({ remindDays }, { calendar }) =>
  calendar
    .filter(
      ({ effect, daysLeft, sure }) => effect !== 'rotate' && effect !== 'attest' && daysLeft <= remindDays && sure,
    )
    .flatMap(({ what, on, daysLeft }) =>
      finding(
        'KEY-05',
        'high',
        daysLeft < 0 ? `${what}: since ${on}` : `${what}: on ${on}, in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`,
        'replace it before: `keyward key rotate`',
      ),
    );

const isOld: Check = ({ key }, { calendar }) => {
  const due = calendar.find(({ effect }) => effect === 'rotate');
  if (!due || due.daysLeft >= 0) return [];
  const late = -due.daysLeft;
  const severity: Severity = due.what.includes('every') ? 'medium' : 'high';
  return finding(
    'KEY-06',
    severity,
    `${due.what}; overdue by ${late} ${late === 1 ? 'day' : 'days'}`,
    `keyward key rotate ${key}`,
  );
};

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

const isDead: Check = ({ facts }, { outcome, why }) => {
  if (outcome === 'refused')
    return finding(
      'KEY-09',
      'high',
      `the exchange refuses it: ${why}`,
      'keyward doctor error says what that means; make a new one if it is gone',
    );
  if (outcome === 'unknown')
    return finding('KEY-09', 'high', `it could not be audited: ${why}`, `see the message; ${facts.name} was not asked`);
  return [];
};

const isWeak: Check = ({ facts }, { scheme }) => {
  if (scheme !== 'hmac' || facts.page.asymmetric === undefined) return [];
  return finding(
    'KEY-10',
    'low',
    'its secret is known to the exchange as well (HMAC)',
    `${facts.name} also takes ${facts.page.asymmetric} keys, whose secret never leaves you`,
  );
};

const isVendors: Check = ({ vendor, vendorAddresses }, { ipRestricted }) => {
  if (vendor === undefined) return [];
  if (ipRestricted !== 'yes')
    return finding(
      'KEY-12',
      'high',
      `${vendor} holds it, and it is not known to work only from ${vendor}'s addresses`,
      vendorAddresses ? `bind it to the addresses of ${vendorAddresses.source}` : `ask ${vendor} for its addresses`,
    );
  return [];
};

const drifted: Check = ({ before, replaced }, key) => {
  const found: Finding[] = [];
  if (before) {
    const changes = changesOf(before, key);
    if (changes.length > 0) {
      const since = new Date(before.atMs).toISOString().slice(0, 10);
      found.push(
        ...finding(
          'KEY-13',
          'high',
          `changed since ${since}: ${changes.join('; ')}`,
          'if that was not you, replace the key now',
        ),
      );
    }
  } else if (replaced) {
    const gained = allRights.filter((right) => key.rights[right].can === 'yes' && replaced.rights[right] === 'no');
    if (gained.length > 0) {
      found.push(
        ...finding(
          'KEY-13',
          'high',
          `it can ${gained.join(', ')}, which the key before could not`,
          'take that away, or say why',
        ),
      );
    }
  }
  return found;
};

/** What is different from the last audit of the same credential. What was not known before, or is not told now, is no change. */
function changesOf(before: NonNullable<AuditInput['before']>, key: Looked): string[] {
  const changes: string[] = [];
  for (const right of allRights) {
    const [was, is] = [before.rights[right], key.rights[right].can];
    if (was !== undefined && was !== 'unknown' && is !== 'unknown' && was !== is) {
      changes.push(is === 'yes' ? `can ${right} now` : `cannot ${right} any more`);
    }
  }
  if (before.ipRestricted !== key.ipRestricted && before.ipRestricted !== 'unknown' && key.ipRestricted !== 'unknown') {
    changes.push(key.ipRestricted === 'yes' ? 'has an IP list now' : 'has no IP list any more');
  } else if (before.ips && key.ips && [...before.ips].sort().join() !== [...key.ips].sort().join()) {
    changes.push(`its IP list is ${key.ips.join(', ')}, and was ${before.ips.join(', ')}`);
  }
  const words = [...key.words].sort().join(', ');
  if (
    changes.length === 0 &&
    key.words.length > 0 &&
    before.words.length > 0 &&
    words !== [...before.words].sort().join(', ')
  ) {
    changes.push(`the exchange now says: ${words}`);
  }
  return changes;
}

const isUntold: Check = ({ facts, nowMs, attested }, { rights, outcome }) => {
  if (outcome === 'refused' || outcome === 'unknown') return [];
  const untold = allRights.filter((right) => rights[right].can === 'unknown');
  if (untold.length === 0) return [];
  const ended = attested && attested.untilMs <= nowMs ? 'what its owner said has ended, and ' : '';
  const why = facts.introspection.none ?? 'the exchange does not tell';
  return finding(
    'KEY-14',
    'medium',
    `${ended}nobody says whether it can ${untold.join(', ')} (${why})`,
    'look at the page of the key, then `keyward key attest`',
  );
};

const CHECKS: readonly Check[] = [
  withdraws,
  isOpen,
  listFits,
  needed,
  ends,
  isOld,
  isMaster,
  isDead,
  isWeak,
  isVendors,
  drifted,
  isUntold,
];
