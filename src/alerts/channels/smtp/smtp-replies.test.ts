import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openChannel, sample } from '../fixture.contract.ts';
import { smtp } from './smtp.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A mail server that says yes, but where `odd` says otherwise; `undefined`: it hangs up. */
async function startServer(odd: Readonly<Record<string, string | undefined>>) {
  const heard: string[] = [];
  const server = createServer((socket: Socket) => {
    let isData = false;
    let rest = '';
    const say = (word: string, usual: string): void => {
      const answer = word in odd ? odd[word] : usual;
      if (answer === undefined) socket.destroy();
      else socket.write(`${answer}\r\n`);
    };
    socket.on('error', () => undefined);
    socket.write('220 here\r\n');
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (isData && line !== '.') continue;
        heard.push(line);
        const [word = ''] = isData ? ['END'] : line.split(' ');
        isData = word === 'DATA';
        say(line in odd ? line : word, isData ? '354 go on' : '250 fine');
      }
    });
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  return { port, heard };
}

const addresses = { sender: 'keyward@example.org', to: ['ann@example.org', 'bob@example.org'] };

async function send(odd: Readonly<Record<string, string | undefined>>, more: object = {}, password?: string) {
  const { port, heard } = await startServer(odd);
  const settings = { host: '127.0.0.1', port, security: 'none', ...addresses, ...more };
  const { channel, close } = openChannel(smtp, settings, password);
  const sent = await channel.send(sample);
  await close();
  return { sent, heard };
}

describe('a mail server', () => {
  it('that hangs up behind the mail may have taken it; one that hangs up before has not', async () => {
    expect((await send({ END: undefined })).sent).toEqual({
      kind: 'failed',
      isRefused: false,
      says: 'ECONNECTION',
      mayHaveArrived: true,
    });
    const refused = await send({ END: '554 5.7.1 CANARY-of-the-server refuses' });
    expect(refused.sent).toEqual({ kind: 'failed', isRefused: true, says: 'EMESSAGE, reply 554' });
    const gone = openChannel(smtp, { host: '127.0.0.1', port: 1, security: 'none', ...addresses }, undefined);
    expect(await gone.channel.send(sample)).toEqual({ kind: 'failed', isRefused: false, says: 'ECONNREFUSED' });
  });

  it('that takes it for some of the addresses alone is quoted with that', async () => {
    const { sent } = await send({ 'RCPT TO:<bob@example.org>': '550 no such user' });
    expect(sent).toEqual({ kind: 'sent', says: 'taken by the server, but not for 1 of 2 addresses' });
  });

  it('that offers a login without TLS gets no password, nor one that refuses STARTTLS or answers it early', async () => {
    const password = 'a-password-that-must-not-leave';
    for (const odd of [
      { EHLO: '250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN', STARTTLS: '454 not now' },
      { EHLO: '250-here\r\n250 AUTH PLAIN LOGIN', STARTTLS: '502 not known' },
      { EHLO: '250-here\r\n250 AUTH PLAIN LOGIN', STARTTLS: '220 go\r\n235 logged in\r\n250 fine' },
    ]) {
      const { sent, heard } = await send(odd, { host: 'localhost', security: 'starttls', user: 'ann' }, password);
      expect(sent).toMatchObject({ kind: 'failed' });
      expect(heard.map((line) => line.split(' ')[0])).not.toContain('AUTH');
      expect(heard.join('\n')).not.toMatch(/MAIL|a-password|YS1wYXNz/);
    }
  });
});
