import type { ServerResponse } from 'node:http';
import type { Bot, WorldHandle } from '#sandbox/telegram/world';
import type { ShownBot } from './shown-bot.ts';

const heartbeatMs = 25_000;
// A page that does not read is cut; its EventSource comes back by itself.
const maxBehindBytes = 8 * 1024 * 1024;

/** Server-sent events of one user's chat until the page goes away, or shows another bot: then it asks anew. */
export function streamEvents(
  { handle, shown }: { handle: WorldHandle; shown: ShownBot },
  response: ServerResponse,
  { bot, userId }: { bot: Bot; userId: number },
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(': here\n\n');
  const stopWatching = handle.watch(bot, userId, (event) => {
    if (response.writableLength > maxBehindBytes) response.destroy();
    else response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const stopTurning = shown.onTurn(() => response.end());
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  response.once('close', () => {
    clearInterval(heartbeat);
    stopWatching();
    stopTurning();
  });
}
