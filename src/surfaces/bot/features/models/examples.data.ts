import type { Locale } from '#kernel';

type Example = Readonly<Record<Locale, string>>;

const of = (ru: string, en: string): Example => ({ ru, en });

/** What one asks of a model, each for what it is best at; the others have the example of their shelf. */
export const examples: Readonly<Record<string, Example>> = {
  'z-image': of(
    'портрет рыбака на рассвете, плёнка, мягкий свет',
    'portrait of a fisherman at dawn, film, soft light',
  ),
  'google/nano-banana': of(
    'рыжий кот в скафандре на Луне, акварель',
    'a red cat in a spacesuit on the Moon, watercolour',
  ),
  'google/nano-banana-edit': of(
    'надень на человека с фото красный шарф, лицо не меняй',
    'put a red scarf on the person in the photo, keep the face',
  ),
  'nano-banana-2': of(
    'плакат фестиваля «Лето у реки»: лодки, фонари, крупная надпись',
    'a poster of the festival “Summer by the river”: boats, lanterns, big letters',
  ),
  'nano-banana-2-lite': of(
    'кружка какао на подоконнике, за окном снег',
    'a mug of cocoa on a windowsill, snow outside',
  ),
  'nano-banana-pro': of(
    'схема: как чай попадает с куста в чашку, с подписями',
    'a diagram of how tea gets from the bush to the cup, with labels',
  ),
  'google/imagen4': of(
    'утренний туман над рисовыми террасами, вид сверху',
    'morning mist over rice terraces, from above',
  ),
  'google/imagen4-fast': of(
    'миска ягод на деревянном столе',
    'a bowl of berries on a wooden table',
  ),
  'google/imagen4-ultra': of(
    'макро: капля росы на паутине, в ней отражается лес',
    'macro: a dewdrop on a web with a forest reflected in it',
  ),
  'flux-2/pro-text-to-image': of(
    'кухня в скандинавском стиле, утро, журнальная съёмка',
    'a Scandinavian kitchen in the morning, magazine photo',
  ),
  'flux-2/pro-image-to-image': of(
    'та же комната, но стены тёмно-зелёные, а пол дубовый',
    'the same room with dark green walls and an oak floor',
  ),
  'flux1-kontext': of(
    'убери прохожих, остальное оставь как есть',
    'remove the passers-by, leave the rest as it is',
  ),
  '4o-image-api': of(
    'комикс из трёх кадров: кот проспал работу',
    'a comic in three frames: the cat is late for work',
  ),
  'gpt-image-2-text-to-image': of(
    'меню кофейни мелом на доске, пять напитков с ценами',
    'a café menu in chalk: five drinks with prices',
  ),
  'gpt-image-2-image-to-image': of(
    'сделай из этого фото открытку в стиле старой почты',
    'turn this photo into an old-fashioned postcard',
  ),
  'grok-imagine/text-to-image': of(
    'робот-бариста улыбается гостю, неон',
    'a robot barista smiles at a guest, neon',
  ),
  'ideogram/v3-text-to-image': of(
    'логотип пекарни «Колосок»: колос и надпись, два цвета',
    'a logo of the bakery “Barley”: an ear and the name, two colours',
  ),
  'ideogram/character': of(
    'человек с фото — капитан парусника, шторм',
    'the person in the photo as captain of a sailing ship in a storm',
  ),
  'qwen/image-edit': of('поменяй надпись на вывеске на «Открыто»', 'change the sign to “Open”'),
  'qwen/text-to-image': of(
    'вывеска чайной с каллиграфией, вечерняя улица',
    'a tea house sign in calligraphy, evening street',
  ),
  'bytedance/seedream-v4-text-to-image': of(
    'набор из шести значков погоды в одном стиле',
    'a set of six weather icons in one style',
  ),
  'bytedance/seedream-v4-edit': of(
    'сделай из дня на фото золотой час',
    'turn the day in the photo into golden hour',
  ),
  'seedream/4.5-text-to-image': of(
    'обложка книги: маяк, звёзды и место для названия',
    'a book cover: a lighthouse, stars and room for a title',
  ),
  'seedream/4.5-edit': of(
    'добавь на стол вазу с пионами, тени как в комнате',
    'add a vase of peonies to the table, shadows as in the room',
  ),
  'recraft/remove-background': of(
    'фото кроссовка — и он на прозрачном фоне',
    'a photo of a trainer — and it is on nothing',
  ),
  'recraft/crisp-upscale': of(
    'мелкая картинка из чата — чёткой для печати',
    'a small picture from a chat — crisp enough to print',
  ),
  'topaz/image-upscale': of(
    'снимок из старого альбома — вчетверо больше',
    'a snapshot from an old album — four times as large',
  ),
  'topaz/video-upscale': of('видео со старого телефона — в 4K', 'a video of an old phone — in 4K'),
  'veo-3-1': of(
    'бариста наливает кофе и говорит: «Доброе утро!», слышен дождь',
    'a barista pours coffee and says “Good morning!”, rain is heard',
  ),
  'kling-2.6/text-to-video': of(
    'собака бежит по мелкой воде, брызги, замедленно',
    'a dog runs through shallow water, splashes, slow motion',
  ),
  'kling-2.6/image-to-video': of(
    'пусть волосы и платье на фото колышет ветер',
    'let wind move the hair and the dress in the photo',
  ),
  'kling-3.0/video': of(
    'две сцены: поезд въезжает в туннель, потом пассажир смотрит на огни',
    'two scenes: a train enters a tunnel, then a passenger looks at lights',
  ),
  'kling/ai-avatar-standard': of(
    'портрет и запись — портрет говорит этим голосом',
    'a portrait and a recording — it speaks with that voice',
  ),
  'hailuo/02-text-to-video-standard': of(
    'гимнастка делает сальто, камера следует за ней',
    'a gymnast does a somersault, the camera follows',
  ),
  'hailuo/2-3-image-to-video-standard': of(
    'человек на фото оборачивается и смеётся',
    'the person in the photo turns round and laughs',
  ),
  'bytedance/v1-pro-text-to-video': of(
    'дрон летит над осенним лесом к озеру',
    'a drone flies over an autumn forest to a lake',
  ),
  'bytedance/seedance-2': of(
    'погоня на велосипедах по узким улицам, три плана подряд',
    'a bicycle chase through narrow streets in three shots',
  ),
  'wan/2-5-text-to-video': of(
    'скрипач играет на мосту, слышны скрипка и река',
    'a violinist plays on a bridge, violin and river are heard',
  ),
  'wan/2-5-image-to-video': of(
    'море на фото оживает, кричат чайки',
    'the sea in the photo comes alive, gulls cry',
  ),
  'wan/2-2-animate-replace': of(
    'вместо танцора в видео — герой с картинки',
    'the hero of the picture in place of the dancer in the video',
  ),
  'grok-imagine/text-to-video': of(
    'бумажный кораблик плывёт по ручью, весна',
    'a paper boat sails down a brook in spring',
  ),
  'grok-imagine/image-to-video': of(
    'рисунок ребёнка начинает двигаться',
    'a child’s drawing begins to move',
  ),
  runway: of('город из песка рассыпается на ветру', 'a city of sand crumbles in the wind'),
  'runway/gen4-aleph': of(
    'в этом видео вместо лета — снежная зима',
    'in this video, a snowy winter instead of summer',
  ),
  'infinitalk/from-audio': of(
    'фото и запись — длинный рассказ от первого лица',
    'a photo and a recording — a long story told by that face',
  ),
  'ai-music-api/generate': of(
    'весёлая песня на день рождения для Маши, укулеле',
    'a cheerful birthday song for Masha, ukulele',
  ),
  'ai-music-api/generate-lyrics': of(
    'слова для колыбельной о маленькой галке',
    'words for a lullaby about a little jackdaw',
  ),
  'ai-music-api/upload-and-cover-audio': of(
    'моя песня под гитару — в стиле соула',
    'my guitar song — as soul',
  ),
  'ai-music-api/sounds': of(
    'шаги по гравию, петля на десять секунд',
    'steps on gravel, a loop of ten seconds',
  ),
  'ai-music-api/separate-vocals': of(
    'из готовой песни — голос и минус отдельно',
    'a finished song — voice and backing apart',
  ),
  'elevenlabs/text-to-speech-multilingual-v2': of(
    'Добрый вечер! В эфире ваша любимая передача.',
    'Good evening! This is your favourite show.',
  ),
  'elevenlabs/text-to-dialogue-v3': of(
    '— Ты слышал? — [шёпотом] Тише, он рядом.',
    '— Did you hear? — [whispers] Hush, he is near.',
  ),
};
