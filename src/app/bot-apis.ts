import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Secret } from '../core/index.ts';

const MAX_BYTES = 65_536;

export interface BotApi {
  readonly url: string;
  readonly user: string;
  readonly password: Secret;
}

/** What an API of a bot's own answered; a number is the HTTP status. */
interface Answered {
  readonly status: number;
  readonly body: string;
}

/** `stopped` where it says that it has, `told` where it took the word. */
export interface Told {
  readonly state: 'stopped' | 'told' | 'failed';
  readonly says: string;
}

/**
 * Freqtrade (REST API, docs/rest-api.md of 2026.9, read 2026-11-22): `stopentry`, `stopbuy` before 2022.4, keeps it from opening anything;
 * `stop` ends its loop. Basic authentication is taken by every call.
 */
export async function stopFreqtrade(api: BotApi, signal: AbortSignal): Promise<Told> {
  const entry = await post(api, '/api/v1/stopentry', '', signal);
  const before = entry.status === 404 ? await post(api, '/api/v1/stopbuy', '', signal) : entry;
  const stop = await post(api, '/api/v1/stop', '', signal);
  const said = [`stopentry: ${saysOf(before)}`, `stop: ${saysOf(stop)}`].join('; ');
  if (stop.status === 200) return { state: 'stopped', says: said };
  return { state: before.status === 200 ? 'told' : 'failed', says: said };
}

/**
 * Hummingbot API (github.com/hummingbot/hummingbot-api, routers/bot_orchestration.py, read 2026-11-22), which reaches its instances by MQTT.
 * It answers `success` around what the instance said, which counts.
 */
export async function stopHummingbot(api: BotApi, bot: string, signal: AbortSignal): Promise<Told> {
  const body = JSON.stringify({ bot_name: bot, skip_order_cancellation: false, async_backend: false });
  const answer = await post(api, '/bot-orchestration/stop-bot', body, signal);
  if (answer.status !== 200) return { state: 'failed', says: saysOf(answer) };
  const response = fieldOf(answer.body, 'response');
  const isTaken =
    typeof response === 'object' && response !== null && (response as { success?: unknown }).success === true;
  return isTaken
    ? { state: 'stopped', says: 'it says that it has stopped' }
    : { state: 'failed', says: 'the instance did not take it' };
}

function saysOf({ status, body }: Answered): string {
  const word = fieldOf(body, 'status');
  if (status === 200 && typeof word === 'string') return word.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, 100);
  return status === 401 ? 'user name or password refused' : `HTTP ${status}`;
}

function fieldOf(body: string, name: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
}

/** Sent once, no redirect is followed. Throws what the connection throws. */
function post({ url, user, password }: BotApi, path: string, body: string, signal: AbortSignal): Promise<Answered> {
  const base = new URL(url);
  const ask = base.protocol === 'https:' ? secureRequest : plainRequest;
  const authorization = password.openBytes((bytes) =>
    Buffer.from(`${user}:${bytes.toString('utf8')}`).toString('base64'),
  );
  return new Promise((done, fail) => {
    const message = ask(
      base,
      {
        method: 'POST',
        path: base.pathname.replace(/\/$/, '') + path,
        headers: {
          authorization: `Basic ${authorization}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
        signal,
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if ((text += chunk).length > MAX_BYTES) message.destroy(new Error('too long an answer'));
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, body: text }));
        response.on('error', fail);
      },
    );
    message.on('error', fail);
    message.end(body);
  });
}
