import { getSystemErrorName } from 'node:util';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { KeywardError } from '../../../core/index.ts';
import { reasonOf } from '../../ask.ts';
import { type ChannelContext, channelKind, type Sent } from '../../channel.ts';
import { fitted, fittedText, headline, inBytes, type Message } from '../../message.ts';
import { failureOf } from '../answers.ts';

const TIMEOUT_MS = 15_000;
const LONGEST_SUBJECT = 180;
const LONGEST_TEXT = 100_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

const address = z
  .string()
  .max(254)
  .regex(/^[^\s<>@,;:"()[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'not an address such as ann@example.org');

const schema = z
  .strictObject({
    host: z
      .string()
      .max(253)
      .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:.]+)$/, 'not the name or address of a host')
      .describe('The mail server that takes mail in.'),
    port: z.int().min(1).max(65_535).default(465).describe('465 with TLS from the start, 587 with STARTTLS.'),
    security: z
      .enum(['tls', 'starttls', 'none'])
      .default('tls')
      .describe('`tls` from the start, or `starttls`, which must succeed. `none` is taken for this host alone.'),
    user: z
      .string()
      .min(1)
      .max(254)
      .optional()
      .describe('Who logs in. Absent: nobody does, and no password is needed.'),
    sender: address.describe('The address in From.'),
    to: z.array(address).min(1).max(20).describe('The addresses that are written to.'),
    caFile: z.string().min(1).optional().describe('Certificate authorities in PEM, for a server of your own.'),
  })
  .refine(({ security, host }) => security !== 'none' || LOOPBACK.test(host), {
    path: ['security'],
    error: 'mail leaves this host only with tls or starttls',
  })
  .describe('E-mail. The password of `user` is the secret: SMTP_PASSWORD.');

type SmtpSettings = z.infer<typeof schema>;

/** Plain text, one connection for each message. */
export const smtp = channelKind<SmtpSettings>({
  id: 'smtp',
  schema,
  secretName: 'SMTP_PASSWORD',
  needsSecret: ({ user }) => user !== undefined,
  isForMachines: false,
  failsWith: ({ host }) => `smtp ${host}`,
  limits: () => ({ gapMs: 1_000, most: 20, withinMs: 60_000, source: 'ours: mail servers differ, and few tell' }),
  open: (settings, context) => ({
    send: (message) => withTransport(settings, context, (transport) => transport.sendMail(mailOf(settings, message))),
    // Connects and logs in, and sends nothing.
    check: () => withTransport(settings, context, (transport) => transport.verify()),
  }),
});

async function transportOf(settings: SmtpSettings, context: ChannelContext) {
  const { host, port, security, user, caFile } = settings;
  const secret = user === undefined ? undefined : await context.secret();
  if (user !== undefined && !secret) throw new KeywardError('credential-missing', 'there is no SMTP_PASSWORD');
  const pass = secret?.openBytes((bytes) => bytes.toString('utf8'));
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined || pass === undefined ? {} : { auth: { user, pass } }),
    tls: {
      minVersion: 'TLSv1.2',
      // The environment may not switch it off.
      rejectUnauthorized: true,
      ...(caFile === undefined ? {} : { ca: context.readFile(caFile) }),
    },
    allowInternalNetworkInterfaces: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
}

function mailOf({ sender, to }: SmtpSettings, message: Message) {
  return {
    from: sender,
    to: [...to],
    subject: fitted(`[${message.source}] ${headline(message)}`, LONGEST_SUBJECT, inBytes, undefined, '…'),
    text: fittedText(message, LONGEST_TEXT, inBytes),
    messageId: `<${message.id}@keyward.invalid>`,
    // RFC 3834: no out-of-office answers to a machine.
    headers: { 'Auto-Submitted': 'auto-generated', ...(message.severity === 'critical' ? { 'X-Priority': '1' } : {}) },
  };
}

type Transport = Awaited<ReturnType<typeof transportOf>>;

async function withTransport(
  settings: SmtpSettings,
  context: ChannelContext,
  use: (transport: Transport) => Promise<unknown>,
): Promise<Sent> {
  let transport: Transport | undefined;
  try {
    transport = await transportOf(settings, context);
    const { rejected = [] } = ((await use(transport)) ?? {}) as { readonly rejected?: readonly unknown[] };
    const but = rejected.length === 0 ? '' : `, but not for ${rejected.length} of ${settings.to.length} addresses`;
    return { kind: 'sent', says: `taken by the server${but}` };
  } catch (error) {
    if (error instanceof KeywardError) return failureOf(error);
    return smtpFailure(error);
  } finally {
    transport?.close();
  }
}

interface SmtpError {
  readonly errno?: unknown;
  readonly responseCode?: unknown;
  readonly syscall?: unknown;
  readonly timeoutType?: unknown;
  readonly message?: unknown;
}

/** The number of the reply and nodemailer's code: the text of the server may quote what it was sent. */
function smtpFailure(error: unknown): Sent {
  const { responseCode, message } = error as SmtpError;
  const code = typeof responseCode === 'number' ? responseCode : undefined;
  const isCertificate = code === undefined && typeof message === 'string' && /certificate|altnames/i.test(message);
  const why = isCertificate ? ', its certificate is not trusted' : '';
  const says = `${systemReason(error as SmtpError) ?? reasonOf(error)}${code === undefined ? why : `, reply ${code}`}`;
  const mayHaveArrived = code === undefined && !isCertificate && isAfterConnecting(error as SmtpError);
  // 4xx are passing by RFC 5321, 5xx are not; what has no reply may be the network.
  const isRefused = (code !== undefined && code >= 500) || reasonOf(error) === 'ETLS';
  return code === 421 || code === 450 || code === 451 || code === 452
    ? { kind: 'later', afterMs: 60_000, says }
    : { kind: 'failed', isRefused, says, ...(mayHaveArrived ? { mayHaveArrived } : {}) };
}

/** The system's own name of the fault, such as ECONNREFUSED, where nodemailer's code is ESOCKET for all of them. */
function systemReason({ errno }: SmtpError): string | undefined {
  if (typeof errno !== 'number' || !Number.isInteger(errno) || errno >= 0) return undefined;
  const name = getSystemErrorName(errno);
  return /^E[A-Z0-9]{1,30}$/.test(name) ? name : undefined;
}

/** The connection stood, and ended without a reply: the mail may have been taken. */
function isAfterConnecting(error: SmtpError): boolean {
  const { syscall, timeoutType = 'SOCKET_TIMEOUT' } = error;
  return (
    syscall !== 'connect' &&
    timeoutType === 'SOCKET_TIMEOUT' &&
    ['ETIMEDOUT', 'ESOCKET', 'ECONNECTION'].includes(reasonOf(error))
  );
}
