import { createSandboxClock } from '#sandbox/clock';
import { urlOf } from '#sandbox/place';
import { createStolotoServer } from '#sandbox/stoloto/api';
import { createControl, createControlHttp, type StolotoControl } from '#sandbox/stoloto/control';
import { createWorld } from '#sandbox/stoloto/world';

export interface StolotoSandboxOptions {
  /** A free one unless said. */
  readonly port?: number | undefined;
  /** 127.0.0.1 unless said. */
  readonly host?: string | undefined;
  /** The only value of the partner header let in; any unless said, but there must be one. */
  readonly partner?: string | undefined;
  /** One call a second; on unless said. */
  readonly limits?: boolean | undefined;
  /** Draws of each game that the archive goes back; 1,000 unless said. */
  readonly history?: number | undefined;
  readonly log?: { error(facts: object, message: string): void } | undefined;
}

export interface StolotoSandbox {
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
  readonly control: StolotoControl;
}

export function createStolotoSandbox(options: StolotoSandboxOptions = {}): StolotoSandbox {
  const clock = createSandboxClock();
  const world = createWorld({
    clock,
    history: options.history ?? 1_000,
    partner: options.partner,
    hasLimits: options.limits ?? true,
  });
  const control = createControl(world);
  const host = options.host ?? '127.0.0.1';
  const server = createStolotoServer({
    host,
    port: options.port ?? 0,
    world,
    control: createControlHttp(control),
    onBug: (error, where) => options.log?.error({ err: error, where }, 'sandbox stoloto broke'),
  });
  return {
    control,
    async start() {
      const { port } = await server.start();
      return { url: urlOf(host, port) };
    },
    async stop() {
      await server.stop();
      clock.stop();
    },
  };
}
