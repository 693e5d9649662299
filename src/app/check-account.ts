import type { AuditedKey } from '../audit/index.ts';
import type { KeySettings, Settings } from '../config/index.ts';
import { parseDecimal } from '../core/index.ts';
import { inspections, watches } from '../exchanges/index.ts';
import { type AccountFacts, type Sight, seen, unseen } from '../posture/index.ts';
import { type AccountReader, readerOf } from './check-account-reader.ts';
import { answersOf, listedOf } from './check-account-told.ts';
import { auditOnce } from './check-audit.ts';
import type { CheckParts } from './check-parts.ts';
import { oneLine } from './one-line.ts';

type Account = Extract<AccountFacts['accounts'], { seen: unknown }>['seen'][number];
type Named = readonly [string, KeySettings];

/** What can be seen of the accounts behind the keys: each exchange of the settings once. Never rejects. */
export async function lookAccounts(parts: CheckParts): Promise<AccountFacts> {
  const by = parts.path ?? 'the settings';
  // Without settings there are the keys of the practice exchange alone.
  if (parts.path === undefined) return { accounts: seen(by, []) };
  const groups = new Map<string, Named[]>();
  for (const [name, key] of Object.entries(parts.settings.keys)) {
    const { exchange, environment } = key;
    const id = environment === 'live' ? exchange : `${exchange} ${environment}`;
    groups.set(id, [...(groups.get(id) ?? []), [name, key]]);
  }
  const reader = readerOf(parts);
  try {
    const audit = await auditOnce(parts);
    const found = [...groups].map(([id, keys]) => accountOf(id, keys, audit, parts.settings, reader));
    return { accounts: seen(by, await Promise.all(found)) };
  } finally {
    void reader.close();
  }
}

async function accountOf(
  name: string,
  keys: readonly Named[],
  audit: Sight<readonly AuditedKey[]>,
  settings: Settings,
  reader: AccountReader,
): Promise<Account> {
  const [, { exchange, environment }] = keys[0]!;
  const { name: title, page } = inspections[exchange]!.facts;
  const auditOf = (key: string): AuditedKey | undefined =>
    'seen' in audit ? audit.seen.find((one) => one.key === key) : undefined;
  const names = keys.map(([key]) => key);
  const [holdings, otherKeys] = await Promise.all([
    Promise.all(
      keys
        .filter(([, { purpose, vendor }]) => purpose === 'bots' && vendor === undefined)
        .map(([key]) => holdingOf(key, audit, settings, reader)),
    ),
    otherKeysOf(title, exchange, keys, audit, reader),
  ]);
  return {
    name,
    title,
    isForTries: environment !== 'live',
    page: page.url,
    keys: keys.map(([key]) => {
      const label = auditOf(key)?.label;
      return { name: key, ...(label === undefined ? {} : { label: oneLine(label) }) };
    }),
    answers: answersOf(exchange, names, audit),
    otherKeys,
    holdings,
  };
}

async function holdingOf(
  key: string,
  audit: Sight<readonly AuditedKey[]>,
  { check }: Settings,
  reader: AccountReader,
): Promise<Account['holdings'][number]> {
  const declared = Object.hasOwn(check.capital, key) ? moneyOf(check.capital[key]!) : undefined;
  const worth = declared === undefined ? unseen('the settings', 'nobody asked for it') : await reader.worth(key);
  return { key, subAccount: subAccountOf(key, audit), ...(declared === undefined ? {} : { capital: declared }), worth };
}

function subAccountOf(key: string, audit: Sight<readonly AuditedKey[]>): Account['holdings'][number]['subAccount'] {
  if ('unseen' in audit) return audit;
  const found = audit.seen.find((one) => one.key === key);
  if (!found) return unseen(audit.by, 'it was not audited');
  const { outcome, why, subAccount, exchange } = found;
  const by = inspections[exchange]?.facts.introspection.calls.join(', ') || audit.by;
  return outcome === 'unknown' || outcome === 'refused'
    ? unseen(by, `the exchange does not say whose key it is: ${oneLine(why ?? 'no answer')}`)
    : seen(by, subAccount);
}

/** `5000 USDT`, as the schema of the settings has it. */
function moneyOf(text: string): Account['holdings'][number]['capital'] {
  const { amount = '', currency = '' } = /^(?<amount>[\d.]+) ?(?<currency>[A-Z0-9]+)$/.exec(text)?.groups ?? {};
  const parsed = parseDecimal(amount.replace(/^0+(?=\d)/, ''));
  return parsed === undefined ? undefined : { amount: parsed, currency };
}

/** A list of keys is shown to a key of the main account, where the exchange has such a call. */
async function otherKeysOf(
  title: string,
  exchange: string,
  keys: readonly Named[],
  audit: Sight<readonly AuditedKey[]>,
  reader: AccountReader,
): Promise<Account['otherKeys']> {
  const names = keys.map(([key]) => key);
  const listed = listedOf(exchange, names, audit);
  if (listed) return listed;
  const hasList = watches[exchange]?.feeds.some(({ kind }) => kind === 'keys') === true;
  if (!hasList) return unseen('no call', `no call of ${title} lists the keys of the account`);
  if ('unseen' in audit) return audit;
  const masters = keys.filter(([name, { vendor }]) => {
    const found = audit.seen.find((one) => one.key === name);
    return vendor === undefined && found?.subAccount === 'no' && found.rights.read.can === 'yes';
  });
  const [master] = masters;
  if (!master) return unseen('no call', `${title} lists keys to a key of the main account alone`);
  const known = new Set(audit.seen.flatMap(({ fingerprint }) => fingerprint ?? []));
  return reader.strangeKeys(master[0], known);
}
