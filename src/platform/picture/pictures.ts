import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { sampleSvg } from './sample.ts';

export interface Pictures {
  /** Rejects when the SVG is none, or the drawing thread died over it. */
  draw(svg: string): Promise<Buffer>;
  /** Opens the thread ahead of the first picture, which else takes many times as long as the next. */
  warm(): void;
  stop(): Promise<void>;
}

/** What the thread answers: a PNG, or why there is none. */
export type Drawn = { id: number; png: Uint8Array } | { id: number; error: string };

export interface DrawRequest {
  id: number;
  svg: string;
}

interface Waiting {
  resolve(png: Buffer): void;
  reject(error: Error): void;
}

/** The engine compiles what it has met: the second sample comes at half the price of the first, a third gains little. */
const samples = 2;

const program = join(import.meta.dirname, 'draw-thread.ts');

/** The thread starts with the first picture, and anew after it died; between pictures it keeps no process alive. */
export function createPictures(): Pictures {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) thread?.unref();
    return found;
  };
  const fall = (fallen: Worker, error: Error) => {
    if (thread !== fallen) return;
    thread = undefined;
    for (const [id] of waiting) settle(id)?.reject(error);
  };
  const open = (): Worker => {
    const opened = new Worker(program);
    opened.on('message', (drawn: Drawn) => {
      const found = settle(drawn.id);
      if ('error' in drawn) found?.reject(new Error(drawn.error));
      else found?.resolve(Buffer.from(drawn.png));
    });
    opened.on('error', (error: Error) => fall(opened, error));
    opened.on('exit', () => fall(opened, new Error('the drawing thread ended')));
    return opened;
  };

  const draw = (svg: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      thread ??= open();
      thread.ref();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      const request: DrawRequest = { id: lastId, svg };
      thread.postMessage(request);
    });

  return {
    draw,
    warm: () => {
      if (thread) return;
      // Nobody waits for these; what fails here fails again, and is told, with the first picture.
      for (let i = 0; i < samples; i += 1) draw(sampleSvg()).catch(() => undefined);
    },
    stop: async () => {
      const stopped = thread;
      if (!stopped) return;
      fall(stopped, new Error('pictures are stopped'));
      await stopped.terminate();
    },
  };
}
