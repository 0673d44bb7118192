import { test } from 'node:test';
import { oggOpus } from '#sandbox/telegram/media/fixtures';
import { openStage } from './testing/stage.ts';

/** A second or more of a quiet tone, as a WAV file. */
function makeTone(seconds: number): Buffer {
  const rate = 8000;
  const samples = Buffer.alloc(rate * seconds * 2);
  for (let n = 0; n < rate * seconds; n += 1)
    samples.writeInt16LE(Math.round(3000 * Math.sin((n / rate) * 2 * Math.PI * 330)), n * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

test('sounds are sent, and only one plays at a time', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const page = await stage.open();
  const dialog = page.getByRole('dialog', { name: 'Прикрепить файл' });
  const attach = async (name: string, way: string) => {
    const buffer = makeTone(20);
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'audio/wav', buffer });
    await dialog.getByText(way, { exact: true }).click();
    await dialog.getByRole('button', { name: 'Отправить' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await attach('song.wav', 'Аудио');
  await attach('second.wav', 'Аудио');
  const song = page.locator('.own .sound.audio').first();
  const memo = page.locator('.own .sound.audio').last();
  await song.getByRole('button', { name: /^Воспроизвести/ }).click();
  await song.getByRole('button', { name: /^Пауза/ }).waitFor();
  await memo.getByRole('button', { name: /^Воспроизвести/ }).click();
  await memo.getByRole('button', { name: /^Пауза/ }).waitFor();
  await song.getByRole('button', { name: /^Воспроизвести/ }).waitFor();
  const seek = memo.getByRole('slider');
  await seek.fill('500');
  await page.waitForFunction(() => {
    const audio = [...document.querySelectorAll('audio')].at(-1);
    return (audio?.currentTime ?? 0) >= 10;
  });
  // The clock follows the sound by a moment.
  await memo
    .locator('.clock')
    .filter({ hasText: /^0:1\d$/ })
    .waitFor();
});

test('an Ogg file may go as a voice message, drawn with its bars', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const page = await stage.open();
  const file = { name: 'memo.ogg', mimeType: 'audio/ogg', buffer: oggOpus(3) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('Голосовым сообщением').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Отправить' }).click();
  const voice = page.locator('.own .sound.voice');
  await voice.locator('.wave').waitFor();
  await voice.locator('.clock').filter({ hasText: '0:03' }).waitFor();
});
