import type { z } from 'zod';
import { AppError } from '#kernel';
import type { Log } from '#platform/log';
import type { Outgoing, Pacer, Priority } from '#platform/net';
import { toGames, toMain, toPackets, toTabs } from './map.ts';
import { toDraws } from './map-draw.ts';
import { readNews } from './news.ts';
import { noOddities, type Oddities } from './oddities.ts';
import type { Draw, DrawPage, Games, Main, News, Packets, Tabs } from './shapes.ts';
import { dataWire, drawsWire, gamesWire, oneDrawWire, packetsWire, statusWire } from './wire.ts';

export interface StolotoDeps {
  outgoing: Pick<Outgoing, 'call'>;
  pacer: Pacer;
  log: Log;
  siteUrl: string;
  apiUrl: string;
  newsUrl: string;
  /** The operator's own value of the gosloto-partner header; without it most calls are refused. */
  partner?: string | undefined;
  /** Counts what was missing from answers or could not be read. */
  countOddity?: (labels: { section: string; kind: 'missing' | 'skipped' }, by: number) => void;
}

type Asking = { priority: Priority };

export interface Stoloto {
  games(asking: Asking): Promise<Games>;
  main(asking: Asking): Promise<Main>;
  tabs(asking: Asking): Promise<Tabs>;
  list(asking: Asking): Promise<Packets>;
  news(asking: Asking): Promise<News>;
  details(asking: Asking & { code: string; count: number }): Promise<DrawPage>;
  archive(asking: Asking & { code: string; page: number }): Promise<DrawPage>;
  draw(asking: Asking & { code: string; number: number }): Promise<Draw | undefined>;
  /** Gives up what is under way, so that nobody who waits for it holds up a stop. */
  stop(): void;
}

export const archivePageSize = 50;
const timeoutMs = 15_000;
const maxBytes = 8 * 1024 * 1024;

export function createStoloto(deps: StolotoDeps): Stoloto {
  const { siteUrl, apiUrl, newsUrl, log } = deps;
  const stopping = new AbortController();
  const v35 = (path: string) => `${siteUrl}/p/api/mobile/api/v35${path}`;
  const cms = (path: string, platform: string) =>
    `${apiUrl}/cms/api/${path}?platform=${platform}&user-segment=ALL`;

  /** One call in its turn, which it keeps until the answer is here: so no two ever arrive closer than the pause. */
  const ask = async (url: string, operation: string, { priority }: Asking) => {
    await deps.pacer.take({ priority, signal: stopping.signal });
    try {
      const answer = await deps.outgoing.call({
        url,
        operation,
        timeoutMs,
        maxBytes,
        signal: stopping.signal,
        headers: {
          accept: operation === 'news' ? 'text/html' : 'application/json',
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'Mozilla/5.0 (compatible; Jackdraw)',
          ...(deps.partner !== undefined && { 'gosloto-partner': deps.partner }),
        },
      });
      const where = { service: 'stoloto', operation, status: answer.status };
      if (answer.status === 429) throw new AppError('rate_limited', where);
      if (answer.status >= 500) throw new AppError('unavailable', where);
      if (answer.status < 200 || answer.status > 299)
        throw new AppError('upstream_rejected', where);
      return { text: answer.body.toString('utf8'), where };
    } finally {
      await deps.pacer.end().catch((err: unknown) => log.debug({ err }, 'stoloto turn not ended'));
    }
  };

  const tell = (section: string, { missing, skipped }: Oddities) => {
    const lost = Object.values(missing).reduce((sum, times) => sum + times, 0);
    if (lost > 0) deps.countOddity?.({ section, kind: 'missing' }, lost);
    if (skipped.length > 0) deps.countOddity?.({ section, kind: 'skipped' }, skipped.length);
    if (lost + skipped.length > 0)
      log.warn(
        {
          service: 'stoloto',
          section,
          missing,
          skipped: skipped.slice(0, 5),
          skips: skipped.length,
        },
        'stoloto answers in another shape than known',
      );
  };

  const read = async <Wire, T>(
    url: string,
    { operation, wire, hasStatus, asking, map }: Reading<Wire, T>,
  ): Promise<T> => {
    const { text, where } = await ask(url, operation, asking);
    const json = parseJson(text, where);
    if (hasStatus) {
      const { requestStatus } = frame(statusWire, json, where);
      if (requestStatus !== 'success') throw new AppError('upstream_rejected', where);
    }
    const oddities = noOddities();
    const value = map(frame(wire, json, where), oddities);
    tell(operation, oddities);
    return value;
  };

  return {
    games: (asking) =>
      read(v35('/service/games/info-new'), {
        operation: 'games',
        wire: gamesWire,
        hasStatus: true,
        asking,
        map: ({ games }, oddities) => toGames(games, oddities),
      }),
    main: (asking) =>
      read(cms('main-categories', 'MS'), {
        operation: 'main',
        wire: dataWire,
        asking,
        map: ({ data }, oddities) => toMain(data, oddities),
      }),
    tabs: (asking) =>
      read(cms('tabs', 'OS'), {
        operation: 'tabs',
        wire: dataWire,
        asking,
        map: ({ data }, oddities) => toTabs(data, oddities),
      }),
    list: (asking) =>
      read(v35('/packets/list'), {
        operation: 'list',
        wire: packetsWire,
        hasStatus: true,
        asking,
        map: ({ packets }, oddities) => toPackets(packets, oddities),
      }),
    news: async (asking) => {
      const { text } = await ask(newsUrl, 'news', asking);
      const news = readNews(text, newsUrl);
      // A protection page has none, and so has a page built anew: nothing worth keeping over the old.
      if (news.length === 0)
        throw new AppError('wire_changed', { service: 'stoloto', operation: 'news' });
      return news;
    },
    details: ({ code, count, ...asking }) =>
      read(v35(`/service/draws/${encodeURIComponent(code)}/details?count=${count}`), {
        operation: 'details',
        wire: drawsWire,
        hasStatus: true,
        asking,
        map: (page, oddities) => toPage(page, code, oddities),
      }),
    archive: ({ code, page, ...asking }) =>
      read(
        v35(
          `/service/draws/archive?game=${encodeURIComponent(code)}&count=${archivePageSize}&page=${page}`,
        ),
        {
          operation: 'archive',
          wire: drawsWire,
          hasStatus: true,
          asking,
          map: (found, oddities) => toPage(found, code, oddities),
        },
      ),
    draw: ({ code, number, ...asking }) =>
      read(v35(`/service/draws/${encodeURIComponent(code)}/${number}`), {
        operation: 'draw',
        wire: oneDrawWire,
        hasStatus: true,
        asking,
        map: ({ draw }, oddities) => toDraws([draw], code, oddities)[0],
      }),
    stop: () => stopping.abort(new AppError('unavailable', { why: 'stopping' })),
  };
}

interface Reading<Wire, T> {
  operation: string;
  wire: z.ZodType<Wire>;
  /** The mobile API says so inside its answers, the site's does not. */
  hasStatus?: true;
  asking: Asking;
  map: (wire: Wire, oddities: Oddities) => T;
}

const toPage = (
  { draws, hasMore }: z.infer<typeof drawsWire>,
  code: string,
  oddities: Oddities,
): DrawPage => ({ draws: toDraws(draws, code, oddities), hasMore: hasMore === true });

function parseJson(text: string, where: Record<string, unknown>): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A protection page, with status 200.
    throw new AppError('wire_changed', where, { cause });
  }
}

function frame<T>(schema: z.ZodType<T>, json: unknown, where: Record<string, unknown>): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError('wire_changed', where);
}
