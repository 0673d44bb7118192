// The yardstick: the smallest bot grammY makes, with no database and no order to keep.
import { Bot } from 'grammy';

const bot = new Bot(process.env.BOT_TOKEN ?? '', {
  client: { apiRoot: process.env.API_ROOT ?? '' },
});
bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
process.once('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
void bot.start();
