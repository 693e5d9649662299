import {
  isJsonFault,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  KeywardError,
  parseJson,
  type Secret,
  scrub,
} from '../../core/index.ts';
import { type Ask, type AskRequest, NotAsked, type Reply } from '../ask.ts';
import type { Sent } from '../channel.ts';
import { inert } from '../message.ts';

const WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;
const LONGEST_SAID = 160;
/** Whoever answers so is not the service: a page of a website, or of a network that wants a login. */
export const NOT_THE_SERVICE = 'not what the service answers; is the address right?';

/** What a service answered, as an outcome; `read` says what of its text may be told, and how long it wants us to wait. */
export async function outcomeOf(
  ask: () => Promise<Reply>,
  read: (reply: Reply) => { readonly says?: string; readonly afterMs?: number; readonly isFine?: boolean } = () => ({}),
): Promise<Sent> {
  try {
    const reply = await ask();
    const { says, afterMs, isFine } = read(reply);
    const { status } = reply;
    const told = says === undefined ? '' : `: ${says}`;
    if (isFine ?? (status >= 200 && status < 300)) return { kind: 'sent', says: `HTTP ${status}` };
    if (status === 429) return { kind: 'later', afterMs: waitOf(reply, afterMs), says: `HTTP 429${told}` };
    if (status >= 300 && status < 400)
      return { kind: 'failed', isRefused: true, says: `HTTP ${status}: it redirects, which is not followed` };
    const isRefused = status >= 200 && status < 500 && status !== 408 && status !== 425;
    return { kind: 'failed', isRefused, says: `HTTP ${status}${told}` };
  } catch (error) {
    return failureOf(error);
  }
}

/** What was thrown, as an outcome; only our own words are told. */
export function failureOf(error: unknown): Sent {
  if (error instanceof NotAsked) {
    const { message, mayHaveArrived } = error;
    return { kind: 'failed', isRefused: false, says: message, ...(mayHaveArrived ? { mayHaveArrived } : {}) };
  }
  if (error instanceof KeywardError)
    return { kind: 'failed', isRefused: error.code !== 'vault-unreached', says: scrub(error.message) };
  return { kind: 'failed', isRefused: false, says: 'Keyward has failed' };
}

function waitOf({ retryAfter }: Reply, told: number | undefined): number {
  const seconds = /^\d{1,9}(?:\.\d+)?$/.test(retryAfter ?? '') ? Number(retryAfter) * 1_000 : undefined;
  return Math.min(LONGEST_WAIT_MS, Math.max(1_000, told ?? seconds ?? WAIT_MS));
}

/** The body as an object; `undefined` where it is none. */
export function objectOf(text: string): JsonObject | undefined {
  const value = parseJson(text);
  return isJsonFault(value) || !isJsonObject(value) ? undefined : value;
}

/** Seconds of a body, as milliseconds. */
export function secondsOf(value: unknown): number | undefined {
  const seconds = value instanceof JsonNumber ? Number(value.text) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : undefined;
}

/** A few words of the service, without any piece of the secrets that it was sent. */
export function wordsOf(value: unknown, ...secrets: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const pieces = secrets
    .flatMap((secret) => [secret, ...secret.split(/[/?&=:]+/)])
    .filter((piece) => piece.length >= 6);
  const told = pieces.some((piece) => value.includes(piece)) ? undefined : scrub(value);
  return told === undefined ? undefined : inert(told).slice(0, LONGEST_SAID);
}

/** Hands the text of a secret to `use`, which is to keep no copy. */
export async function withText<T>(
  secret: Secret | undefined,
  missing: string,
  use: (text: string) => Promise<T>,
): Promise<T> {
  if (!secret) throw new KeywardError('credential-missing', `there is no ${missing}`);
  return use(secret.openBytes((bytes) => bytes.toString('utf8').trim()));
}

/** Posts JSON. */
export function postJson(ask: Ask, url: string, body: object, more: Partial<AskRequest> = {}): Promise<Reply> {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...more.headers };
  return ask({ method: 'POST', url, body: JSON.stringify(body), ...more, headers });
}
