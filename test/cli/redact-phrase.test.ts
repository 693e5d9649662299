import { describe, expect, it } from 'vitest';
import { Drawn, drawnBy } from '../../src/scan/drawn.contract.ts';
import { Redactor } from '../../src/scan/index.ts';

function redacted(text: string): string {
  const redactor = new Redactor();
  return Buffer.concat([redactor.take(Buffer.from(text)), redactor.end()]).toString();
}

describe('a passphrase of several words', () => {
  it.each([
    ['passphrase: correct horse battery\n', 'passphrase: [password #1]\n'],
    ['OKX_PASSPHRASE=correct horse battery', 'OKX_PASSPHRASE=[password #1]'],
    [
      '  "pass_phrase" :  correct horse\r\nnext: line of words\n',
      '  "pass_phrase" :  [password #1]\r\nnext: line of words\n',
    ],
    ['password: correct horse  \n', 'password: [password #1]  \n'],
    ['passphrase: "correct horse battery"\n', 'passphrase: "[password #1]"\n'],
  ])('is masked whole in %j', (text, shown) => {
    expect(redacted(text)).toBe(shown);
  });

  it('is none where it is said in a sentence, or where code goes on', () => {
    for (const text of [
      'the passphrase is wrong, and the key too\n',
      'passphrase = getpass(prompt) or None\n',
      'password: null, token: USDT\n',
    ])
      expect(redacted(text)).toBe(text);
  });
});

describe('the id of a key that is too short to look drawn', () => {
  // As those of Deribit are, put together here.
  const id = ['vJIS', 'ofiW'].join('');

  it.each([
    [`client_id ${id} client_secret`, 'client_id [key #1] client_secret'],
    [`client_id=${id}&grant_type=client_credentials`, 'client_id=[key #1]&grant_type=client_credentials'],
    [`{"clientId": "${id}"}`, '{"clientId": "[key #1]"}'],
    [`login refused for client id ${id}.\n`, 'login refused for client id [key #1].\n'],
  ])('is masked in %j', (text, shown) => {
    expect(redacted(text)).toBe(shown);
  });

  it('is none where a program names it, or where it is of an order', () => {
    for (const text of [
      'clientId: myClientId,\n',
      'client_id = settings.clientId\n',
      'client_id = read_client1(path)\n',
      'client_id is required\n',
      'client_order_id=grid-7f3a\n',
    ])
      expect(redacted(text)).toBe(text);
  });
});

it('a value that a sentence calls the secret is named so', () => {
  const drawn = new Drawn('said', 'binance');
  const [key, secret] = [drawnBy('alnum:64', drawn)!, drawnBy('alnum:64', drawn)!];
  expect(redacted(`the binance api key is ${key} and the secret is ${secret}\n`)).toBe(
    'the binance api key is [binance key #1] and the secret is [binance secret #1]\n',
  );
});
