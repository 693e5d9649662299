import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createFileDurably, isRefusal, KeywardError, makePrivateFolder, notOneOf, unknownName } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import { fingerprintOf } from '../gateway/index.ts';
import { placeOf } from './places.ts';
import { askDesk, type DeskReply, type DeskWish } from './practice-desk.ts';
import { isOfPractice, keptKey, PracticeHome } from './practice-home.ts';
import { loadSettings, placesParts, type SessionParts } from './session.ts';
import { checkOwner } from './state.ts';

/** A key to be made on the practice exchange, as its owner would on the page of a real one. */
export interface MintKeyRequest {
  /** Absent: that of the key beside which it is made. */
  readonly exchange?: string;
  /** A key of the settings: the new one is of the same account, with the same rights and addresses. */
  readonly beside?: string;
  readonly canWithdraw: boolean;
  readonly fromAnyAddress: boolean;
  /** The file that holds it, which must not be there. */
  readonly file: string;
}

export interface MintedPracticeKey {
  readonly exchange: string;
  readonly fingerprint: string;
  readonly file: string;
}

/**
 * Makes another key on the practice exchange of this state folder, whether it is served now or not, and writes it into a private file. Throws
 * `usage` for a file that is there, an exchange or key that is not known, and a key that is none of the practice exchange.
 */
export async function mintPracticeKey(parts: SessionParts, request: MintKeyRequest): Promise<MintedPracticeKey> {
  const { canWithdraw, fromAnyAddress } = request;
  const beside = request.beside === undefined ? undefined : await practiceIdOf(parts, request.beside);
  const exchange = request.exchange ?? beside?.exchange;
  if (exchange === undefined) throw new KeywardError('usage', 'name the exchange, or the key beside which it is to be');
  if (beside !== undefined && beside.exchange !== exchange)
    throw new KeywardError('usage', `${request.beside} is a key of ${beside.exchange}: leave --exchange out`);
  const known = Object.keys(inspections).sort();
  if (!known.includes(exchange)) throw new KeywardError('usage', notOneOf('exchange', exchange, known));
  const file = resolve(parts.folder, request.file);
  const isThere = (): never => {
    throw new KeywardError('usage', `${request.file} is there already: name another file`);
  };
  if (existsSync(file)) isThere();
  const reply = await asked(parts, {
    does: 'mint',
    exchange,
    ...(beside === undefined ? {} : { beside: beside.id }),
    canWithdraw,
    fromAnyAddress,
  });
  if (!('minted' in reply)) throw new KeywardError('internal', 'the practice exchange has made no key');
  const { id, secret, passphrase } = reply.minted;
  const document = { apiKey: id, secret, ...(passphrase === undefined ? {} : { passphrase }) };
  if (!createFileDurably(file, `${JSON.stringify(document, undefined, 2)}\n`)) isThere();
  return { exchange, fingerprint: fingerprintOf(id), file: request.file };
}

/** Deletes a key of the practice exchange, as its owner would on the page of a real one. */
export async function revokePracticeKey(parts: SessionParts, fingerprint: string): Promise<{ exchange: string }> {
  const reply = await asked(parts, { does: 'revoke', fingerprint });
  if (!('revoked' in reply)) throw new KeywardError('internal', 'the practice exchange has revoked nothing');
  return reply.revoked;
}

/** From the process that serves the practice exchange, else with its folder. */
async function asked(parts: SessionParts, wish: DeskWish): Promise<DeskReply> {
  const home = resolve(parts.environment.home);
  const reply = await askDesk(home, wish);
  if (reply !== undefined) return reply;
  checkOwner(home);
  makePrivateFolder(home);
  const opened = await PracticeHome.open({
    home,
    port: 0,
    seed: undefined,
    clock: parts.clock,
    onDefect: (error) => parts.log.error('the practice exchange has failed', { reason: String(error).slice(0, 200) }),
  });
  try {
    return opened.answer(wish);
  } finally {
    await opened.close();
  }
}

/** The id of a practice key of the settings, from its place, or as the practice exchange has given it. */
async function practiceIdOf(parts: SessionParts, name: string): Promise<{ id: string; exchange: string }> {
  const { settings, path } = loadSettings(parts);
  const key = Object.hasOwn(settings.keys, name) ? settings.keys[name] : undefined;
  if (!key) throw new KeywardError('usage', unknownName('key', name, Object.keys(settings.keys)));
  const { exchange, environment, from } = key;
  if (environment !== 'practice')
    throw new KeywardError('usage', `${name} is a ${environment} key of ${inspections[exchange]?.facts.name}`);
  const { home } = parts.environment;
  if (from === undefined) return { id: keptKey(home, name, exchange).id, exchange };
  const place = placeOf(name, placesParts(parts, settings, path));
  try {
    const made = inspections[exchange]!.credential(await place.read());
    if (!isRefusal(made) && isOfPractice(home, made.id)) return { id: made.id, exchange };
  } catch (error) {
    // Then the practice exchange's own is in use.
    if (!(error instanceof KeywardError) || error.code !== 'credential-missing') throw error;
  } finally {
    await place.close?.();
  }
  return { id: keptKey(home, name, exchange).id, exchange };
}
