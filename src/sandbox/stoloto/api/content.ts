import type { Game, World } from '#sandbox/stoloto/world';
import { aheadDraw } from './draws.ts';

const rubles = (amount: number) => String(amount).replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
const dayMs = 24 * 3_600_000;

/** The site's content: tabs, main page, instant lotteries. */
export function answerContent(world: World, path: string): object | undefined {
  if (path === '/tabs') return tabs(world);
  if (path === '/main-categories') return mainPage(world);
  if (path === '/moment-cards-section') return moments;
  return undefined;
}

const onSale = (world: World) => world.games().filter(({ isActive }) => isActive);

const tabbed = ['ruslotto', '6x45', 'fzp', '5x2'];

const tabs = (world: World) => ({
  data: onSale(world)
    .filter(({ bornAs }) => tabbed.includes(bornAs.code))
    .map((game) => {
      const { number, superPrize } = aheadDraw(world, game, world.onSale(game));
      const isBingo = game.type === 'BINGO';
      return {
        lotteryCode: game.code,
        draw: number,
        prizeTitle: isBingo ? `Разыграем ${rubles(superPrize)} ₽` : 'Суперприз',
        prizeSubtitle: isBingo ? 'в воскресенье' : null,
        value: rubles(superPrize),
        text: null,
        tvChannel: isBingo ? 'НТВ' : null,
        offerText: null,
      };
    }),
});

function card(world: World, game: Game) {
  const { number, superPrize } = aheadDraw(world, game, world.onSale(game));
  const prize = `${rubles(superPrize)} ₽`;
  return {
    name: game.title,
    lottery: { code: game.code, name: game.title, lotteryType: game.type },
    prizeTitle: 'Суперприз',
    prizeSum: prize,
    prizeSubtitle: null,
    prizeExtraInfo: null,
    superPrize: prize,
    superPrizeInfo: null,
    draw: String(number),
    anyDraw: false,
    link: `/${game.code}/game`,
    lotteries: null,
    lotteryCards: null,
  };
}

const mainPage = (world: World) => ({
  data: [
    {
      contents: [
        {
          item: {
            spinners: [{ name: 'Тиражи недели', link: '/ruslotto', superPrize: '500 000 000 ₽' }],
          },
          ab: {},
        },
        { item: { contents: onSale(world).map((game) => card(world, game)) }, ab: {} },
        {
          item: {
            specialCards: [
              { name: 'Новогодний миллиард', link: '/ruslotto', superPrize: '1 000 000 000 ₽' },
            ],
            stories: [],
            intCards: [{ link: '/map' }],
          },
          ab: {},
        },
      ],
    },
  ],
});

const moments = {
  data: [
    {
      title: 'Моментальные лотереи',
      titleColorHex: null,
      momentCards: [
        {
          lotteryId: 'synthetic-1',
          displayedName: 'Синяя птица',
          ticketPriceInfo: '100 ₽',
          superPrizeValue: '1 000 000 ₽',
          lotterySlogan: 'Сотри слой и узнай сразу',
          previewImages: [],
        },
      ],
    },
  ],
};

const headlines = [
  ['itogi-vechernih-tirazhej', 'Итоги вечерних тиражей: сорван приз в&nbsp;&laquo;5 из 36&raquo;'],
  ['novyj-format-biletov', 'Новый формат билетов &laquo;Русского лото&raquo;: что изменилось'],
  [
    'raspredelitelnyj-tirazh-6x45',
    '&laquo;6 из 45&raquo;: распределительный тираж пройдёт в&nbsp;пятницу',
  ],
  ['rezultaty-voskresnyh-translyacij', 'Результаты воскресных трансляций на НТВ'],
  ['kak-zabrat-vyigrysh', 'Как забрать выигрыш: короткая памятка'],
  ['otvetstvennaya-igra', 'Ответственная игра: как поставить себе лимит'],
] as const;

/** The news page: links with and without a text, one a day, as seen from Moscow. */
export function newsPage({ clock }: World): string {
  const today = Math.floor((clock.now() + 3 * 3_600_000) / dayMs);
  const items = Array.from({ length: headlines.length + 1 }, (_, i) => {
    const day = today - i;
    const date = new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '/');
    const [slug, title] = headlines[day % headlines.length] ?? ['', ''];
    const href = `/press/news/${date}/${slug}`;
    return `<div class="item"><a class="pic" href="${href}?int=list"><img src="x.png"></a><a href="${href}"><span class="t">${title}</span></a></div>`;
  });
  return `<!-- sandbox -->
<nav><a href="/press/news">Новости</a><a href="/press/press-releases">Пресс-релизы</a></nav>
${items.join('\n')}
<a href="/press/news/archive/">Архив новостей</a>`;
}
