import { plural } from '#kernel';

interface Ahead {
  name: string;
  number: number;
  at: string;
  salesStop: string | undefined;
  jackpot: string | undefined;
  price: string | undefined;
}

const ru = {
  found: 'Вот подходящие лотереи:',
  nothing:
    'Ничего подходящего среди действующих лотерей нет. Попробуйте назвать цену, скорость или размер приза.',
  loosened: 'Всех условий сразу не выполняет ни одна лотерея, вот ближайшие.',
  near: 'Похожие, но подходят не во всём:',
  honest: 'Ни одна лотерея не выгодна в среднем: билет — плата за игру, а не способ заработать.',
  rub: (amount: string) => `${amount} ₽`,
  from: (amount: string) => `от ${amount}`,
  about: (amount: string) => `около ${amount}`,
  noPrice: 'цена не опубликована',
  oneIn: (n: string) => `1 из ${n}`,
  main: (chance: string) => `главный приз — ${chance}`,
  any: (chance: string) => `любой приз — ${chance}`,
  anyDepends: (on: string) => `шанс на любой приз определяет ${on}`,
  chances: (text: string) => `Шанс: ${text}.`,
  noChances: 'Шансы посчитать нельзя: правила не опубликованы.',
  loss: (loss: string, percent: string) =>
    `В среднем с билета теряется ${loss} (призовой фонд ${percent} %).`,
  exactLoss: (loss: string) => `В среднем с билета теряется ${loss} (точно, по таблице призов).`,
  atLeast: (amount: string) =>
    `Опубликованные призы возвращают в среднем не меньше ${amount} с билета; всю потерю посчитать нельзя.`,
  noLoss: 'Ожидаемую потерю посчитать нельзя: доля призового фонда не опубликована.',
  price: (name: string, price: string) => `${name}: билет ${price}.`,
  minutes: (from: number, to: number) =>
    from === to
      ? `тираж раз в ${from} ${plural('ru', from, { one: 'минуту', few: 'минуты', other: 'минут' })}`
      : `тираж раз в ${from}–${to} минут`,
  day: (times: number, at: readonly string[]) =>
    `около ${times} ${plural('ru', times, { one: 'тиража', other: 'тиражей' })} в день${at.length > 0 ? `, среди них ${at.join(' и ')} мск` : ''}`,
  week: (at: string | undefined, channel: string | undefined) =>
    `раз в неделю${at ? `, по воскресеньям в ${at} местного времени` : ''}${channel ? ` на ${channel}` : ''}`,
  instant: 'сразу, без тиража',
  soon: 'тиражи в течение дня, промежуток не подтверждён',
  unknown: 'расписание не подтверждено',
  salesStop: (text: string) =>
    `Продажи закрываются ${text}${text.includes('тираж') ? '' : ' мск'}.`,
  superPrize: (amount: string) => `суперприз ${amount}`,
  noSuperPrize: 'размер приза смотрите на странице тиража',
  retired: (name: string) => `${name}: игра закрыта.`,
  unsure: (name: string) => `${name}: проводится ли сейчас, не подтверждено.`,
  foreign: (name: string, operator: string) => `${name} проводит ${operator}, это не Столото.`,
  running: (name: string) => `${name} проводится.`,
  instead: (names: string) => `Вместо неё: ${names}.`,
  fund: (name: string, percent: string) => `${name}: на призы идёт ${percent} % продаж.`,
  noFund: (name: string) => `${name}: доля призового фонда не опубликована.`,
  tier: (label: string, chance: string, amount: string) => `• ${label}: ${chance}${amount}`,
  same: 'Шансы на главный приз одинаковы.',
  better: (name: string, times: string) =>
    `Шанс на главный приз выше в игре ${name}: в ${times} раза.`,
  tickets: (n: number, chance: string) =>
    `${n} ${plural('ru', n, { one: 'билет', few: 'билета', other: 'билетов' })}: хотя бы один главный приз — ${chance}.`,
  stillLoss: (loss: string) => `Ожидаемая потеря растёт вместе с числом билетов: ${loss}.`,
  statistics:
    'Тиражи независимы: каждое число выпадает с одной и той же вероятностью, и «горячие» с «холодными» ничего не говорят о следующем тираже.',
  noArchive: 'Архив тиражей этой игры сейчас недоступен.',
  statisticsWhich:
    'Назовите числовую лотерею, и я посчитаю её архив: сколько раз выпало каждое число и отличается ли это от случайности. О следующем тираже прошлые не говорят ничего.',
  notCountable: (name: string) =>
    `${name}: частоты чисел здесь не посчитать, в тираже не набор разных чисел. Шансы по правилам посчитать можно.`,
  gap: (number: number, draws: string) =>
    `Дольше всех не выходило ${number}: тиражей ${draws}. На следующий тираж это не влияет.`,
  sums: (mean: string, expected: string) =>
    `Сумма чисел в среднем ${mean}, по расчёту ${expected}.`,
  archiveOf: (archive: { name: string; since: string; isWhole: boolean; source: string }) =>
    `архив ${archive.name}${archive.since ? ` с ${archive.since}` : ''}${archive.isWhole ? '' : ', ещё пополняется'}, ${archive.source}`,
  system: (marked: string, tickets: string, price: string) =>
    `Развёрнутая ставка на ${marked} собирает ${tickets} обычных билетов и стоит ${price}. Шанс и ожидаемая потеря растут во столько же раз.`,
  generated: (numbers: string) => `Случайные числа: ${numbers}.`,
  noLuckier: 'Они выигрывают не чаще, чем любые другие.',
  whyUnpopular:
    'Польза одна: такой набор реже совпадает с популярными датами и рядами, и приз реже придётся делить.',
  archive: (name: string, draws: string, from: string, to: string) =>
    `${name}: тиражей в архиве ${draws}. По одному случаю каждое число вышло бы от ${from} до ${to} раз.`,
  extremes: (hot: string, cold: string) => `Чаще других: ${hot}. Реже других: ${cold}.`,
  asChance: (p: string) =>
    `Проверка хи-квадрат: p = ${p}. От случайности это не отличается и о следующем тираже ничего не говорит.`,
  notChance: (p: string) =>
    `Проверка хи-квадрат: p = ${p}. Честный архив отличается так реже, чем раз в сто; сначала проверьте сами данные. Следующий тираж этим не предсказать.`,
  skipped: (count: string) => `Без чисел или с незнакомым видом пропущено: ${count}.`,
  times: (number: number, times: string) => `${number} (${times})`,
  systemWhich:
    'Назовите лотерею и сколько чисел отметить: цена равна числу обычных билетов внутри ставки.',
  generateWhich:
    'Назовите числовую лотерею, и я подберу случайные числа. Чаще любых других они не выигрывают.',
  oddsWhich:
    'Назовите лотерею, и я посчитаю точный шанс по её правилам. Например: у «6 из 45» главный приз — один на 8 145 060.',
  noDraws: (link: string) =>
    `Результатов тиражей у меня сейчас нет: источник недоступен или выключен. Они есть на сайте: ${link}`,
  noNews:
    'Новостей у меня сейчас нет: источник недоступен или выключен. Они есть на сайте: https://www.stoloto.ru/press/news',
  noPromotions: 'Об акциях сейчас ничего не известно. Они есть на сайте: https://www.stoloto.ru',
  noSuchDraw: (name: string, number: number, link: string) =>
    `${name}: тиража ${number} я не нашёл. Архив на сайте: ${link}`,
  draw: (number: number, at: string, numbers: string) => `Тираж ${number}, ${at}: ${numbers}`,
  noNumbers: 'числа не опубликованы',
  notDrawn: 'ещё не разыгран',
  drawJackpot: (amount: string, fate: string) => `Суперприз ${amount}${fate}.`,
  taken: ', взят',
  notTaken: ', не взят',
  tierNumber: (number: number) => `категория ${number}`,
  winners: (tier: string, count: string, amount: string) =>
    `• ${tier}: выигравших ${count}${amount ? `, по ${amount}` : ''}`,
  left: (numbers: string) => `в лототроне остались ${numbers}`,
  lastWon: (draw: number, at: string, amount: string) =>
    `Последний раз суперприз взяли в тираже ${draw}, ${at}: ${amount}.`,
  neverWon: (since: string) => `С ${since}, сколько я помню, суперприз не брали.`,
  latest: 'Последние тиражи:',
  lastOf: (name: string, draw: string) => `• ${name}. ${draw}`,
  jackpotNow: (name: string, amount: string, draw: number, at: string) =>
    `${name}: суперприз ${amount}, тираж ${draw}, ${at}.`,
  sameChance: 'Больше суперприз — шанс тот же.',
  news: 'Новости Столото:',
  newsLine: (date: string, title: string, url: string) => `${date} · ${title}\n${url}`,
  promotions: 'Сейчас на главной странице Столото:',
  noCheaper: 'Акция не меняет шансов и не делает билет выгодным в среднем.',
  ticketWhich: (link: string) =>
    `Назовите лотерею и числа вашего билета, например: «6 из 45: 4 8 15 16 23 42», и я сверю их с последним тиражом. По номеру билета проверяет сайт: ${link}`,
  ticketCode: (link: string) =>
    `По номеру билета я проверить не могу, это умеет сайт: ${link}. Пришлите лотерею и числа, и я сверю их с последним тиражом.`,
  ticketMisfit: (name: string) =>
    `${name}: столько чисел в билете этой игры не бывает. Пришлите числа всех полей по порядку.`,
  ticketHits: (hits: string) => `Совпало: ${hits}.`,
  ticketTier: (label: string) => `Это призовая категория «${label}».`,
  ticketNothing: 'Призовой категории здесь нет.',
  ticketCheck: (link: string) => `Окончательно проверяет только Столото: ${link}`,
  source: (text: string) => `Источник: ${text}.`,
  todayTitle: 'Ближайшие тиражи',
  newsTitle: 'Новости',
  today: 'Время московское.',
  noToday:
    'Сегодняшнего расписания у меня сейчас нет: источник недоступен или выключен. Вот как часто тиражи бывают обычно, время московское.',
  nextDraw: 'Ближайший тираж',
  ahead: (draw: Ahead) =>
    [
      `• ${draw.name}, № ${draw.number}: ${draw.at}`,
      ...(draw.salesStop ? [`продажи до ${draw.salesStop}`] : []),
      ...(draw.jackpot ? [`суперприз ${draw.jackpot}`] : []),
      ...(draw.price ? [`билет ${draw.price}`] : []),
    ].join(', '),
  cardPrice: (price: string, source: string) => `Билет: ${price} (${source}).`,
  cardDraws: (schedule: string, source: string) => `Тиражи: ${schedule} (${source}).`,
  cardPrize: (prize: string, source: string) => `Приз: ${prize} (${source}).`,
  shared: ', приз делят победители',
  usually: (amount: string) => `, обычно около ${amount}, не обещание`,
  moscow: (moment: string) => `${moment} мск`,
  origins: {
    stoloto: (at: string) => `Столото, ${at}`,
    sandbox: (at: string) => `песочница, тиражи придуманы, ${at}`,
    facts: (month: string) => `встроенные данные, ${month}`,
  },
  stale: (said: string, ago: string) => `${said}, источник сейчас не отвечает, данным ${ago}`,
  ago: {
    minutes: (n: number) =>
      `${n} ${plural('ru', n, { one: 'минута', few: 'минуты', other: 'минут' })}`,
    hours: (n: number) => `${n} ${plural('ru', n, { one: 'час', few: 'часа', other: 'часов' })}`,
    days: (n: number) => `${n} ${plural('ru', n, { one: 'день', few: 'дня', other: 'дней' })}`,
  },
  payout:
    'Сроки и порядок выплат, налоги и места продажи в моих данных не описаны; точный ответ даёт stoloto.ru. Игра только для взрослых, от 18 лет.',
  general:
    'Лотерея — игра случая: билет стоит больше, чем возвращает в среднем. Назовите игру, и я расскажу правила, цену, расписание и точные шансы.',
  help: 'Я помогаю разобраться в лотереях: подбираю по цене, скорости и призу, рассказываю правила и считаю точные шансы. Выигрыша не обещаю.',
  greeting: 'Здравствуйте! Спросите о лотерее: правила, цена, шансы или что подойдёт вам.',
  thanks: 'Пожалуйста! Если будут вопросы о лотереях, спрашивайте.',
  stranger: 'Я отвечаю только о лотереях: правила, цены, расписание, шансы и выбор игры.',
  age: 'Покупать лотерейные билеты можно только с 18 лет, и это правило без исключений. Если игра тревожит тебя или кого-то рядом, можно бесплатно позвонить на детский телефон доверия: 8-800-2000-122.',
  distress:
    'Спасибо, что сказали об этом. Сейчас лучше не покупать билеты: отыграться нельзя, каждый следующий билет в среднем увеличивает потерю. Сделайте паузу и расскажите близкому человеку. Поддержка: психологическая помощь МЧС 8-495-989-50-50, круглосуточно; для детей и родителей 8-800-2000-122; если есть опасность для жизни — 112. Бесплатные встречи проводит сообщество «Анонимные игроки».',
  doubt: (text: string) => ` (${text})`,
  sources: {
    facts: 'данные лотереи',
    exact: 'точный расчёт по правилам',
    fund: 'цена и доля призового фонда',
    prizes: 'цена, шансы и таблица призов',
    archive: 'архив тиражей',
  },
  sure: {
    measured: 'измерено по архиву',
    several: 'несколько источников',
    once: 'один источник',
    inferred: 'вывод',
    old: 'старая страница',
    conflict: 'источники расходятся',
    assumed: 'предположение',
    unknown: 'неизвестно',
  },
  asOf: (name: string, sure: string, asOf: string | undefined) =>
    `${name}: ${sure}${asOf ? `, ${asOf}` : ''}`,
};

const en: typeof ru = {
  found: 'Here are the lotteries that fit:',
  nothing: 'No running lottery fits. Try naming a price, a speed or a size of the prize.',
  loosened: 'No lottery meets every wish at once, these come closest.',
  near: 'Alike, but not a fit in everything:',
  honest: 'No lottery pays on average: a ticket is the price of a game, not a way to earn.',
  rub: (amount) => `${amount} ₽`,
  from: (amount) => `from ${amount}`,
  about: (amount) => `about ${amount}`,
  noPrice: 'the price is not published',
  oneIn: (n) => `1 in ${n}`,
  main: (chance) => `main prize ${chance}`,
  any: (chance) => `any prize ${chance}`,
  anyDepends: (on) => `the chance of any prize depends on ${on}`,
  chances: (text) => `Chance: ${text}.`,
  noChances: 'The chances cannot be computed: the rules are not published.',
  loss: (loss, percent) => `A ticket loses ${loss} on average (prize fund ${percent} %).`,
  exactLoss: (loss) => `A ticket loses ${loss} on average (exact, from the prize table).`,
  atLeast: (amount) =>
    `The published prizes return at least ${amount} per ticket on average; the whole loss cannot be computed.`,
  noLoss: 'The expected loss cannot be computed: the share of the prize fund is not published.',
  price: (name, price) => `${name}: a ticket costs ${price}.`,
  minutes: (from, to) =>
    from === to ? `a draw every ${from} minutes` : `a draw every ${from}–${to} minutes`,
  day: (times, at) =>
    `about ${times} draws a day${at.length > 0 ? `, ${at.join(' and ')} Moscow time among them` : ''}`,
  week: (at, channel) =>
    `once a week${at ? `, Sundays at ${at} local time` : ''}${channel ? ` on ${channel}` : ''}`,
  instant: 'at once, with no draw',
  soon: 'draws through the day, the interval is not confirmed',
  unknown: 'the schedule is not confirmed',
  salesStop: (text) => `Sales stop ${text}${text.includes('draw') ? '' : ' Moscow time'}.`,
  superPrize: (amount) => `jackpot ${amount}`,
  noSuperPrize: 'see the page of the draw for the prize',
  retired: (name) => `${name}: the game is closed.`,
  unsure: (name) => `${name}: whether it runs now is not confirmed.`,
  foreign: (name, operator) => `${name} belongs to ${operator}, not to StoLoto.`,
  running: (name) => `${name} is running.`,
  instead: (names) => `Instead of it: ${names}.`,
  fund: (name, percent) => `${name}: ${percent} % of sales go to prizes.`,
  noFund: (name) => `${name}: the share of the prize fund is not published.`,
  tier: (label, chance, amount) => `• ${label}: ${chance}${amount}`,
  same: 'The chances of the main prize are equal.',
  better: (name, times) => `${name} has the better chance of the main prize: ${times} times.`,
  tickets: (n, chance) =>
    `${n} ${plural('en', n, { one: 'ticket', other: 'tickets' })}: at least one main prize ${chance}.`,
  stillLoss: (loss) => `The expected loss grows with the number of tickets: ${loss}.`,
  statistics:
    'Draws are independent: every number has the same chance, and "hot" or "cold" ones say nothing about the next draw.',
  noArchive: 'The archive of this game is not at hand now.',
  statisticsWhich:
    'Name a number game and I will count its archive: how often each number came, and whether that differs from chance. Past draws say nothing about the next one.',
  notCountable: (name) =>
    `${name}: frequencies cannot be counted here, a draw is no set of different numbers. The chances by the rules can.`,
  gap: (number, draws) =>
    `Absent longest: ${number}, draws ${draws}. It does not touch the next draw.`,
  sums: (mean, expected) => `The numbers add up to ${mean} on average, by the rules ${expected}.`,
  archiveOf: (archive) =>
    `archive of ${archive.name}${archive.since ? ` since ${archive.since}` : ''}${archive.isWhole ? '' : ', still being filled'}, ${archive.source}`,
  system: (marked, tickets, price) =>
    `A system bet on ${marked} holds ${tickets} ordinary tickets and costs ${price}. The chance and the expected loss grow by the same factor.`,
  generated: (numbers) => `Random numbers: ${numbers}.`,
  noLuckier: 'They win no more often than any others.',
  whyUnpopular:
    'The one use: such a set meets popular dates and rows less often, so a prize is shared less often.',
  archive: (name, draws, from, to) =>
    `${name}: ${draws} draws. By chance alone every number would come ${from} to ${to} times.`,
  extremes: (hot, cold) => `Most often: ${hot}. Least often: ${cold}.`,
  asChance: (p) =>
    `Chi-square: p = ${p}. This does not differ from chance and says nothing about the next draw.`,
  notChance: (p) =>
    `Chi-square: p = ${p}. A fair archive differs so less than once in a hundred; check the data first. It does not foretell the next draw.`,
  skipped: (count) => `Left out, with no numbers or of a shape not known: ${count}.`,
  times: (number, times) => `${number} (${times})`,
  systemWhich:
    'Name a lottery and how many numbers to mark: the price is that of the ordinary tickets inside the bet.',
  generateWhich:
    'Name a number game and I will pick random numbers. They win no more often than any others.',
  oddsWhich:
    'Name a lottery and I will count the exact chance by its rules. For instance, the main prize of 6 of 45 is one in 8,145,060.',
  noDraws: (link) =>
    `I have no results now: the source is out of reach or switched off. The site has them: ${link}`,
  noNews:
    'I have no news now: the source is out of reach or switched off. The site has them: https://www.stoloto.ru/press/news',
  noPromotions: 'Nothing is known of promotions now. The site has them: https://www.stoloto.ru',
  noSuchDraw: (name, number, link) =>
    `${name}: I found no draw ${number}. The archive on the site: ${link}`,
  draw: (number, at, numbers) => `Draw ${number}, ${at}: ${numbers}`,
  noNumbers: 'the numbers are not published',
  notDrawn: 'not drawn yet',
  drawJackpot: (amount, fate) => `Jackpot ${amount}${fate}.`,
  taken: ', won',
  notTaken: ', not won',
  tierNumber: (number) => `tier ${number}`,
  winners: (tier, count, amount) =>
    `• ${tier}: winners ${count}${amount ? `, ${amount} each` : ''}`,
  left: (numbers) => `left in the drum: ${numbers}`,
  lastWon: (draw, at, amount) => `The jackpot was last won in draw ${draw}, ${at}: ${amount}.`,
  neverWon: (since) => `Since ${since}, as far as I remember, nobody won the jackpot.`,
  latest: 'Latest draws:',
  lastOf: (name, draw) => `• ${name}. ${draw}`,
  jackpotNow: (name, amount, draw, at) => `${name}: jackpot ${amount}, draw ${draw}, ${at}.`,
  sameChance: 'A bigger jackpot has the same chance.',
  news: 'News of StoLoto:',
  newsLine: (date, title, url) => `${date} · ${title}\n${url}`,
  promotions: 'Now on the main page of StoLoto:',
  noCheaper: 'A promotion changes no chance and makes no ticket pay on average.',
  ticketWhich: (link) =>
    `Name the lottery and the numbers of your ticket, for instance “6 of 45: 4 8 15 16 23 42”, and I will compare them with the last draw. The site checks by the ticket’s own number: ${link}`,
  ticketCode: (link) =>
    `I cannot check by the ticket’s own number, the site can: ${link}. Send the lottery and the numbers, and I will compare them with the last draw.`,
  ticketMisfit: (name) =>
    `${name}: a ticket of this game has another count of numbers. Send the numbers of all fields in order.`,
  ticketHits: (hits) => `Matched: ${hits}.`,
  ticketTier: (label) => `That is the prize tier “${label}”.`,
  ticketNothing: 'There is no prize tier for that.',
  ticketCheck: (link) => `Only StoLoto checks finally: ${link}`,
  source: (text) => `Source: ${text}.`,
  todayTitle: 'Draws ahead',
  newsTitle: 'News',
  today: 'Moscow time.',
  noToday:
    'I have no schedule for today: the source is out of reach or switched off. This is how often draws usually are, Moscow time.',
  nextDraw: 'Next draw',
  ahead: (draw) =>
    [
      `• ${draw.name}, No. ${draw.number}: ${draw.at}`,
      ...(draw.salesStop ? [`sales until ${draw.salesStop}`] : []),
      ...(draw.jackpot ? [`jackpot ${draw.jackpot}`] : []),
      ...(draw.price ? [`ticket ${draw.price}`] : []),
    ].join(', '),
  cardPrice: (price, source) => `Ticket: ${price} (${source}).`,
  cardDraws: (schedule, source) => `Draws: ${schedule} (${source}).`,
  cardPrize: (prize, source) => `Prize: ${prize} (${source}).`,
  shared: ', winners share the prize',
  usually: (amount) => `, usually about ${amount}, no promise`,
  moscow: (moment) => `${moment} Moscow time`,
  origins: {
    stoloto: (at) => `StoLoto, ${at}`,
    sandbox: (at) => `sandbox, the draws are made up, ${at}`,
    facts: (month) => `built-in data, ${month}`,
  },
  stale: (said, ago) => `${said}, the source does not answer now, the data are ${ago} old`,
  ago: {
    minutes: (n) => `${n} ${plural('en', n, { one: 'minute', other: 'minutes' })}`,
    hours: (n) => `${n} ${plural('en', n, { one: 'hour', other: 'hours' })}`,
    days: (n) => `${n} ${plural('en', n, { one: 'day', other: 'days' })}`,
  },
  payout:
    'Payout terms, taxes and places of sale are not in my data; stoloto.ru has the exact answer. The game is for adults of 18 and over.',
  general:
    'A lottery is a game of chance: a ticket costs more than it returns on average. Name a game and I will tell its rules, price, schedule and exact chances.',
  help: 'I help with lotteries: I choose by price, speed and prize, explain rules and count exact chances. I promise no win.',
  greeting: 'Hello! Ask about a lottery: rules, price, chances, or which one suits you.',
  thanks: 'You are welcome! Ask whenever you have a question about lotteries.',
  stranger:
    'I only answer about lotteries: rules, prices, schedules, chances and which game to choose.',
  age: 'Lottery tickets are only for people of 18 and over, without exceptions. If gambling worries you or somebody near, the free helpline for children in Russia is 8-800-2000-122.',
  distress:
    'Thank you for saying this. It is better not to buy tickets now: losses cannot be won back, each further ticket adds to them on average. Take a pause and tell somebody close. Support in Russia: psychological help of EMERCOM 8-495-989-50-50, day and night; for children and parents 8-800-2000-122; in danger call 112. Gamblers Anonymous holds free meetings.',
  doubt: (text) => ` (${text})`,
  sources: {
    facts: 'lottery data',
    exact: 'exact count by the rules',
    fund: 'price and share of the prize fund',
    prizes: 'price, chances and prize table',
    archive: 'archive of draws',
  },
  sure: {
    measured: 'measured on the archive',
    several: 'several sources',
    once: 'one source',
    inferred: 'inferred',
    old: 'an older page',
    conflict: 'sources disagree',
    assumed: 'assumed',
    unknown: 'unknown',
  },
  asOf: (name, sure, asOf) => `${name}: ${sure}${asOf ? `, ${asOf}` : ''}`,
};

export const messages = { ru, en };
