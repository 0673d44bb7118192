import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createLine } from './testing/line.ts';
import { openStage } from './testing/stage.ts';

const COUNT = 5000;

interface Ride {
  readonly seen: number;
  readonly mostRows: number;
  readonly frames: readonly number[];
}

/** Scrolls until the message with this text is drawn, one step a frame, and times the frames. */
const ride = (page: Page, stepPx: number, until: string): Promise<Ride> =>
  page.evaluate(
    ([step, goal]) =>
      new Promise<Ride>((resolve) => {
        const log = document.querySelector('.history');
        const ids = new Set<string>();
        const frames: number[] = [];
        let mostRows = 0;
        let before = performance.now();
        const turn = (now: number) => {
          frames.push(now - before);
          before = now;
          const rows = [...document.querySelectorAll<HTMLElement>('.row')];
          for (const row of rows) ids.add(row.dataset.id ?? '');
          mostRows = Math.max(mostRows, rows.length);
          const texts = [rows[0]?.textContent, rows.at(-1)?.textContent];
          const isThere = texts.some((text) => text?.includes(goal));
          const isEnd = step < 0 ? log?.scrollTop === 0 : isAtEnd(log);
          if (isThere && isEnd) return resolve({ seen: ids.size, mostRows, frames });
          log?.scrollBy(0, step);
          requestAnimationFrame(turn);
        };
        const isAtEnd = (box: Element | null) =>
          box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < 2;
        requestAnimationFrame(turn);
      }),
    [stepPx, until] as const,
  );

const longShare = (frames: readonly number[]): number => {
  const middle = [...frames].sort((a, b) => a - b)[Math.floor(frames.length / 2)] ?? 0;
  return frames.filter((frame) => frame > Math.max(middle, 16) * 4).length / frames.length;
};

/** Frames of a page that stands still: what the machine itself does to them. */
const rest = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        let before = performance.now();
        const turn = (now: number) => {
          frames.push(now - before);
          before = now;
          if (frames.length < 120) requestAnimationFrame(turn);
          else resolve(frames);
        };
        requestAnimationFrame(turn);
      }),
  );

test('5,000 messages scroll to the first and back, none missing, few in the page, few long frames', {
  timeout: 90_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const { control } = stage.sandbox;
  for (let n = 1; n <= COUNT; n += 100) {
    const batch = Array.from({ length: 100 }, (_, k) => n + k);
    await Promise.all(
      batch.map((at) =>
        at % 3 === 0
          ? control.send({ user: stage.anna.id, text: `вопрос номер ${at}.` })
          : stage.say(`ответ номер ${at}.\n${'слово '.repeat(at % 25)}`),
      ),
    );
  }
  const ids = control.messages({ chat: stage.anna.id }).map(({ text }) => text ?? '');
  const page = await stage.open();
  const up = await ride(page, -700, ids[0]?.split('\n')[0] ?? '');
  assert.equal(up.seen, ids.length);
  const down = await ride(page, 700, ids.at(-1)?.split('\n')[0] ?? '');
  assert.equal(down.seen, ids.length);
  assert.ok(up.mostRows <= 400, `${up.mostRows} rows in the page`);
  const frames = [...up.frames, ...down.frames];
  const [share, still] = [longShare(frames), longShare(await rest(page))];
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  t.diagnostic(`long frames: ${percent(share)} of ${frames.length}, at rest ${percent(still)}`);
  assert.ok(
    share < still + 0.15,
    `${percent(share)} of the frames are long, ${percent(still)} at rest`,
  );
});

test('what was sent while the line was cut is there when it is back, what was deleted is not', {
  timeout: 90_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  stage.expectErrors(/Failed to load resource: net::ERR_/);
  const line = await createLine(stage.url);
  stage.before(line.cut);
  const gone = await stage.say('исчезну');
  await stage.say('останусь');
  const page = await stage.open({ path: line.url });
  await page.locator('.in', { hasText: 'исчезну' }).waitFor();
  await line.cut();
  await page.getByText('Нет связи с песочницей').waitFor();
  const unseen: number[] = [];
  for (let n = 1; n <= 5; n += 1) unseen.push(await stage.say(`пропущенное ${n}`));
  await stage.call('deleteMessage', { chat_id: stage.anna.id, message_id: gone });
  await line.mend();
  await page.locator('.in', { hasText: 'пропущенное 5' }).waitFor();
  assert.equal(await page.locator('.in', { hasText: 'пропущенное' }).count(), unseen.length);
  await page.locator('.in', { hasText: 'исчезну' }).waitFor({ state: 'detached' });
  await page.getByText('Нет связи с песочницей').waitFor({ state: 'hidden' });
});
