import { isJsonFault, isJsonObject, type JsonValue, parseJson, type Refusal, refuse } from '../core/index.ts';
import type { Body, Param } from '../exchanges/index.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes `name=value&…`, each pair once. A pair that is not valid, or that holds a control character, is refused. */
export function readPairs(raw: string): Param[] | Refusal {
  const params: Param[] = [];
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (!name || value === undefined || !/^[\x21-\x7e]{1,100}$/.test(name) || /[\u0000-\u001f\u007f]/.test(value)) {
      return refuse('http-parameter', 'a parameter is not validly encoded');
    }
    params.push([name, value]);
  }
  return params;
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}

/** Reads a body by its content type: a form, JSON, or nothing. */
export function readBody(bytes: Buffer, contentType: string | undefined): { text: string; body: Body } | Refusal {
  if (bytes.length === 0) return { text: '', body: { kind: 'none' } };
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return refuse('http-body', 'the body is not UTF-8');
  }
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    const params = readPairs(text);
    return 'refused' in params ? params : { text, body: { kind: 'form', params } };
  }
  if (type === 'application/json') {
    const value = parseJson(text);
    if (isJsonFault(value))
      return refuse('http-body', `the body is not JSON that can be read in one way: ${value.fault}`);
    if (!isWellFormed(value)) return refuse('http-body', 'a text of the JSON holds half a character');
    if (!isJsonObject(value) && !Array.isArray(value))
      return refuse('http-body', 'the body is neither an object nor a list');
    return { text, body: { kind: 'json', value } };
  }
  return refuse('http-body', 'the content type of the body is neither a form nor JSON');
}

/** No lone surrogates: UTF-8 cannot say them, so two readers make two texts of them. */
function isWellFormed(value: JsonValue): boolean {
  if (typeof value === 'string') return !/[\uD800-\uDFFF]/u.test(value);
  if (Array.isArray(value)) return value.every(isWellFormed);
  return (
    !isJsonObject(value) || Object.entries(value).every(([key, member]) => isWellFormed(key) && isWellFormed(member))
  );
}

/** The name of a parameter that stands twice, or in both query and body; `undefined` when there is none. */
export function findDuplicate(query: readonly Param[], body: Body, repeatable: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const [name] of query) {
    if (seen.has(name) && !repeatable.includes(name)) return name;
    seen.add(name);
  }
  const own = new Set<string>();
  const names =
    body.kind === 'form'
      ? body.params.map(([name]) => name)
      : body.kind === 'json' && isJsonObject(body.value)
        ? Object.keys(body.value)
        : [];
  for (const name of names) {
    if (seen.has(name) || own.has(name)) return name;
    own.add(name);
  }
  return undefined;
}
