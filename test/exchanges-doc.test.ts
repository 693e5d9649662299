import { describe, expect, it } from 'vitest';
import { type EndpointClass, type Exchange, exchanges, type Inspection, inspections } from '../src/exchanges/index.ts';

const CLASSES: readonly EndpointClass[] = [
  'public',
  'read',
  'trade',
  'settings',
  'stream',
  'transfer',
  'withdraw',
  'finance',
  'admin',
];

const INTRO = `# Exchanges

What Keyward knows of each exchange. An endpoint that is not in these facts is refused, and so is a parameter of a trade or
settings endpoint that is not in its table. No policy can allow *stream*, *transfer*, *withdraw*, *finance* or *admin*.

This page is made from \`src/exchanges/*/facts.ts\` and \`inspection-facts.ts\` by \`npm test -- test/exchanges-doc.test.ts -u\`.
`;

function section([id, { facts }]: readonly [string, Exchange]): string {
  const counts = CLASSES.map((cls) => facts.endpoints.filter((endpoint) => endpoint.class === cls).length);
  const hosts = facts.hosts.map(
    ({ name, environment, site }) => `\`${name}\` (${environment}${site === undefined ? '' : `, site ${site}`})`,
  );
  return [
    `## ${facts.name} (\`${id}\`)`,
    '',
    `Read ${facts.read} from: ${facts.source}.`,
    '',
    `| ${CLASSES.join(' | ')} |`,
    `| ${CLASSES.map(() => '---').join(' | ')} |`,
    `| ${counts.join(' | ')} |`,
    '',
    `Hosts: ${hosts.join(', ')}.`,
    '',
    ...facts.modelled.map((line) => `- ${line}`),
    '',
    `An order whose outcome the exchange does not tell stays counted for at least ${facts.signing.ownWindowMs / 1_000} s and a margin: so long can the request still arrive there.`,
    '',
    `The exchange's signature does not cover: ${facts.signing.notCovered.join(', ') || 'nothing that matters'}.`,
    '',
  ].join('\n');
}

const KEYS = `## Keys (the audit)

What the key audit knows of each exchange's keys, also where no bots are served. *Asked* names the calls, all of them reads; where
no call tells what a key may do, they only show that it is alive, and its rights are \`unknown\` until their owner attests them.

*Tells of the account* is what these calls say of the account behind the key, which \`keyward check\` judges (ACCT-01 and ACCT-09, see
[checks.md](checks.md)); what is marked *not* comes near an answer and is not asked.

| exchange | bots | asked | moves value with rights for | takes keys away | sub-account keys by API | tells of the account | read |
| --- | --- | --- | --- | --- | --- | --- | --- |
`;

const WAYS_SHOWN = 3;

function keyRow([id, { facts, maker }]: readonly [string, Inspection]): string {
  const { introspection, reach, lifetimes } = facts;
  const calls = introspection.calls.map((call) => `\`${call}\``).join(', ');
  const rights = [...new Set(reach.flatMap(({ needs }) => needs))];
  const cells = [
    `${facts.name} (\`${id}\`)`,
    Object.hasOwn(exchanges, id) ? 'yes' : 'no',
    introspection.none === undefined ? calls : `only whether it is alive: ${calls}`,
    `${reach.length} ways: ${rights.join(', ')}`,
    lifetimes
      .slice(0, WAYS_SHOWN)
      .map(({ says }) => says)
      .join('; ') || 'no rule that a source names',
    maker ? maker.grants.join(', ') : 'no',
    accountCell(facts.account),
    facts.read,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function spaced(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function accountCell({ tells, lists, silent }: Inspection['facts']['account']): string {
  const told = Object.entries(tells).map(
    ([control, { call, tells: field }]) => `${spaced(control)}: ${field} (\`${call}\`)`,
  );
  const listed = lists ? [`keys: ${lists.tells} (\`${lists.call}\`)`] : [];
  const kept = Object.entries(silent).map(([control, why]) => `not ${spaced(control)}: ${why}`);
  return [...told, ...listed, ...kept].join('; ') || 'nothing';
}

function keysSection(): string {
  return `${KEYS}${Object.entries(inspections).map(keyRow).join('\n')}\n`;
}

/** Words in a path that mean value or keys are moved; written by hand, apart from the facts that they are held against. */
const MOVES =
  /withdraw|transfer|giftcard|sub-?account|sub-?user|subMember|universal|loan|borrow|repay|convert|staking|savings|lending|redeem|purchase|subscri|apikey|api-key|apiRestrictions\/|address|deposit|otc|p2p|earn|send|portfolios\/move/i;

/** Paths that say such a word and yet move nothing and change no keys, each with its reason. */
const HARMLESS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\/order|\/cancel|\/amend|\/leverage|\/position|\/batch/i, 'an order or a setting of trading'],
  [/dust-convert\/query-convertible-assets$/, 'asks what could be converted'],
  [
    /^\/0\/private\/(?:Deposit|Withdraw)(?:Addresses|Methods|Status|Info)$/,
    'Kraken asks by POST; making a new address is refused by its parameter',
  ],
  [/^\/0\/private\/Earn\/(?:Allocations|AllocateStatus|DeallocateStatus|Strategies)$/, 'Kraken asks by POST'],
  [/^\/0\/private\/GetApiKeyInfo$/, 'asks what the key may do'],
];

describe('docs/exchanges.md', () => {
  it('says what the facts say', async () => {
    await expect([INTRO, ...Object.entries(exchanges).map(section), keysSection()].join('\n')).toMatchFileSnapshot(
      '../docs/exchanges.md',
    );
  });
});

describe.each(Object.entries(exchanges))('the classes of %s', (_id, { facts }) => {
  it('let no endpoint change something whose name says that it moves money or keys', () => {
    const suspicious = facts.endpoints.filter(
      ({ class: cls, method, path }) =>
        (cls === 'trade' || cls === 'settings' || (cls === 'read' && method !== 'GET') || cls === 'public') &&
        MOVES.test(path) &&
        !HARMLESS.some(([pattern]) => pattern.test(path)) &&
        !(cls === 'public' && method === 'GET'),
    );
    expect(suspicious.map(({ class: cls, method, path }) => `${cls} ${method} ${path}`)).toEqual([]);
  });

  it('call nothing public that is not asked for with GET', () => {
    expect(
      facts.endpoints.filter(({ class: cls, method }) => cls === 'public' && method !== 'GET').map(({ path }) => path),
    ).toEqual([]);
  });
});
