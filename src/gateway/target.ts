import { type Refusal, refuse } from '../core/index.ts';

/** What a request line asks for, whichever way the bot was pointed here. */
export interface Target {
  readonly host: string;
  readonly path: string;
  readonly rawQuery: string;
  /** True for the form that ccxt's `proxyUrl` makes; only there a browser-like `Origin: *` is expected. */
  readonly proxied: boolean;
}

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const PATH = /^(?:\/[A-Za-z0-9_.:~-]+)+$/;

/**
 * Reads the request target: `/https://HOST/PATH?QUERY` (raw or percent-encoded once, as ccxt sends it), or `/HOST/PATH?QUERY`.
 * Anything that two readers could take for two paths is refused.
 */
export function readTarget(url: string): Target | Refusal {
  if (!/^[\x21-\x7e]+$/.test(url) || /[#\\]/.test(url) || !url.startsWith('/')) {
    return refuse('http-path', 'the target is not a plain path');
  }
  const rest = url.slice(1);
  if (/^https%3a%2f%2f/i.test(rest)) {
    // What encodeURIComponent gives has no delimiter left; with one, part of the target would be decoded twice.
    const decoded = /^[\w\-.!~*'()%]+$/.test(rest) ? decodeOnce(rest) : undefined;
    if (decoded === undefined || !/^[\x21-\x7e]+$/.test(decoded) || /[#\\]/.test(decoded)) {
      return refuse('http-path', 'the encoded target cannot be read in one way');
    }
    return split(decoded.slice('https://'.length), true);
  }
  if (rest.startsWith('https://')) return split(rest.slice('https://'.length), true);
  return split(rest, false);
}

function split(text: string, proxied: boolean): Target | Refusal {
  const slash = text.indexOf('/');
  const host = slash === -1 ? text : text.slice(0, slash);
  if (!HOST.test(host)) return refuse('route-unknown', 'the target names no exchange host');
  const mark = text.indexOf('?');
  const path = slash === -1 ? '/' : text.slice(slash, mark === -1 ? undefined : mark);
  const rawQuery = mark === -1 ? '' : text.slice(mark + 1);
  if (!PATH.test(path) || path.split('/').some((segment) => segment === '.' || segment === '..')) {
    return refuse('http-path', 'the path has an empty, dotted or encoded segment');
  }
  if (rawQuery.includes('?')) return refuse('http-path', 'the target has two queries');
  return { host, path, rawQuery, proxied };
}

function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
