/** A scene, a verse, an order for a picture: what is told there happened to nobody. */
const made =
  /(?<![а-яa-z])(?:картин|рисун|нарис|портрет|фото|кадр|сцен|стил|акварел|масл[оа]|свет|неон|реализм|плакат|постер|обложк|персонаж|геро|мульт|аниме|фильм|видео(?!покер|слот)|песн|припев|куплет|стих|рэп|painting|draw|portrait|photo|scene|style|lighting|cinematic|render|poster|cover|character|anime|movie|video|song|lyrics|chorus|verse|poem|rap\b|4k)|\[/i;
const self =
  /(?<![а-яa-z])(я|мне|меня|мной|мо[йяеёю]|мои|i|i'm|i'?ve|me|my)(?![а-яa-z])|(?<![а-я])(могу|хочу|трачу|играю|проигрываю|занимаю)(?![а-я])/i;
/** "Опять проиграл все деньги": the verb with nobody before it is the writer's own. */
const opening =
  /^(?:опять|снова|вчера|сегодня|сейчас|только что|уже|всё|все|помогите|help)?[\s,.!]*(?:проиграл|просадил|спустил|слил|потратил|lost|can'?t stop)/i;
const others =
  /который|которая|которые|man who|woman who|guy who|people who|someone who|somebody who|if i(?![a-z])|если бы/i;
const noLife =
  /не хо(?:чу|чется) (?:больше |уже )?жить(?! (?:без|в|во|на|с|со|по|у|как|так))|жить (?:больше |уже )?не хо(?:чу|чется)(?! (?:без|в|во|на|с|со|по|у|как|так))|хочу умереть(?! (?:от|с|со|за))|поконч(?:ить|у) с собой|убью себя|незачем жить|(?:don'?t|do not) want to live(?! (?:without|in|with|like))|want to die(?! (?:of|with|for))|kill myself|end my life/i;

/** Play and loss: words of worry count only beside them, or when a life is at stake. */
export const isOfPlay = (text: string): boolean =>
  /лотере|лото|билет|игра|игру|игры|играю|азарт|казино|ставк|проигр|отыгр|выигр|лудоман|игроман|lotter|ticket|gambl|bet|casino|win/i.test(
    text,
  );

/** A scene to be made, with nobody of the writer's own in it. */
export const isScene = (text: string): boolean => made.test(text) && !self.test(text);

/** Whether the writer tells of their own trouble now. Strict: words for a picture or a song may tell of anybody's. */
export function isPlea(text: string): boolean {
  if (made.test(text) || others.test(text)) return false;
  return noLife.test(text) || (isOfPlay(text) && (self.test(text) || opening.test(text)));
}
