import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../core/index.ts';
import { plainWordsOf } from './said.ts';

const shown = (text: string) => plainWordsOf(Buffer.from(text));

describe('what a program said of its failure', () => {
  it.each([
    ['Error: gpg: decryption failed: No secret key\nmore', 'Error: […] decryption failed: No secret key'],
    ['\n\n  not signed in, run `op signin`  \r\n', 'not signed in, run […] signin`'],
    ['open /etc/keyward/keys/binance.json: permission denied', 'open […] permission denied'],
    ['exit status 7 (file not found)', 'exit status 7 (file not found)'],
    ['\u001b[31maccess\u001b[0m denied', 'access denied'],
  ])('is shown as far as it is ordinary words: %j', (text, says) => {
    expect(shown(text)).toBe(says);
  });

  it.each([
    ['bad passphrase correct-horse-battery-staple', 'bad passphrase […]'],
    ['error: value "Correct_Horse_Battery_Staple" rejected', 'error: value […] rejected'],
    ['Error: password CorrectHorseBattery is wrong', 'Error: password […] is wrong'],
    ['login failed: hunterhunterhunter', 'login failed: […]'],
    ['login failed: hunter2', 'login failed: […]'],
    ['key 0f:3a:9c:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd is wrong', 'key […] is wrong'],
    ['pin 1234-5678-9012 is wrong', '[…] is wrong'],
    ['seed abandon ability able about above absent absorb abstract absurd abuse accident', undefined],
    ['secret QWERTYUIOPAS is wrong', 'secret […] is wrong'],
    ['secret s3cr3t.with.dots.every.ten.chars.x9Kq2 is bad', 'secret […] is bad'],
    ['bad key kQH5HW%2F8p1uGOV%2BjbgWA7Fun', 'bad key […]'],
    ['key deadbeef-cafe-babe-face-feedfacefeed is bad', 'key […] is bad'],
    ['no key ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐ１２３４', 'no key […]'],
    ['no key ke\u0300y a\u0300b\u0300c', 'no key […]'],
    ['op://trading2/binance-7f3a9c/document: no such item', '[…] no such item'],
  ])('shows nothing that could be a secret of %j', (text, says) => {
    expect(shown(text)).toBe(says);
  });

  it('holds no part of a key, in whatever form, and nothing that Keyward knows for a secret', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 64 }),
        fc.constantFrom('hex', 'base64', 'base64url'),
        fc.constantFrom('', ' ', '-', ':', '/'),
        (bytes, form, between) => {
          const key = Buffer.from(bytes.map((byte, at) => byte ^ (at * 37 + 11))).toString(form as 'hex');
          const pieces = key.match(/.{1,8}/g)!.join(between);
          const says = shown(`cannot read ${randomBytes(16).toString('hex')} or "${pieces}"`) ?? '';
          expect(says.replaceAll('[…]', '')).toMatch(/^cannot read {1,2}or *"?(?:\d{1,3} *)*"?$/);
        },
      ),
    );
    Secret.take(Buffer.from('the password'));
    expect(shown('wrong: the password is')).toBe('wrong: […] is');
  });

  it('is one line of a length that fits, or nothing', () => {
    expect(shown('error '.repeat(1_000))).toHaveLength(200);
    for (const nothing of ['', ' \n \n', 'failed', '0123456789abcdef0123456789abcdef\n'])
      expect(shown(nothing)).toBeUndefined();
    const bytes = Buffer.from('something');
    plainWordsOf(bytes);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
