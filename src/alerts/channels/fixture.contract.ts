import { type Answer, type Received, type Service, startService } from '../../../test/alert-service.ts';
import { recordSecret } from '../../../test/canary.ts';
import { Secret, systemClock } from '../../core/index.ts';
import { type Ask, httpAsk } from '../ask.ts';
import type { Channel, ChannelContext, ChannelKind } from '../channel.ts';
import type { Message } from '../message.ts';

/** What a channel over HTTP is held to, by the published documents of its service. */
export interface ChannelFixture {
  readonly kind: ChannelKind;
  /** What was read of the wire format, and when. */
  readonly document: string;
  settings(origin: string): unknown;
  /** A secret of the right shape; `origin` for services whose address is the secret. */
  secret(origin: string): string;
  /** Pieces of the secret, or of the address made with it, that no error may tell. */
  pieces(secret: string): readonly string[];
  /** Throws where a request is not of the published form; gives the text that a human sees. */
  read(request: Received): string;
  /** As `read`, for the silent check. */
  readCheck(request: Received): void;
  readonly accepts: Answer;
  /** What the check is answered where all is well; absent: as `accepts`. */
  readonly acceptsCheck?: Answer;
  readonly throttles: Answer & { readonly afterMs: number };
  /** The published answer to a secret that is not good any more. */
  readonly refuses: Answer;
  /** How long a text may be, by its own measure. */
  readonly most: number;
  length(text: string): number;
}

export { type Answer, type Received, type Service, startService };

/** Opens a channel of a fixture's kind as the settings would, with real HTTP and little patience. */
export function openChannel(
  kind: ChannelKind,
  settings: unknown,
  secret: string | undefined,
  more: Partial<ChannelContext> = {},
): { readonly channel: Channel; close(): Promise<void> } {
  const http = httpAsk();
  const ask: Ask = (request) => http.ask({ ...request, timeoutMs: 400 });
  if (secret !== undefined) recordSecret(secret);
  const channel = kind.open(kind.schema.parse(settings), {
    name: 'here',
    ask,
    clock: systemClock,
    secret: async () => (secret === undefined ? undefined : Secret.take(Buffer.from(secret))),
    readFile: () => Buffer.alloc(0),
    variables: { PATH: process.env.PATH ?? '' },
    ...more,
  });
  return { channel, close: http.close };
}

export const sample: Message = {
  id: '01KAAAAAAAAAAAAAAAAAAAAAAA',
  kind: 'raised',
  about: 'KEY-01 main',
  severity: 'critical',
  atMs: Date.UTC(2026, 10, 22, 12, 0, 0),
  source: 'keyward',
  what: 'main: the key can withdraw',
  evidence: 'GET /sapi/v1/account/apiRestrictions says enableWithdrawals true',
  done: 'it is not signed with any more',
  next: 'keyward explain KEY-01',
  count: 3,
  firstAtMs: Date.UTC(2026, 10, 22, 11, 0, 0),
  head: '1234 a1b2c3d4e5f6',
};

/** The body as an object; throws where it is none. */
export function jsonOf({ headers, body }: Received): Record<string, unknown> {
  if (!/^application\/json(?:; charset=utf-8)?$/.test(headers['content-type'] ?? ''))
    throw new Error(`not JSON: ${headers['content-type']}`);
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
  return value as Record<string, unknown>;
}

/** Throws where an object has another member than these, or lacks one of the first list. */
export function exactly(value: object, needed: readonly string[], optional: readonly string[] = []): void {
  const names = Object.keys(value);
  const wrong = [
    ...names.filter((name) => ![...needed, ...optional].includes(name)),
    ...needed.filter((name) => !names.includes(name)),
  ];
  if (wrong.length > 0) throw new Error(`wrong members: ${wrong.join(', ')}`);
}

export function mustBe(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`the request is not of the published form: ${what}`);
}
