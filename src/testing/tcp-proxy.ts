import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Cleanup } from './cleanup.ts';
import { findFreePort } from './free-port.ts';

export type TcpProxy = {
  /** The target's URL with the proxy in its place. */
  url: string;
  /** Ends what is open, takes new connections. */
  cut(): void;
  /** Ends what is open, refuses new connections. */
  refuse(): Promise<void>;
  /** Connections stand and come, but nothing passes. */
  blackhole(): void;
  /** Everything passes this much later. */
  delay(ms: number): void;
  /** As at the start; what a blackhole held back is cut. */
  heal(): Promise<void>;
  /** Where new connections go from now on: the target has another address. */
  lead(target: string): void;
};

/** A bad network between a client and its server. */
export async function createTcpProxy(t: Cleanup, target: string): Promise<TcpProxy> {
  let to = new URL(target);
  const port = await findFreePort();
  const sockets = new Set<Socket>();
  const state: { server?: Server; isBlack: boolean; delayMs: number } = {
    isBlack: false,
    delayMs: 0,
  };

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const pass = (from: Socket, into: Socket) => {
    from.on('data', (bytes) => {
      if (state.isBlack) return;
      if (state.delayMs === 0) into.write(bytes);
      else setTimeout(() => into.write(bytes), state.delayMs).unref();
    });
    from.on('close', () => {
      sockets.delete(from);
      into.destroy();
    });
    // A cut line is what this is for; its 'close' follows.
    from.on('error', () => from.destroy());
    sockets.add(from);
  };
  const listen = async () => {
    const server = createServer((near) => {
      const far = connect(Number(to.port), to.hostname);
      pass(near, far);
      pass(far, near);
    });
    state.server = server;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
    await promise;
  };
  const refuse = async () => {
    const { server } = state;
    delete state.server;
    const closed = Promise.withResolvers<void>();
    if (server) server.close(() => closed.resolve());
    else closed.resolve();
    cut();
    await closed.promise;
  };

  await listen();
  t.after(() => {
    t.after(refuse);
  });
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut,
    refuse,
    blackhole: () => {
      state.isBlack = true;
    },
    lead: (target) => {
      to = new URL(target);
    },
    delay: (ms) => {
      state.delayMs = ms;
    },
    heal: async () => {
      const wasBlack = state.isBlack;
      state.isBlack = false;
      state.delayMs = 0;
      if (wasBlack) cut();
      if (!state.server) await listen();
    },
  };
}
