import type { Settings } from '../config/index.ts';
import { type Forward, Forwarder } from '../gateway/index.ts';
import { askThrough } from './ask.ts';
import type { ReadingParts } from './clock-readings.ts';

/** The way to each exchange: the practice exchange through whoever runs here, real ones directly. */
export class ExchangeLinks {
  readonly #port: number | undefined;
  readonly #live: Forwarder;
  readonly #practice: Forwarder | undefined;

  constructor(settings: Settings, port: number | undefined, timeoutMs: number) {
    this.#port = port;
    this.#live = new Forwarder({ kind: 'exchange' }, timeoutMs, settings.network.localAddress);
    const { serve, port: practicePort } = settings.practice;
    this.#practice =
      serve || practicePort === 0 ? undefined : new Forwarder({ kind: 'practice', port: practicePort }, timeoutMs);
  }

  send: ReadingParts['send'] = ({ environment }, request) => {
    if (environment !== 'practice') return answered(this.#live.send, request);
    if (this.#practice) return answered(this.#practice.send, request);
    if (this.#port === undefined) return undefined;
    return askThrough({ port: this.#port, form: 'prefixed' }, request).catch((error: unknown) =>
      error instanceof Error ? error.message : 'not reached',
    );
  };

  async close(): Promise<void> {
    await Promise.all([this.#live.close(), this.#practice?.close()]);
  }
}

async function answered(forward: Forward, request: Parameters<Forward>[0]) {
  const outcome = await forward(request);
  return outcome.kind === 'answered' ? outcome : `not reached (${outcome.cause})`;
}
