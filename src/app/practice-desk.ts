import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { type Code, catalogue, KeywardError } from '../core/index.ts';
import { knownFault } from './faults.ts';

const MAX_CHARACTERS = 10_000;
const TIMEOUT_MS = 5_000;

const id = z.string().max(1_000);
const wishSchema = z.discriminatedUnion('does', [
  z.strictObject({
    does: z.literal('mint'),
    exchange: id,
    /** Of a key there: the new one is of the same account, with the same rights and addresses. */
    beside: id.optional(),
    canWithdraw: z.boolean(),
    fromAnyAddress: z.boolean(),
  }),
  z.strictObject({ does: z.literal('revoke'), fingerprint: id }),
]);

/** A key of the practice exchange, as its folder keeps it: it opens nothing else. */
export interface KeptKey {
  readonly id: string;
  readonly secret: string;
  readonly passphrase?: string;
}

/** What the owner of keys does on the page of a real exchange. */
export type DeskWish = z.infer<typeof wishSchema>;
export type DeskReply = { readonly minted: KeptKey } | { readonly revoked: { readonly exchange: string } };

/** Takes wishes on the state folder's socket: 0600 in a 0700 folder, so the owner's alone. Who has the practice folder opens it. */
export function serveDesk(home: string, answer: (wish: DeskWish) => DeskReply): Promise<Server> {
  const path = deskPath(home);
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MAX_CHARACTERS) socket.destroy();
    });
    socket.on('end', () => socket.end(JSON.stringify(replyTo(text, answer))));
  });
  server.unref();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      done(server);
    });
  });
}

interface Fault {
  readonly error: { readonly code: Code; readonly message: string };
}

function replyTo(text: string, answer: (wish: DeskWish) => DeskReply): DeskReply | Fault {
  try {
    const wish = wishSchema.safeParse(JSON.parse(text));
    if (!wish.success) throw new KeywardError('usage', 'the practice exchange does not understand this');
    return answer(wish.data);
  } catch (error) {
    const { code, message } = knownFault(error);
    return { error: { code, message } };
  }
}

/** Asks the process that serves the practice exchange of this state folder; `undefined` when none does. */
export async function askDesk(home: string, wish: DeskWish): Promise<DeskReply | undefined> {
  const text = await exchanged(deskPath(home), JSON.stringify(wish)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') return undefined;
    throw new KeywardError('not-answering', 'the practice exchange that runs here does not answer', { cause: error });
  });
  if (text === undefined) return undefined;
  const reply = JSON.parse(text) as DeskReply | Fault;
  if (!('error' in reply)) return reply;
  const { code, message } = reply.error;
  throw new KeywardError(Object.hasOwn(catalogue, code) ? code : 'internal', message);
}

function exchanged(path: string, text: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(path, () => socket.end(text));
    let reply = '';
    socket.setEncoding('utf8');
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer in time')));
    socket.on('data', (chunk: string) => (reply += chunk));
    socket.on('error', fail);
    socket.on('end', () => done(reply));
  });
}

function deskPath(home: string): string {
  return join(home, 'mint.sock');
}

/** Where a key of the practice exchange is made and deleted, in place of the page of a real one. */
export const PRACTICE_PAGE = 'the practice exchange';
/** The command that deletes a key there, but for its fingerprint. */
export const PRACTICE_REMOVE = 'keyward practice revoke';

/** What its owner types to make a key beside one of the settings, and to delete one. */
export const practiceCommands = (key: string) => ({
  make: `keyward practice mint --beside ${key} --to new.json`,
  remove: (fingerprint: string) => `${PRACTICE_REMOVE} ${fingerprint}`,
});

/** What is said of a key that the practice exchange keeps itself. */
export function noReplacing(key: string, exchange: string): KeywardError {
  return new KeywardError(
    'usage',
    `${key} is a key that the practice exchange keeps itself, which needs no replacing; one with \`from\` can be replaced`,
    {
      lines: [
        'To try it, take in a practice key of your own:',
        `keyward practice mint --exchange ${exchange} --to first.json`,
        `keyward key add mine --exchange ${exchange} --environment practice --file first.json`,
      ],
    },
  );
}
