import { type Secret, scrub } from '../../core/index.ts';
import { type Ask, isSafeUrl, NotAsked } from '../ask.ts';
import type { Sent } from '../channel.ts';
import { outcomeOf, withText } from './answers.ts';

/** Asks one path below an address that is a secret itself. */
export type Ping = (path: string, body?: string) => Promise<Sent>;

const TIMEOUT_MS = 8_000;

/** Pings as healthchecks.io wants it (healthchecks.io/docs/http_api, seen in excerpts 2026-11-22): POST, with the reason as plain text. */
export function pingOf(ask: Ask, secret: () => Promise<Secret | undefined>): Ping {
  return (path, body) =>
    outcomeOf(
      async () =>
        withText(await secret(), 'HEARTBEAT_URL', (url) => {
          if (!isSafeUrl(url)) throw new NotAsked('HEARTBEAT_URL is not an https address', false);
          const { origin, pathname, search } = new URL(url);
          const whole = `${origin}${pathname.replace(/\/+$/, '')}${path}${search}`;
          const headers = { 'content-type': 'text/plain; charset=utf-8' };
          return ask({ method: 'POST', url: whole, headers, body: scrub(body ?? ''), timeoutMs: TIMEOUT_MS });
        }),
      // Below a UUID it answers 200 whatever is wrong, with a word of it: "OK (not found)", "OK (rate limited)".
      ({ status, text }) => {
        const [, wrong] = (status === 200 && /^OK \(([a-z ]{3,40})\)/.exec(text)) || [];
        return wrong === undefined ? {} : { isFine: false, says: wrong };
      },
    );
}
