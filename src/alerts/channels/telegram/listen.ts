import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, isJsonObject, JsonNumber, type JsonObject, type JsonValue } from '../../../core/index.ts';
import type { CommandPort } from '../../commands.ts';
import { failureOf, objectOf } from '../answers.ts';
import { type Call, fieldsOf, sendText } from './bot.ts';

const POLL_S = 25;
const AFTER_FAILURE_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;
const LONGEST_TEXT = 100;
const FAILURES_TO_TELL = 3;
/** In the name of a chat, forwarded (the older members are those of a server from before Bot API 7.0), or written by a bot. */
const SAID_BY_ANOTHER = [
  'sender_chat',
  'forward_origin',
  'forward_date',
  'forward_from',
  'forward_from_chat',
  'via_bot',
];

export interface Listening {
  readonly call: Call;
  readonly users: ReadonlySet<number>;
  readonly port: CommandPort;
  readonly clock: Clock;
}

/** Takes replies by long polling (core.telegram.org/bots/api#getupdates, seen in excerpts 2026-11-22) until the signal aborts. */
export async function listenTo(listening: Listening, stopping: AbortSignal): Promise<void> {
  let offset: string | undefined;
  let failures = 0;
  let hasFailed = false;
  while (!stopping.aborted) {
    const updates = await pollOnce(listening, offset, stopping);
    if (typeof updates === 'string') {
      if (failures === FAILURES_TO_TELL && !stopping.aborted) listening.port.fault(updates);
      const waitMs = Math.min(LONGEST_WAIT_MS, AFTER_FAILURE_MS * 2 ** failures++);
      await sleep(waitMs, undefined, { signal: stopping, ref: false }).catch(() => undefined);
      continue;
    }
    if (failures > FAILURES_TO_TELL) listening.port.fault(undefined);
    failures = 0;
    for (const update of updates) {
      const id = update['update_id'];
      if (id instanceof JsonNumber && /^\d{1,16}$/.test(id.text)) offset = String(Number(id.text) + 1);
      if (stopping.aborted) continue;
      try {
        await take(listening, update['message']);
        if (hasFailed) listening.port.fault(undefined);
        hasFailed = false;
      } catch {
        // The next one may be the one that counts.
        hasFailed = true;
        listening.port.fault('Keyward has failed on a reply');
      }
    }
  }
}

/** What is new, or why that is not known. */
async function pollOnce(
  { call }: Listening,
  offset: string | undefined,
  signal: AbortSignal,
): Promise<readonly JsonObject[] | string> {
  try {
    const parameters = {
      timeout: POLL_S,
      allowed_updates: ['message'],
      ...(offset === undefined ? {} : { offset: Number(offset) }),
    };
    const reply = await call('getUpdates', parameters, { timeoutMs: (POLL_S + 10) * 1_000, signal });
    const { isFine, says = 'not understood' } = fieldsOf(reply);
    const result = objectOf(reply.text)?.['result'];
    return isFine && Array.isArray(result)
      ? result.filter((each) => isJsonObject(each))
      : `HTTP ${reply.status}: ${says}`;
  } catch (error) {
    const failed = failureOf(error);
    return failed.says ?? 'not reached';
  }
}

/** One message: whoever is not listed, or cannot be told, is not answered, so that nobody can make us write. */
async function take({ call, users, port }: Listening, message: JsonValue | undefined): Promise<void> {
  if (!isJsonObject(message)) return;
  const { from, chat, text } = message;
  if (typeof text !== 'string' || !isJsonObject(from) || !isJsonObject(chat)) return;
  const user = idOf(from['id']);
  const place = idOf(chat['id']);
  if (user === undefined || place === undefined) return;
  // Written in the name of a chat, or by somebody else before: no user says it.
  const isOwn = from['is_bot'] !== true && SAID_BY_ANOTHER.every((name) => message[name] === undefined);
  const said = text.slice(0, LONGEST_TEXT).trim();
  if (!isOwn || !users.has(user)) return port.stranger(`telegram user ${user}`);
  const answer = await port.take(`telegram user ${user}`, said);
  if (answer !== undefined) await sendText(call, place, answer, false);
}

function idOf(value: JsonValue | undefined): number | undefined {
  const id = value instanceof JsonNumber && /^-?\d{1,16}$/.test(value.text) ? Number(value.text) : undefined;
  return id !== undefined && Number.isSafeInteger(id) ? id : undefined;
}
