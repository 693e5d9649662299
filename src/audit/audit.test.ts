import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspections, type KeyReport, type Reach, type Right, rights } from '../exchanges/index.ts';
import { auditKey, reachOf, snapshotOf } from './audit.ts';
import type { Attestation, AuditInput, Told } from './audited-key.ts';
import { DAY_MS, facts, goodInput, goodReport, NOW_MS, nobodySays, only, refused, told } from './input.contract.ts';

const can = (known: KeyReport['rights']) =>
  Object.fromEntries(rights.map((right) => [right, { can: known[right] }])) as Record<
    Right,
    { can: KeyReport['rights'][Right] }
  >;

describe('reachOf', () => {
  const way: Reach = { what: 'send', calls: ['POST /send'], needs: [], to: 'others', source: 'x' };
  const judged = (needs: Right[], known: KeyReport['rights'], words?: string[], has: string[] = []) =>
    reachOf([{ ...way, needs, ...(words === undefined ? {} : { words }) }], can(known), has).map((one) => one.can);

  it('asks for any one of the rights', () => {
    expect(judged(['spot', 'margin'], only('margin'))).toEqual(['yes']);
    expect(judged(['spot', 'margin'], only('read'))).toEqual([]);
    expect(judged([], only('read'))).toEqual([]);
  });

  it('says that it does not know where nobody tells of a right that would be enough', () => {
    expect(judged(['spot', 'margin'], { ...only('read'), margin: 'unknown' })).toEqual(['unknown']);
    expect(judged(['spot', 'margin'], { ...only('spot'), margin: 'unknown' })).toEqual(['yes']);
  });

  it('takes any one of the words for enough, where the exchange says any', () => {
    expect(judged([], only('read'), ['SEND', 'PAY'], ['PAY', 'READ'])).toEqual(['yes']);
    expect(judged([], only('read'), ['SEND'], ['READ'])).toEqual([]);
    expect(judged(['spot'], only('spot'), ['SEND'], ['READ'])).toEqual(['yes']);
    expect(judged([], only('read'), ['SEND'])).toEqual(['unknown']);
  });

  it('puts the surest and most dangerous first', () => {
    const ways: Reach[] = [
      { ...way, what: 'a', needs: ['spot'], to: 'locked' },
      { ...way, what: 'b', needs: ['margin'], to: 'others' },
      { ...way, what: 'c', needs: ['spot'], to: 'others' },
      { ...way, what: 'd', needs: ['spot'], to: 'own-accounts' },
    ];
    expect(reachOf(ways, can({ ...only('spot'), margin: 'unknown' }), []).map(({ what }) => what)).toEqual([
      'c',
      'd',
      'a',
      'b',
    ]);
  });
});

describe('an attestation', () => {
  const attested: Attestation = {
    rights: ['read', 'margin'],
    ips: ['203.0.113.9'],
    createdMs: NOW_MS - 3 * DAY_MS,
    untilMs: NOW_MS + DAY_MS,
    by: 'me',
  };
  const {
    ips: _ips,
    createdMs: _createdMs,
    ...untold
  } = {
    ...goodReport,
    rights: { ...nobodySays, spot: 'yes' as const, margin: 'no' as const },
    ipRestricted: 'unknown' as const,
  };
  const audited = (change: Partial<AuditInput>) =>
    auditKey({ ...goodInput, told: { kind: 'report', report: untold }, attested, ...change });

  it('fills what the exchange does not tell, and nothing else', () => {
    const found = audited({});
    expect(found.outcome).toBe('attested');
    expect(found.rights.read).toEqual({ can: 'yes', by: 'owner' });
    expect(found.rights.withdraw).toEqual({ can: 'no', by: 'owner' });
    expect(found.rights.margin).toEqual({ can: 'no', by: 'exchange' });
    expect(found.rights.spot).toEqual({ can: 'yes', by: 'exchange' });
    expect(found).toMatchObject({ ipRestricted: 'yes', ips: ['203.0.113.9'], ageDays: 3 });
    expect(audited({ told: told() })).toMatchObject({ outcome: 'told', ips: ['198.51.100.7'], ageDays: 7 });
  });

  it('can say that a key works from anywhere, or nothing of it', () => {
    expect(audited({ attested: { ...attested, ips: [] } }).ipRestricted).toBe('no');
    const { ips: _none, ...silent } = attested;
    expect(audited({ attested: silent }).ipRestricted).toBe('unknown');
  });

  it('ends', () => {
    const found = audited({ attested: { ...attested, untilMs: NOW_MS } });
    expect(found.rights.read).toEqual({ can: 'unknown', by: 'nobody' });
    expect(found).toMatchObject({ outcome: 'told', ipRestricted: 'unknown' });
    expect(found.findings.map(({ id }) => id)).toContain('KEY-14');
    expect(found.calendar.find(({ effect }) => effect === 'attest')?.daysLeft).toBe(0);
  });

  it('does not make a key that is refused or not read a good one', () => {
    expect(audited({ told: refused }).outcome).toBe('refused');
    expect(audited({ told: { kind: 'not-read', why: 'no file' } }).outcome).toBe('unknown');
  });

  it('counts for a key that its vendor alone can use, which cannot be asked from here', () => {
    const ip: Told = { kind: 'unclear', unclear: { unclear: true, cause: 'ip', message: 'no' } };
    expect(audited({ vendor: '3commas', told: ip }).outcome).toBe('attested');
    expect(audited({ vendor: '3commas', told: { kind: 'not-read', why: 'no file' } }).outcome).toBe('attested');
    expect(audited({ vendor: '3commas', told: refused }).outcome).toBe('refused');
    expect(audited({ vendor: '3commas', told: ip, attested: { ...attested, untilMs: NOW_MS } }).outcome).toBe(
      'refused',
    );
  });
});

describe('auditKey', () => {
  it('says of a key whose exchange cannot be asked that it is alive', () => {
    const silent = { ...facts, introspection: { ...facts.introspection, none: 'it has no such call' } };
    expect(auditKey({ ...goodInput, facts: silent, told: told({ rights: nobodySays }) }).outcome).toBe('alive');
  });

  it('does not call a key new because Keyward has taken it in', () => {
    const { createdMs: _createdMs, ...undated } = goodReport;
    const found = auditKey({ ...goodInput, told: { kind: 'report', report: undated }, addedMs: NOW_MS });
    expect(found).not.toHaveProperty('createdAt');
    expect(found).toMatchObject({ ageDays: 0, ageIsLeast: true });
    const seen = auditKey({ ...goodInput, told: { kind: 'report', report: undated }, seenMs: NOW_MS - 9 * DAY_MS });
    expect(seen).toMatchObject({ ageDays: 9, ageIsLeast: true });
    expect(auditKey({ ...goodInput, seenMs: NOW_MS })).not.toHaveProperty('ageIsLeast');
  });

  it('takes what its owner said that it cannot do, and nothing else from that', () => {
    const { rights } = auditKey({
      ...goodInput,
      told: told({ rights: nobodySays }),
      attested: { cannot: ['withdraw'], untilMs: NOW_MS + DAY_MS, by: 'me' },
    });
    expect(rights.withdraw).toEqual({ can: 'no', by: 'owner' });
    expect(rights.transfer).toEqual({ can: 'unknown', by: 'nobody' });
  });

  it.each([0, -1, Number.NaN, 1.7e15, 1.7e18, Number.POSITIVE_INFINITY])('takes %d for no time', (ms) => {
    const found = auditKey({ ...goodInput, told: told({ createdMs: ms, expiresMs: ms, lastUsedMs: ms }) });
    for (const field of ['createdAt', 'expiresAt', 'lastUsedAt']) expect(found).not.toHaveProperty(field);
  });

  it('gives a key of a clock ahead of ours the age 0', () => {
    expect(auditKey({ ...goodInput, told: told({ createdMs: NOW_MS + 1 }) }).ageDays).toBe(0);
  });
});

describe('snapshotOf', () => {
  it('keeps what the next audit is compared with', () => {
    expect(snapshotOf(auditKey(goodInput), NOW_MS)).toEqual({
      rights: only('read', 'spot'),
      ipRestricted: 'yes',
      ips: ['198.51.100.7'],
      words: ['READ', 'SPOT'],
      atMs: NOW_MS,
    });
    expect(auditKey({ ...goodInput, before: snapshotOf(auditKey(goodInput), NOW_MS) }).findings).toEqual([]);
  });
});

const ability = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
const someRights = fc.record(
  Object.fromEntries(rights.map((right) => [right, ability])) as Record<Right, typeof ability>,
);
const moment = fc.oneof(
  fc.integer({ min: NOW_MS - 1000 * DAY_MS, max: NOW_MS + 1000 * DAY_MS }),
  fc.double(),
  fc.constant(0),
);
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV4Extended(),
  fc.ipV6(),
  fc.tuple(fc.ipV4(), fc.integer({ min: -1, max: 33 })).map(([ip, bits]) => `${ip}/${bits}`),
  fc.string(),
);
const addresses = fc.array(address, { maxLength: 4 });

/** Without the fields that are not there. */
function without<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}
const written = fc.record({ reason: fc.string(), atMs: fc.constant(NOW_MS) });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const report = fc
  .record({
    rights: someRights,
    ipRestricted: ability,
    ips: maybe(addresses),
    label: maybe(fc.string()),
    createdMs: maybe(moment),
    expiresMs: maybe(fc.oneof(moment, fc.constant('never' as const))),
    lastUsedMs: maybe(moment),
    subAccount: ability,
    words: fc.array(fc.string(), { maxLength: 4 }),
  })
  .map((value) => without(value) as KeyReport);
const unclear = fc
  .constantFrom('key', 'signature', 'ip', 'permission', 'clock', 'rate', 'key-or-ip-or-permission', 'unreadable')
  .map((cause): Told => ({ kind: 'unclear', unclear: { unclear: true, cause: cause as 'key', message: 'no' } }));
const anyTold: fc.Arbitrary<Told> = fc.oneof(
  { weight: 5, arbitrary: report.map((each): Told => ({ kind: 'report', report: each })) },
  unclear,
  fc.constant<Told>({ kind: 'not-read', why: 'no file' }),
);
const snapshot = fc
  .record({
    rights: someRights,
    ipRestricted: ability,
    ips: maybe(addresses),
    words: fc.array(fc.string()),
    atMs: fc.constant(NOW_MS - DAY_MS),
  })
  .map(without);
const attestation = fc
  .record({
    rights: fc.subarray([...rights]),
    ips: maybe(addresses),
    untilMs: fc.constantFrom(NOW_MS - 1, NOW_MS + DAY_MS),
    by: fc.constant('me'),
  })
  .map(without);
const anyInput = fc
  .record({
    told: anyTold,
    purpose: fc.constantFrom('bots' as const, 'audit' as const, 'rotation' as const),
    vendor: maybe(fc.constant('3commas')),
    vendorAddresses: maybe(addresses.map((each) => ({ addresses: each, source: 'x', read: '2026-06-01' }))),
    attested: maybe(attestation),
    before: maybe(snapshot),
    replaced: maybe(snapshot),
    scheme: maybe(fc.constantFrom('hmac', 'ed25519')),
    egress: addresses,
    uses: fc.array(fc.record({ bot: fc.constantFrom('a', 'b'), needs: fc.subarray([...rights]) }), { maxLength: 2 }),
    events: fc.array(
      fc.record({ event: fc.constant('leaked'), atMs: fc.integer({ min: NOW_MS - 100 * DAY_MS, max: NOW_MS }) }),
      { maxLength: 2 },
    ),
    overrides: fc.record({ withdraw: written, openIp: written }, { requiredKeys: [] }),
    rotatedMs: maybe(fc.constant(NOW_MS - 40 * DAY_MS)),
    addedMs: maybe(fc.constant(NOW_MS - 50 * DAY_MS)),
  })
  .map(without);

const ORDER = ['critical', 'high', 'medium', 'low', 'info'];

/** Every text of a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe.each(Object.values(inspections).map((inspection) => [inspection.id, inspection.facts] as const))(
  'the audit of a key of %s',
  (exchange, its) => {
    it('stands whatever is told', () => {
      fc.assert(
        fc.property(anyInput, (change) => {
          const found = auditKey({
            ...(goodInput as AuditInput),
            ...(change as Partial<AuditInput>),
            exchange,
            facts: its,
          });
          expect(JSON.parse(JSON.stringify(found))).toEqual(found);
          const severities = found.findings.map(({ severity }) => ORDER.indexOf(severity));
          expect(severities).toEqual([...severities].sort((a, b) => a - b));
          expect(found.calendar.map(({ daysLeft }) => daysLeft)).toEqual(
            found.calendar.map(({ daysLeft }) => daysLeft).sort((a, b) => a - b),
          );
          const made = textsOf([
            found.calendar,
            found.findings.map(({ id, severity, fix }) => [id, severity, fix]),
            found.createdAt,
            found.expiresAt,
          ]);
          expect(made.filter((text) => /undefined|NaN|Invalid|\[object/.test(text))).toEqual([]);
          const mayWithdraw = change.told.kind === 'report' && change.told.report.rights.withdraw === 'yes';
          if (mayWithdraw) expect(found.findings.map(({ id }) => id)).toContain('KEY-01');
          if (Object.values(found.rights).some((right) => right.can === 'unknown'))
            expect(found.findings.some(({ id }) => id === 'KEY-14' || id === 'KEY-09')).toBe(true);
        }),
        { numRuns: 60 },
      );
    });
  },
);
