import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/index.ts';
import type { NtpHost } from './sntp.ts';

/** The network of this host. */
export function systemNtpHost(clock: Clock): NtpHost {
  return {
    clock,
    random: randomBytes,
    sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    resolve: async (name) =>
      (await lookup(name, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
    open: ({ address, family, port }) =>
      new Promise((done, fail) => {
        const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
        const onError = (error: Error) => {
          socket.close();
          fail(error);
        };
        socket.once('error', onError);
        socket.connect(port, address, () => {
          socket.off('error', onError);
          // What comes before anybody listens must not end the process.
          socket.on('error', () => undefined);
          done({
            send: (packet) => socket.send(packet, () => undefined),
            listen: (onPacket, onFault) => {
              socket.on('message', onPacket);
              socket.on('error', onFault);
            },
            close: () => socket.close(),
          });
        });
      }),
  };
}
