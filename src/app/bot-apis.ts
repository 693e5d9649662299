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
 * Freqtrade (freqtrade/rpc/rpc.py and rpc/api_server/api_trading.py of 2026.9, read 2026-11-22): `stop` ends its loop, which `show_config` then
 * says. `stopentry`, `stopbuy` before 2022.4, keeps it from opening anything, and is asked for only where `stop` is not taken: it sets one that
 * has stopped going again, without entries. Basic authentication is taken by every call.
 */
export async function stopFreqtrade(api: BotApi, signal: AbortSignal): Promise<Told> {
  const stop = await ask(api, 'POST', '/api/v1/stop', '', signal);
  const said = `stop: ${saysOf(stop)}`;
  if (stop.status === 200) return { state: (await isStopped(api, signal)) ? 'stopped' : 'told', says: said };
  if (stop.status === 401) return { state: 'failed', says: said };
  const now = await ask(api, 'POST', '/api/v1/stopentry', '', signal);
  const entry = now.status === 404 ? await ask(api, 'POST', '/api/v1/stopbuy', '', signal) : now;
  return { state: entry.status === 200 ? 'told' : 'failed', says: `${said}; stopentry: ${saysOf(entry)}` };
}

/** Whether it says so itself; not when it does not answer, for it was told already. */
async function isStopped(api: BotApi, signal: AbortSignal): Promise<boolean> {
  try {
    const { status, body } = await ask(api, 'GET', '/api/v1/show_config', '', signal);
    return status === 200 && fieldOf(body, 'state') === 'stopped';
  } catch {
    return false;
  }
}

/**
 * Hummingbot API (github.com/hummingbot/hummingbot-api, routers/bot_orchestration.py and services/bots_orchestrator.py at ee7ce5c of
 * 2026-06-29, read 2026-11-22), which reaches its instances by MQTT. It answers `success` around a `success` of its own, which means that the
 * broker has the word: whether the instance has it, or has stopped, nothing says.
 */
export async function stopHummingbot(api: BotApi, bot: string, signal: AbortSignal): Promise<Told> {
  const body = JSON.stringify({ bot_name: bot, skip_order_cancellation: false, async_backend: false });
  const answer = await ask(api, 'POST', '/bot-orchestration/stop-bot', body, signal);
  if (answer.status !== 200) return { state: 'failed', says: saysOf(answer) };
  const response = fieldOf(answer.body, 'response');
  const isSent =
    typeof response === 'object' && response !== null && (response as { success?: unknown }).success === true;
  return isSent
    ? { state: 'told', says: 'the word was sent to the instance, which does not answer' }
    : { state: 'failed', says: 'it knows no such instance, or does not reach its broker' };
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
function ask(
  { url, user, password }: BotApi,
  method: 'GET' | 'POST',
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<Answered> {
  const base = new URL(url);
  const request = base.protocol === 'https:' ? secureRequest : plainRequest;
  const authorization = password.openBytes((bytes) =>
    Buffer.from(`${user}:${bytes.toString('utf8')}`).toString('base64'),
  );
  return new Promise((done, fail) => {
    const message = request(
      base,
      {
        method,
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
