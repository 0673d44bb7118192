import { createKie } from '#modules/generation';
import type { Config } from '#platform/config';
import type { Log } from '#platform/log';
import { createDownload, createOutgoing, createPacer, type PacerDeps } from '#platform/net';

// Asked all the time; what they answer is told by what follows from it.
const routineCalls = ['recordInfo', 'record-info', 'credit'];

/** The way to the provider of media and back. */
export function openProvider(
  { kie: { baseUrl, uploadUrl, proxyUrl, apiKey = 'sandbox', isSandbox } }: Pick<Config, 'kie'>,
  log: Log,
) {
  const outgoing = createOutgoing({ log, service: 'kie', proxyUrl, routine: routineCalls });
  return {
    kie: createKie({ outgoing, apiKey, baseUrl, uploadUrl }),
    /** What it has made; the sandbox stands on no public address. */
    fetchResult: createDownload({
      log,
      service: 'kie results',
      proxyUrl,
      trustedOrigins: isSandbox ? [new URL(baseUrl).origin] : [],
    }),
    stop: async () => outgoing.stop(),
  };
}

/** One task after another over the whole installation; without a pause nobody waits. */
export function createTurns(deps: Omit<PacerDeps, 'name'>): (signal: AbortSignal) => Promise<void> {
  if (deps.everyMs === 0) return async () => undefined;
  const pacer = createPacer({ ...deps, name: 'kie.submit' });
  return (signal) => pacer.take({ priority: 'person', signal });
}
