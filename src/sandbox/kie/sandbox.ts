import { createPictures } from '#platform/picture';
import { createSandboxClock } from '#sandbox/clock';
import { createFiles, createKieServer, createRoutes, createUploads } from '#sandbox/kie/api';
import { createControl, createControlHttp, type KieControl } from '#sandbox/kie/control';
import { createWorld, type Durations } from '#sandbox/kie/world';
import { urlOf } from '#sandbox/place';

export interface KieSandboxOptions {
  /** A free one unless said. */
  readonly port?: number | undefined;
  /** 127.0.0.1 unless said. */
  readonly host?: string | undefined;
  /** The only key let in; any unless said. */
  readonly apiKey?: string | undefined;
  /** Signs callbacks. */
  readonly webhookKey?: string | undefined;
  /** 10,000 unless said. */
  readonly balance?: number | undefined;
  /** 20 tasks per 10 s, 10 queries per second and task, one discovery call per second; on unless said. */
  readonly limits?: boolean | undefined;
  readonly durations?: Partial<Durations> | undefined;
  readonly log?: { error(facts: object, message: string): void } | undefined;
}

export interface KieSandbox {
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
  readonly control: KieControl;
}

/** Long enough to be watched, shorter than life. */
const usualMs: Durations = { image: 6_000, video: 20_000, audio: 12_000, text: 3_000, data: 3_000 };

export function createKieSandbox(options: KieSandboxOptions = {}): KieSandbox {
  const host = options.host ?? '127.0.0.1';
  let url = '';
  const clock = createSandboxClock();
  const pictures = createPictures();
  const world = createWorld({
    clock,
    balance: options.balance ?? 10_000,
    hasLimits: options.limits ?? true,
    durations: { ...usualMs, ...options.durations },
    webhookKey: options.webhookKey,
    base: () => url,
  });
  const uploads = createUploads(world);
  const files = createFiles({ world, uploads, pictures });
  const control = createControl(world);
  const server = createKieServer({
    host,
    port: options.port ?? 0,
    world,
    files,
    apiKey: options.apiKey,
    route: createRoutes({ world, uploads, files }),
    control: createControlHttp(control),
    onBug: (error, where) => options.log?.error({ err: error, where }, 'sandbox kie broke'),
  });
  return {
    control,
    async start() {
      const { port } = await server.start();
      url = urlOf(host, port);
      return { url };
    },
    async stop() {
      world.callbacks.stop();
      await server.stop();
      clock.stop();
      await pictures.stop();
    },
  };
}
