import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ORDER_REPLY =
  '{"symbol":"BTCUSDT","orderId":28,"orderListId":-1,"clientOrderId":"bench","transactTime":1790000000000,"price":"58000.00","origQty":"0.00100","executedQty":"0.00100","cummulativeQuoteQty":"58.00","status":"FILLED","timeInForce":"GTC","type":"LIMIT","side":"BUY"}';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface Nginx {
  /** Answers orders at once with a filled one; everything else comes from the practice exchange. */
  readonly upstreamPort: number;
  /** Hands everything to the upstream without looking into it. */
  readonly proxyPort: number;
  stop(): void;
}

/** Starts one nginx with two servers: the upstream that all ways lead to, and the content-blind proxy to compare with. */
export async function startNginx(folder: string, practicePort: number): Promise<Nginx> {
  const upstreamPort = await freePort();
  const proxyPort = await freePort();
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const path = join(folder, 'nginx.conf');
  writeFileSync(
    path,
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/logs/error.log crit;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 10000000; keepalive_timeout 600s;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream practice { server 127.0.0.1:${practicePort}; keepalive 16; }
  upstream up { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${upstreamPort};
    location = /api/v3/order { default_type application/json; return 200 '${ORDER_REPLY}'; }
    location / { proxy_pass http://practice; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; }
  }
  server {
    listen 127.0.0.1:${proxyPort};
    location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host api.binance.com; }
  }
}
`,
  );
  const child = spawn('nginx', ['-c', path, '-p', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  await listening(upstreamPort, child);
  return { upstreamPort, proxyPort, stop: () => void child.kill('SIGTERM') };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error('nginx ended; is it installed?');
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error(`nothing listens on ${port}`);
}

/** Starts a program of ours and gives its first line, read as JSON, and how long it took to come. */
export async function startProcess<T>(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<{ child: ChildProcess; ready: T; readyMs: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [file, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return { child, ready: JSON.parse(line) as T, readyMs: performance.now() - start };
}

/** Resident memory of a process in MB, as the kernel counts it. */
export function residentMb(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN) / 1024;
}

/** Processor time that a process has used, in ms, user and system. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
