import { type Check, mostTold, type Row } from './check.ts';
import { isExcused, type Send, unexcused } from './sends.ts';
import type { Town } from './town.ts';

const timeOf = ({ at }: Send): string => new Date(at).toISOString();

const wasReached = (row: Row, sends: readonly Send[]): boolean =>
  sends.some(
    ({ isMedia, chat, tokens }) =>
      isMedia &&
      chat === Number(row.telegram_id) &&
      row.token !== null &&
      tokens.includes(row.token),
  );

/** A single order is known by its words, a batch by the messages that its row names. */
export async function checkDelivered(
  town: Town,
  rows: readonly Row[],
  sends: readonly Send[],
): Promise<Check> {
  const owed = rows.filter(
    ({ status, came_late, batch_id }) => came_late || (status === 'COMPLETED' && batch_id === null),
  );
  const missing = owed.filter((row) => !wasReached(row, sends));
  const batches = await town.query<{
    id: string;
    telegram_id: string;
    files: number;
    message_ids: number[][] | null;
  }>(`
    select g.batch_id as id, u.telegram_id::text, count(*)::int as files,
      (select o.message_ids from outbox o where o.kind = 'batch.result' and o.subject_id = g.batch_id) as message_ids
    from generations g join users u on u.id = g.user_id
      join files f on f.generation_id = g.id and f.role = 'result'
    where g.batch_id is not null and g.status = 'COMPLETED'
    group by g.batch_id, u.telegram_id`);
  const media = mediaOf(sends);
  const short = batches.filter(({ telegram_id, files, message_ids }) => {
    const ids = new Set((message_ids ?? []).flat());
    const there = [...ids].filter((id) => media.has(`${telegram_id} ${id}`));
    return there.length < files;
  });
  return {
    promise: 'every completed one reached its person, at the latest once they could be reached',
    measured: `${owed.length - missing.length} of ${owed.length} single ones, ${batches.length - short.length} of ${batches.length} batches with all their files`,
    breaches: [
      ...missing.map(
        ({ id, number, token, status, telegram_id }) =>
          `generation ${number} (${id}, ${status}): no medium with ${token} in chat ${telegram_id}`,
      ),
      ...short.map(
        ({ id, files, telegram_id, message_ids }) =>
          `batch ${id}: ${files} files, and chat ${telegram_id} has too few of the messages its row names: ${JSON.stringify(message_ids)}`,
      ),
    ].slice(0, mostTold),
  };
}

const mediaOf = (sends: readonly Send[]): ReadonlyMap<string, Send> =>
  new Map(
    sends
      .filter(({ isMedia }) => isMedia)
      .flatMap((send) => send.messageIds.map((id) => [`${send.chat} ${id}`, send] as const)),
  );

/** Media in a chat that no row of the outbox names: sent, and then its answer was lost. Each needs its reason. */
export async function checkRepeats(
  town: Town,
  rows: readonly Row[],
  sends: readonly Send[],
): Promise<Check> {
  const named = await town.query<{ telegram_id: string; message_ids: number[][] }>(`
    select u.telegram_id::text, o.message_ids from outbox o join users u on u.id = o.user_id`);
  const known = new Set(
    named.flatMap(({ telegram_id, message_ids }) =>
      message_ids.flat().map((id) => `${telegram_id} ${id}`),
    ),
  );
  const unnamed = new Set(
    [...mediaOf(sends)].filter(([place]) => !known.has(place)).map(([, send]) => send),
  );
  const breaches = [...unnamed]
    .filter((send) => !isExcused(send, town.blows))
    .map(
      (send) =>
        `${send.method} of ${send.tokens} at ${timeOf(send)} in chat ${send.chat} is named by no row, and nothing befell its sender`,
    );
  return {
    promise: 'sent again only when an answer was lost by a fault or a kill',
    measured: `${unnamed.size} sends whose answer was lost, ${twice(rows, sends).length} orders seen twice`,
    breaches: [
      ...breaches,
      ...twice(rows, sends).flatMap((own) =>
        unexcused(own, town.blows).map(
          (one) =>
            `${one.method} of ${one.tokens} came again at ${timeOf(one)} in chat ${one.chat}, and nothing befell its sender`,
        ),
      ),
    ].slice(0, mostTold),
  };
}

/** Sends of single orders that came more often than there are results with these words. */
function twice(rows: readonly Row[], sends: readonly Send[]): Send[][] {
  const singles = Map.groupBy(
    rows.filter(({ batch_id, token }) => batch_id === null && token !== null),
    ({ token }) => token ?? '',
  );
  return [...singles].flatMap(([token, own]) => {
    const seen = sends.filter(
      (send) =>
        send.isMedia && send.chat === Number(own[0]?.telegram_id) && send.tokens.includes(token),
    );
    // A retry has the words of the one it repeats: two results are then two orders.
    const results = own.filter(({ status, came_late }) => status === 'COMPLETED' || came_late);
    return seen.length > Math.max(1, results.length) ? [seen] : [];
  });
}
