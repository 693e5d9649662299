import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ATTEST_DAYS } from '../audit/index.ts';
import { keySchema, SETTINGS_FILE, type Settings } from '../config/index.ts';
import { isRefusal, KeywardError, makePrivateFolder, notOneOf, withFileLock, writeFileDurably } from '../core/index.ts';
import {
  type CredentialParts,
  exchanges,
  inspections,
  type KeyReport,
  rights,
  unclearText,
} from '../exchanges/index.ts';
import { Forwarder, fingerprintOf } from '../gateway/index.ts';
import { documentNames, type From, type Parts, readDocument } from '../vault/index.ts';
import { inspectWith } from './audits.ts';
import { environmentOf, exchangeProblems } from './fit-settings.ts';
import { checkDanger, checkWords, type Spoken } from './owner-word.ts';
import { placeOf } from './places.ts';
import { isOfPractice } from './practice-home.ts';
import { loadSettings, placesParts, type SessionParts, withOperations } from './session.ts';
import { withKeyEntry } from './settings-text.ts';

const ASK_TIMEOUT_MS = 10_000;

/** A key to be taken in. The reasons say in writing why a dangerous one has to be. */
export interface AddKeyRequest extends Spoken {
  readonly exchange: string;
  readonly environment: 'live' | 'testnet' | 'demo' | 'practice';
  readonly purpose: 'bots' | 'audit' | 'rotation' | 'watch';
  readonly holders: readonly string[];
  /** Where it is to live, as `from` in the settings; absent: where the settings say, or Keyward's own vault. */
  readonly from?: From;
  /** The owner knows that the key works from this host, where asking from elsewhere would break it. */
  readonly isFromHere?: boolean;
  readonly by: string;
}

export interface AddedKey {
  readonly name: string;
  readonly exchange: string;
  readonly fingerprint: string;
  /** `unknown`: the exchange does not tell, so the owner is to attest it. */
  readonly rights: Readonly<Record<string, string>>;
  readonly ipRestricted: string;
  readonly ips?: readonly string[];
  /** Where it lives now. */
  readonly where: string;
  /** The settings file that names it. */
  readonly settings: string;
  readonly unknown: readonly string[];
  /** What its owner said of it where the exchange does not tell, and until when that counts. */
  readonly attested?: { readonly cannot: readonly string[]; readonly ips?: readonly string[]; readonly until: string };
  /** The bots of the settings that use it. */
  readonly bots: readonly string[];
}

/** Reads a credential from a document: JSON, lines `NAME=value`, under the names that people use. The bytes are zeroed. */
export function readCredential(bytes: Buffer, exchange: string, where: string): Parts {
  const hasPassphrase = wantsPassphrase(exchange);
  try {
    return readDocument(bytes, documentNames(exchange, {}, hasPassphrase), where);
  } catch (error) {
    if (
      !(error instanceof KeywardError) ||
      error.code !== 'credential-missing' ||
      !error.message.includes('_PASSPHRASE')
    )
      throw error;
    const name = exchange.toUpperCase();
    throw new KeywardError(error.code, error.message, {
      cause: error,
      lines: [
        `A key of ${exchange} has three parts, and the passphrase is the one that you chose when you made it. Write JSON:`,
        '{"apiKey": "…", "secret": "…", "passphrase": "…"}',
        `or lines: ${name}_API_KEY=… ${name}_API_SECRET=… ${name}_PASSPHRASE=…`,
        ...error.lines,
      ],
    });
  }
}

/** Whether keys of this exchange have a third secret; throws `usage` for an exchange that is not known. */
export function wantsPassphrase(exchange: string): boolean {
  return inspectionOf(exchange).facts.passphrase === true;
}

/** As the exchange writes its name; throws `usage` for one that is not known. */
export function exchangeName(exchange: string): string {
  return inspectionOf(exchange).facts.name;
}

/** Whether bots trade on this exchange through Keyward; keys of the others are audited alone. */
export function servesBots(exchange: string): boolean {
  return Object.hasOwn(exchanges, exchange);
}

function inspectionOf(exchange: string) {
  const found = Object.hasOwn(inspections, exchange) ? inspections[exchange] : undefined;
  if (found) return found;
  throw new KeywardError('usage', notOneOf('supported exchange', exchange, Object.keys(inspections).sort()));
}

/**
 * Asks the exchange what the key can do, refuses a dangerous one, stores it, names it in the settings and writes it down. Throws
 * `key-exists`, `key-can-withdraw`, `key-any-address`, `key-untold`, `key-not-answered`, `credential-invalid`, and what the back end throws; then
 * nothing was changed.
 */
export async function addKey(
  session: SessionParts,
  request: AddKeyRequest,
  parts: CredentialParts,
  askAddresses?: () => Promise<string | undefined>,
): Promise<AddedKey> {
  const inspection = inspectionOf(request.exchange);
  const { settings, path } = namedSettings(session);
  const known = settings.keys[request.name];
  const made = inspection.credential(parts);
  if (isRefusal(made)) throw new KeywardError('credential-invalid', made.message);
  const from = request.from ?? known?.from ?? { age: {} };
  const changed = withKey(settings, request, from);
  checkWords(request);
  const report = await askFirst(session, request, settings, parts);
  const boundTo = await checkDanger(request, report, inspection.facts, askAddresses);
  const place = placeOf(request.name, placesParts(session, changed, path));
  try {
    const there = await idThere(place);
    // What an add that was broken off has left is no other key.
    if (there !== undefined && (known || there !== parts.id))
      throw new KeywardError('key-exists', `there is a key in ${place.where} already`);
    if (!place.write)
      throw new KeywardError('vault-read-only', `Keyward cannot write to ${place.where}`, {
        lines: place.byHand ?? [],
      });
    const { home } = session.environment;
    if (!existsSync(home)) makePrivateFolder(home);
    await place.write(parts);
  } finally {
    await place.close?.();
  }
  if (!known) await withFileLock(path, () => writeSettings(path, request, from));
  const fingerprint = fingerprintOf(made.id);
  const attested = attestedOf(request, report, boundTo, session.clock.nowMs());
  await record(session, request, report, fingerprint, attested);
  return {
    name: request.name,
    exchange: request.exchange,
    fingerprint,
    rights: report.rights,
    ipRestricted: report.ipRestricted,
    ...(report.ips === undefined ? {} : { ips: report.ips }),
    where: place.where,
    settings: path,
    unknown: [
      ...rights.filter((right) => report.rights[right] === 'unknown'),
      ...(report.ipRestricted === 'unknown' ? ['ip list'] : []),
    ].filter((what) => attested?.cannot.includes(what) !== true && (what !== 'ip list' || !attested?.ips)),
    ...(attested === undefined ? {} : { attested }),
    bots: Object.entries(settings.bots).flatMap(([bot, { key }]) => (key === request.name ? [bot] : [])),
  };
}

/** What counts by the owner's word alone. */
function attestedOf(
  { cannotWithdraw }: AddKeyRequest,
  { rights: can }: KeyReport,
  boundTo: readonly string[] | undefined,
  nowMs: number,
): AddedKey['attested'] {
  const cannot = cannotWithdraw !== undefined && can.withdraw === 'unknown' ? ['withdraw'] : [];
  if (cannot.length === 0 && !boundTo) return undefined;
  const until = new Date(nowMs + ATTEST_DAYS * 86_400_000).toISOString();
  return { cannot, ...(boundTo ? { ips: boundTo } : {}), until };
}

/** The journal says that it was added, and what its owner lets it do; a reason for what it cannot do lets it do nothing later. */
async function record(
  session: SessionParts,
  { name, by, vendor, allowWithdraw, allowAnyIp, cannotWithdraw, vendorAddresses }: AddKeyRequest,
  { rights: can, ipRestricted, createdMs }: KeyReport,
  fingerprint: string,
  attested: AddedKey['attested'],
): Promise<void> {
  const isMade = createdMs !== undefined && createdMs > 0 && createdMs <= session.clock.nowMs();
  const notes = [
    ...(vendor === undefined ? [] : [`given to ${vendor}`]),
    ...(vendorAddresses === undefined ? [] : [`it calls exchanges from ${vendorAddresses.join(', ')}, its owner says`]),
    ...(cannotWithdraw === undefined ? [] : [`cannot withdraw, its owner says: ${cannotWithdraw}`]),
  ];
  const overrides = [
    ...(allowWithdraw === undefined || can.withdraw === 'no'
      ? []
      : [{ what: 'withdraw' as const, reason: allowWithdraw }]),
    ...(allowAnyIp === undefined || ipRestricted === 'yes'
      ? []
      : [{ what: 'no-ip-list' as const, reason: allowAnyIp }]),
  ];
  await withOperations(session, async (operations) => {
    await operations.recordKey({
      key: name,
      change: 'added',
      ...(isMade ? { at: new Date(createdMs).toISOString() } : {}),
      fingerprint,
      by,
      ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
      overrides,
    });
    if (attested)
      await operations.attestAdded({
        key: name,
        fingerprint,
        ...attested,
        by,
        note: cannotWithdraw ?? 'said at key add',
      });
  });
}

/** The settings that are there, or none yet beside where they will be. Built-in practice settings are not the owner's. */
function namedSettings(session: SessionParts): { settings: Settings; path: string } {
  const { settings, path } = loadSettings(session);
  if (path !== undefined) return { settings, path };
  return { settings: { ...settings, keys: {}, bots: {} }, path: session.config ?? join(session.folder, SETTINGS_FILE) };
}

/** What is told of a key that cannot be asked from here. */
const UNTOLD: KeyReport = {
  rights: Object.fromEntries(rights.map((right) => [right, 'unknown'])) as KeyReport['rights'],
  ipRestricted: 'unknown',
  subAccount: 'unknown',
  words: [],
};

/** What the key can do, before anything is stored. */
async function askFirst(
  session: SessionParts,
  request: AddKeyRequest,
  settings: Settings,
  parts: CredentialParts,
): Promise<KeyReport> {
  const inspection = inspectionOf(request.exchange);
  const credential = inspection.credential(parts);
  if (isRefusal(credential)) throw new KeywardError('credential-invalid', credential.message);
  const isVendorsAlone =
    request.vendor !== undefined && request.boundTo !== undefined && request.cannotWithdraw !== undefined;
  const { risk } = inspection.facts.introspection;
  const isPractice = request.environment === 'practice';
  if (risk !== undefined && !isPractice && request.isFromHere !== true) {
    // One that works only from the addresses of its vendor is not asked where asking could break it.
    if (isVendorsAlone) return UNTOLD;
    throw new KeywardError('key-not-answered', `${risk}; if it works from this host, say so with --from-here`);
  }
  if (isPractice && !isOfPractice(session.environment.home, credential.id))
    throw new KeywardError('credential-invalid', 'the practice exchange has not minted this key');
  const upstream = isPractice
    ? ({ kind: 'practice', port: settings.practice.port } as const)
    : ({ kind: 'exchange' } as const);
  const forwarder = new Forwarder(upstream, ASK_TIMEOUT_MS, settings.network.localAddress);
  try {
    const told = await inspectWith(
      inspection,
      credential,
      environmentOf(request.environment),
      forwarder.send,
      session.clock,
    );
    if (!('unclear' in told)) return told;
    const isBound = told.cause === 'ip' || told.cause === 'key-or-ip-or-permission';
    if (isVendorsAlone && isBound) return UNTOLD;
    const hint =
      request.vendor !== undefined && isBound
        ? [
            `A key that works only from the addresses of ${request.vendor} cannot be asked from here, and is right so. Look at ${inspection.facts.page.url}, and say what stands there: --bound-to ADDRESSES --cannot-withdraw "how you know"`,
          ]
        : [];
    throw new KeywardError('key-not-answered', unclearText(inspection.facts.name, told), { lines: hint });
  } finally {
    await forwarder.close();
  }
}

/** The id of the key that lives there; `undefined` where none does. */
async function idThere(place: ReturnType<typeof placeOf>): Promise<string | undefined> {
  try {
    return (await place.read()).id;
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'credential-missing') return undefined;
    throw error;
  }
}

/** As it stands in the settings. */
function entryOf(
  { exchange, environment, purpose, vendor, holders }: AddKeyRequest,
  from: From,
): Record<string, unknown> {
  return {
    exchange,
    ...(environment === 'live' ? {} : { environment }),
    from,
    ...(purpose === 'bots' ? {} : { purpose }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(holders.length === 0 ? {} : { holders: [...holders] }),
  };
}

/** The settings as they will be; throws `usage` where Keyward could not start with them. */
function withKey(settings: Settings, request: AddKeyRequest, from: From): Settings {
  const { name, exchange, environment } = request;
  const known = settings.keys[name];
  if (known && (known.exchange !== exchange || known.environment !== environment)) {
    const says = `keys.${name} is a ${known.environment} key of ${known.exchange} in the settings`;
    throw new KeywardError('usage', `${says}: give --exchange and --environment as there`);
  }
  if (known && request.from)
    throw new KeywardError('usage', `keys.${name} stands in the settings, which say where it lives`);
  const parsed = keySchema.safeParse(entryOf(request, from));
  if (!parsed.success) throw new KeywardError('usage', parsed.error.issues[0]?.message ?? 'no such key');
  const changed = { ...settings, keys: { ...settings.keys, [name]: known ?? parsed.data } };
  const problem = exchangeProblems(changed).find(({ path }) => path.split('.')[1] === name);
  if (problem) throw new KeywardError('usage', problem.message);
  return changed;
}

/** Names the key in the settings. */
function writeSettings(path: string, request: AddKeyRequest, from: From): void {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : 'version: 1\nkeys: {}\n';
  const mode = existsSync(path) ? statSync(path).mode & 0o777 : 0o644;
  writeFileDurably(path, withKeyEntry(text, request.name, entryOf(request, from)), mode);
}
