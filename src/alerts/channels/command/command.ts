import { spawn } from 'node:child_process';
import { z } from 'zod';
import { type ChannelContext, channelKind, type Sent } from '../../channel.ts';
import { fittedText, type Message } from '../../message.ts';

const LONGEST = 16_000;

const schema = z
  .strictObject({
    argv: z
      .array(z.string().min(1).max(1_000))
      .min(1)
      .max(50)
      .describe('The program and its arguments; no shell reads them, and nothing of a message is among them.'),
    timeoutMs: z.int().min(100).max(120_000).default(15_000).describe('How long it may run before it is ended.'),
  })
  .describe(
    'A program of this host: the message comes on standard input, as one line of JSON with the plain text in `text`.',
  );

type CommandSettings = z.infer<typeof schema>;

/** Exit code 0 means that it was delivered, 75 (EX_TEMPFAIL) that it is to be tried again, anything else that it was not. */
export const command = channelKind<CommandSettings>({
  id: 'command',
  schema,
  needsSecret: () => false,
  isForMachines: true,
  failsWith: ({ argv }) => `command ${argv[0]}`,
  limits: () => ({ gapMs: 100, most: 60, withinMs: 60_000, source: 'ours' }),
  open: (settings, context) => ({
    send: (message) => run(settings, context, message),
    check: (message) => run(settings, context, message),
  }),
});

const TEMPORARY = 75;

function run({ argv, timeoutMs }: CommandSettings, { variables }: ChannelContext, message: Message): Promise<Sent> {
  const [name = '', ...args] = argv;
  const { code: _code, ...shown } = message;
  const input = JSON.stringify({ ...shown, text: fittedText(shown, LONGEST) });
  return new Promise((done) => {
    // What it says is nobody's to read, and a group of its own lets all that it starts be ended.
    const child = spawn(name, args, { env: { ...variables }, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    const failed = (says: string, isRefused = false): void => {
      clearTimeout(timer);
      done({ kind: 'failed', isRefused, says });
    };
    const timer = setTimeout(() => {
      endGroup(child.pid);
      failed(`it did not end within ${timeoutMs} ms`);
    }, timeoutMs);
    child.on('error', (error: NodeJS.ErrnoException) => failed(`it cannot be run (${error.code ?? 'unknown'})`, true));
    child.on('close', (code, signal) => {
      if (code === 0) {
        clearTimeout(timer);
        done({ kind: 'sent', says: 'exit code 0' });
      } else failed(signal ? `signal ${signal}` : `exit code ${code}`, code !== TEMPORARY && !signal);
    });
    // A program that does not read its input closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${input}\n`);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
