import { connect, type Socket } from 'node:net';

/** A keep-alive HTTP/1.1 connection that sends one prepared request at a time and waits for its whole answer. */
class Connection {
  readonly #socket: Socket;
  #pending: { resolve(status: number): void; reject(error: Error): void } | undefined;
  #received: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#pending?.reject(error));
    socket.on('close', () => this.#pending?.reject(new Error('the connection was closed')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  /** Resolves with the status 200; any other answer rejects. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#pending = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const head = this.#received.toString('latin1', 0, headEnd).toLowerCase();
    const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? '0');
    if (this.#received.length < headEnd + 4 + length) return;
    const answer = this.#received.toString('latin1', headEnd + 4, headEnd + 4 + length);
    this.#received = this.#received.subarray(headEnd + 4 + length);
    const pending = this.#pending;
    this.#pending = undefined;
    const status = Number(head.slice(9, 12));
    if (status === 200) pending?.resolve(status);
    else pending?.reject(new Error(`status ${status}: ${answer}`));
  }
}

/** Sends the requests one after another over one connection; the times in µs, in order. */
export async function latencies(port: number, requests: readonly Buffer[]): Promise<number[]> {
  const connection = await Connection.open(port);
  const times: number[] = [];
  for (const request of requests) {
    const start = process.hrtime.bigint();
    await connection.send(request);
    times.push(Number(process.hrtime.bigint() - start) / 1_000);
  }
  connection.close();
  return times;
}

/** Sends the requests over so many connections at once; requests per second. */
export async function throughput(port: number, requests: readonly Buffer[], connections: number): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  let next = 0;
  const start = process.hrtime.bigint();
  await Promise.all(
    open.map(async (connection) => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        await connection.send(request);
      }
    }),
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  for (const connection of open) connection.close();
  return requests.length / seconds;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
