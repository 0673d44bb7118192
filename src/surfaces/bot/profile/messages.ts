const ru = {
  /** Shown before the first message; at most 512 signs. */
  description: (bot: string) =>
    `${bot} создаёт картинки, видео и музыку по вашему описанию и честно рассказывает о лотереях: правила, тиражи, точные шансы. Без обещаний выигрыша. Лотереи: 18+.`,
  /** Shown in the profile; at most 120 signs. */
  shortDescription: 'Картинки, видео и музыка по описанию. Честно о лотереях.',
};

const en: typeof ru = {
  description: (bot) =>
    `${bot} makes pictures, videos and music from your words and tells the truth about lotteries: rules, draws, exact odds. No promises of winning. Lotteries: 18+.`,
  shortDescription: 'Pictures, videos and music from your words. The truth about lotteries.',
};

export const messages = { ru, en };
