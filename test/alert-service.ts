import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delayMs?: number;
}

export interface Service {
  readonly origin: string;
  readonly received: Received[];
  /** `hang`: no answer ever. */
  answer: Answer | ((request: Received) => Answer | 'hang') | 'hang';
  close(): Promise<void>;
}

/** A service on loopback, of any kind that takes alerts over HTTP, that keeps what it is sent. */
export async function startService(): Promise<Service> {
  const service = {
    received: [] as Received[],
    answer: { status: 200, body: 'ok' } as Service['answer'],
  };
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const { method = '', url: path = '', headers } = message;
      const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      service.received.push(request);
      const answer = typeof service.answer === 'function' ? service.answer(request) : service.answer;
      if (answer === 'hang') return;
      const { status, headers: more = {}, body, delayMs = 0 } = answer;
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json', ...more });
        response.end(body);
      }, delayMs);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(service, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  });
}
