import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../core/index.ts';
import { readTarget } from './target.ts';

function read(url: string): string {
  const target = readTarget(url);
  return isRefusal(target)
    ? target.code
    : `${target.proxied ? 'proxied' : 'prefixed'} ${target.host} ${target.path} ${target.rawQuery}`;
}

describe('a request target', () => {
  it.each([
    ['/api.binance.com/api/v3/order', 'prefixed api.binance.com /api/v3/order '],
    ['/api.binance.com/api/v3/order?a=1&b=%2F', 'prefixed api.binance.com /api/v3/order a=1&b=%2F'],
    ['/https://api.binance.com/api/v3/order?a=1', 'proxied api.binance.com /api/v3/order a=1'],
    [
      '/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%3Fa%3D1%26b%3D%252F',
      'proxied api.binance.com /api/v3/order a=1&b=%2F',
    ],
    ['/https%3a%2f%2fapi.binance.com%2fapi%2fv3%2forder', 'proxied api.binance.com /api/v3/order '],
    ['/api.bybit.com/v5/order/create?', 'prefixed api.bybit.com /v5/order/create '],
  ])('is read in one way: %s', (url, expected) => {
    expect(read(url)).toBe(expected);
  });

  it.each([
    ['', 'http-path'],
    ['*', 'http-path'],
    ['http://api.binance.com/api/v3/order', 'http-path'],
    ['//api.binance.com/api/v3/order', 'route-unknown'],
    ['/', 'route-unknown'],
    ['/api.binance.com', 'http-path'],
    ['/api.binance.com/', 'http-path'],
    ['/localhost/api/v3/order', 'route-unknown'],
    ['/API.binance.com/api/v3/order', 'route-unknown'],
    ['/api.binance.com:443/api/v3/order', 'route-unknown'],
    ['/api.binance.com./api/v3/order', 'route-unknown'],
    ['/user@api.binance.com/api/v3/order', 'route-unknown'],
    ['/http://api.binance.com/api/v3/order', 'route-unknown'],
    ['/https:/api.binance.com/api/v3/order', 'route-unknown'],
    ['/HTTPS://api.binance.com/api/v3/order', 'route-unknown'],
    ['/api.binance.com?x=/api/v3/order', 'route-unknown'],
    ['/api.binance.com//api/v3/order', 'http-path'],
    ['/api.binance.com/api//v3/order', 'http-path'],
    ['/api.binance.com/api/v3/order/', 'http-path'],
    ['/api.binance.com/api/./v3/order', 'http-path'],
    ['/api.binance.com/api/x/../v3/order', 'http-path'],
    ['/api.binance.com/api/v3%2Forder', 'http-path'],
    ['/api.binance.com/api/v3/%2e%2e/order', 'http-path'],
    ['/api.binance.com/api/v3/%6frder', 'http-path'],
    ['/api.binance.com/api/v3/%256frder', 'http-path'],
    ['/api.binance.com/api/v3/order;a=1', 'http-path'],
    ['/api.binance.com/api/v3/order#x', 'http-path'],
    ['/api.binance.com/api/v3/order?a=1#x', 'http-path'],
    ['/api.binance.com/api\\v3\\order', 'http-path'],
    ['/api.binance.com/api/v3/order?a=1?b=2', 'http-path'],
    ['/api.binance.com/api/v3/ordér', 'http-path'],
    ['/api.binance.com/api/v3/order?a=\u0000', 'http-path'],
    ['/api.binance.com/api/v3/order?a=\t', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%00', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%0d%0aX:1', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%23', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2F%252e%252e%2Forder', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%zz', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder%ff', 'http-path'],
    ['/https%253A%252F%252Fapi.binance.com%252Fapi', 'route-unknown'],
    // Half encoded: its query would be decoded twice.
    ['/https%3A%2F%2Fapi.binance.com%2Fapi%2Fv3%2Forder?a=%2526', 'http-path'],
    ['/https%3A%2F%2Fapi.binance.com/api/v3/order', 'http-path'],
  ])('is refused where it could be read in two: %j', (url, code) => {
    expect(read(url)).toBe(code);
  });

  it('never throws, and names what the WHATWG parser names when it accepts', () => {
    const part = fc.constantFrom(
      '/',
      '.',
      '..',
      '%2f',
      '%2e',
      '%',
      '?',
      '#',
      '\\',
      ':',
      '@',
      ';',
      'a',
      'api.binance.com',
      'https://',
      'https%3A%2F%2F',
      '=',
      '&',
      ' ',
      'é',
      '%25',
      '~',
      '-',
    );
    const url = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 12 }).map((parts) => `/${parts.join('')}`),
      fc.webUrl({ withQueryParameters: true }).map((u) => `/${u}`),
    );
    fc.assert(
      fc.property(url, (text) => {
        const target = readTarget(text);
        if (isRefusal(target)) return;
        const parsed = new URL(
          `https://${target.host}${target.path}${target.rawQuery === '' ? '' : `?${target.rawQuery}`}`,
        );
        expect(parsed.hostname).toBe(target.host);
        expect(parsed.pathname).toBe(target.path);
        expect(decodeURIComponent(parsed.pathname)).toBe(target.path);
        expect(parsed.hash).toBe('');
        expect([parsed.username, parsed.password, parsed.port]).toEqual(['', '', '']);
      }),
      { numRuns: 3_000 },
    );
  });

  it('round-trips whatever it accepts, in all of its forms', () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9_:~-]{1,8}$/);
    const query = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), fc.string({ unit: 'grapheme' })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), query, (segments, pairs) => {
        const path = `/${segments.join('/')}`;
        const rawQuery = pairs
          .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
          .join('&')
          .replace(/[!'()*~]/g, '');
        const full = `https://api.kraken.com${path}${rawQuery === '' ? '' : `?${rawQuery}`}`;
        const wanted = { host: 'api.kraken.com', path, rawQuery };
        expect(readTarget(`/${full}`)).toEqual({ ...wanted, proxied: true });
        expect(readTarget(`/${encodeURIComponent(full)}`)).toEqual({ ...wanted, proxied: true });
        expect(readTarget(`/${full.slice('https://'.length)}`)).toEqual({ ...wanted, proxied: false });
      }),
    );
  });
});
