import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createStolotoSandbox } from '#sandbox/stoloto';
import { arrange, labelsOf, textOf } from '#testing';

const day = 24 * 60 * 60 * 1000;

/** The whole product beside a StoLoto of this machine, the clocks as one. */
async function arrangeLive(t: TestContext) {
  const stoloto = createStolotoSandbox({ limits: false });
  const { url } = await stoloto.start();
  const story = await arrange(t, {
    env: {
      STOLOTO: 'sandbox',
      STOLOTO_SITE_URL: url,
      STOLOTO_API_URL: url,
      STOLOTO_NEWS_URL: `${url}/press/news`,
      USER_RATE_LIMIT: '0',
    },
    adjust: (config) => ({ ...config, stoloto: { ...config.stoloto, everyMs: 0 } }),
  });
  t.after(stoloto.stop);
  stoloto.control.clock.freeze();
  stoloto.control.clock.advance(story.clock.now().getTime() - stoloto.control.clock.now());
  const anna = story.person();
  await anna.says('/lottery');
  await anna.presses('Да, мне есть 18');
  return {
    anna,
    source: stoloto.control,
    advance: (ms: number) => {
      story.clock.advance(ms);
      stoloto.control.clock.advance(ms);
    },
  };
}

test('results, a jackpot and news come from the source, with who said so and when', async (t) => {
  const { anna } = await arrangeLive(t);
  await anna.says('последний тираж 6 из 45');
  const draw = textOf(anna.last());
  assert.match(draw, /Тираж \d+, [^:]+, \d\d:\d\d мск: (\d+ ){5}\d+/);
  assert.match(draw, /Источник: песочница, тиражи придуманы, .*мск\.$/);
  await anna.says('какой сейчас джекпот 7 из 49');
  assert.match(
    textOf(anna.last()),
    /суперприз [\d\s]+\s₽, тираж \d+[\s\S]*Больше суперприз — шанс тот же/,
  );
  await anna.says('что нового у столото');
  assert.match(textOf(anna.last()), /^Новости Столото:[\s\S]*https?:\/\/[\s\S]*Источник/);
});

test('a ticket is compared with the last draw', async (t) => {
  const { anna } = await arrangeLive(t);
  await anna.says('последний тираж 6 из 45');
  const numbers = /мск: ((?:\d+ ){5}\d+)/.exec(textOf(anna.last()))?.[1] ?? '';
  await anna.says(`проверь билет 6 из 45: ${numbers}`);
  assert.match(textOf(anna.last()), /Совпало: 6\.\nЭто призовая категория «6 чисел»/);
  assert.match(textOf(anna.last()), /Окончательно проверяет только Столото/);
  await anna.says('проверь билет 6 из 45 номер 123456789012');
  assert.match(textOf(anna.last()), /По номеру билета я проверить не могу/);
});

test('draws page back, today is told in Moscow time, and the card knows the next draw', async (t) => {
  const { anna } = await arrangeLive(t);
  await anna.presses('🏁 Результаты');
  await anna.presses('Спортлото «6 из 45»');
  const first = textOf(anna.last());
  assert.match(first, /Тираж \d+/);
  await anna.presses('›');
  assert.notEqual(textOf(anna.last()), first);
  await anna.presses('‹');
  assert.equal(textOf(anna.last()), first);
  await anna.presses('О лотерее');
  assert.match(textOf(anna.last()), /Ближайший тираж, № \d+: [^,]+, \d\d:\d\d мск/);
  await anna.presses('🎟 Меню лотерей');
  await anna.presses('📅 Тиражи сегодня');
  assert.match(textOf(anna.last()), /^Ближайшие тиражи[\s\S]*Время московское[\s\S]*№ \d+: .*мск/);
});

test('statistics come with the plain statement and with pictures', async (t) => {
  const { anna } = await arrangeLive(t);
  await anna.presses('📊 Статистика');
  await anna.presses('Спортлото «6 из 45»');
  assert.match(textOf(anna.last()), /Проверка хи-квадрат: p = [\d,]+\./);
  for (const label of ['🗺 Карта частот', '📈 Суперприз']) {
    const screen = anna.seen().findLast((message) => labelsOf(message).includes(label));
    await anna.presses(label, screen);
    const picture = anna.last();
    assert.ok(picture.photo && picture.photo.length > 0, label);
    assert.match(picture.caption ?? '', /Спортлото «6 из 45»\. Источник: .*мск/);
    assert.deepEqual(labelsOf(picture), ['О лотерее']);
  }
  await anna.presses('О лотерее');
  assert.match(textOf(anna.last()), /^Спортлото «6 из 45»/);
  await anna.presses('🎯 Шансы по призам');
  assert.match(textOf(anna.last()), /6 чисел: 1 из 8\s145\s060/);
  await anna.presses('🖼 Шансы картинкой');
  assert.ok(anna.last().photo);
});

test('with the source down the last known draw is told, with its age', async (t) => {
  const { anna, source, advance } = await arrangeLive(t);
  await anna.says('последний тираж 6 из 45');
  const numbers = /мск: ((?:\d+ ){5}\d+)/.exec(textOf(anna.last()))?.[1] ?? 'none';
  source.setDown({ on: true });
  advance(day);
  await anna.says('последний тираж 6 из 45');
  assert.ok(textOf(anna.last()).includes(numbers));
  assert.match(textOf(anna.last()), /источник сейчас не отвечает, данным 24 часа/);
});
