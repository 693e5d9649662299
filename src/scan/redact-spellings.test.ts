import { describe, expect, it } from 'vitest';
import { Drawn, drawnBy } from './drawn.contract.ts';
import { Redactor } from './redact.ts';

const drawn = new Drawn('spellings', 'redact');
const secret = drawnBy('alnum:64', drawn)!.slice(0, 40);
const password = `Tr0ub4dor-${drawnBy('alnum:16', drawn)!.slice(0, 4)}`;

function redacted(text: string): string {
  const redactor = new Redactor();
  return Buffer.concat([redactor.take(Buffer.from(text, 'latin1')), redactor.end()]).toString('latin1');
}

const escaped = (value: string, before: string): string =>
  [...value].map((one) => before + one.charCodeAt(0).toString(16).padStart(2, '0')).join('');

describe('a value in colours', () => {
  it.each(['\x1b', '\\x1b', '\\u001b', '\\e', '\\033'])('is masked, and its colours stay, with %j', (begin) => {
    const [red, plain] = [`${begin}[1;32m`, `${begin}[0m`];
    expect(redacted(`secret=${red}${secret}${plain}\n`)).toBe(`secret=${red}[secret #1]${plain}\n`);
    expect(redacted(`${red}password${plain}: ${red}"${password}"${plain} end\n`)).toBe(
      `${red}password${plain}: ${red}"[password #1]"${plain} end\n`,
    );
  });

  it('is masked with the colours within it', () => {
    const shown = redacted(`secret=${secret.slice(0, 30)}\x1b[1m${secret.slice(30)}\x1b[0m\n`);
    expect(shown).toBe('secret=[secret #1]\x1b[0m\n');
  });

  it('is at its place behind many of them', () => {
    const line = '\x1b[2m12:00\x1b[0m \x1b[32mINFO\x1b[0m started\n';
    expect(redacted(`${line.repeat(500)}password=${password}\n`)).toBe(`${line.repeat(500)}password=[password #1]\n`);
  });
});

describe('a value that is written with escapes', () => {
  it.each([['\\u00'], ['\\x'], ['\\\\u00']])('is masked as it is elsewhere, with %j', (before) => {
    const text = `password=${password}\nlog {"a":"${escaped(password, before)}"} end\n`;
    expect(redacted(text)).toBe('password=[password #1]\nlog {"a":"[password #1]"} end\n');
  });

  it('is masked where only some of its letters are, and before it is met as it is', () => {
    const text = `q "${escaped(secret[0]!, '\\u00')}${secret.slice(1)}"\nsecret=${secret}\n`;
    expect(redacted(text)).not.toContain(secret.slice(1));
    expect(redacted(`${escaped(password, '\\x')}\npassword=${password}\n`)).toBe(
      '[password #1]\npassword=[password #1]\n',
    );
  });

  it('stays where it is no secret', () => {
    const text = `password=${password}\n{"says":"caf\\u00e9 \\x41\\x42 is open"}\n`;
    expect(redacted(text)).toBe(`password=[password #1]\n{"says":"caf\\u00e9 \\x41\\x42 is open"}\n`);
  });
});

describe('base64 in lines', () => {
  const bytes = (count: number): string => {
    const text = Buffer.from(drawnBy('alnum:64', drawn)!.repeat(3), 'latin1');
    return Buffer.from(text.subarray(0, count).map((byte, at) => byte ^ (at * 37))).toString('base64');
  };

  it('ends with its padding, and not with the word in the next line', () => {
    const shown = redacted(`${bytes(57)}\n${bytes(56)}\nsecret\nhello\n`);
    expect(shown.endsWith('\nsecret\nhello\n')).toBe(true);
  });

  it('of a key that is cut off ends before a word', () => {
    const key = bytes(96).replace(/.{64}/g, '$&\n');
    const shown = redacted(`-----BEGIN PRIVATE KEY-----\n${key}secret\nhello\n`);
    expect(shown).toBe('[private key #1]\nsecret\nhello\n');
  });
});

it.each(['pw', 'DB_PW', 'bot-pw'])('what is called %s is a password', (name) => {
  expect(redacted(`${name}=${password.replace(/\d/g, 'x')}\n`)).toBe(`${name}=[password #1]\n`);
});
