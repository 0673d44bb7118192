import type { SettingsFinding } from '#platform/security';
import { bold, fmt, join, type Words } from '#surfaces/bot/ui';

type Id = SettingsFinding['id'];

const ru = {
  command: 'Проверка безопасности',
  report: (lines: readonly Words[], isWell: boolean) =>
    join(
      [
        bold('Проверка безопасности'),
        join(lines, '\n'),
        isWell
          ? 'Всё в порядке.'
          : 'Настройки правит тот, кто запускает бота. Подробно, вместе с репозиторием: npm run security-check',
      ],
      '\n\n',
    ),
  line: (sign: string, name: string) => fmt`${sign} ${name}`,
  finding: (sign: string, name: string, todo: Words) => fmt`${sign} ${bold(name)}. ${todo}`,
  checks: {
    sandbox: { name: 'Песочница вместо настоящих служб', todo: 'Задайте недостающие ключи.' },
    formats: { name: 'Вид токенов и ключей', todo: 'Необычный вид. Скопируйте заново.' },
    examples: { name: 'Примеры вместо ключей', todo: 'Поставьте настоящие ключи.' },
    lengths: { name: 'Длина секретов', todo: 'Слишком короткие. Сделайте новые.' },
    reuse: { name: 'У каждого секрета своё значение', todo: 'Одно на двоих. Задайте разные.' },
    transport: { name: 'Шифрование по дороге', todo: 'Нужен https.' },
    admins: { name: 'Администраторы', todo: 'Никто не назначен.' },
  } satisfies Record<Id, { name: string; todo: string }>,
};

const en: typeof ru = {
  command: 'Security check',
  report: (lines, isWell) =>
    join(
      [
        bold('Security check'),
        join(lines, '\n'),
        isWell
          ? 'All is well.'
          : 'Whoever runs the bot mends its settings. In full, with the repository: npm run security-check',
      ],
      '\n\n',
    ),
  line: ru.line,
  finding: ru.finding,
  checks: {
    sandbox: { name: 'Sandbox in place of real services', todo: 'Set the missing keys.' },
    formats: { name: 'Formats of tokens and keys', todo: 'They look unusual. Copy them again.' },
    examples: { name: 'Examples in place of keys', todo: 'Put in the real ones.' },
    lengths: { name: 'Length of secrets', todo: 'Too short. Make new ones.' },
    reuse: { name: 'A value of its own for each secret', todo: 'Two share one. Make them differ.' },
    transport: { name: 'Encryption on the way', todo: 'Use https.' },
    admins: { name: 'Admins', todo: 'Nobody is named.' },
  },
};

export const messages = { ru, en };
