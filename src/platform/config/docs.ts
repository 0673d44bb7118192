import { sections } from './schema.ts';
import { type SettingMeta, settingMeta } from './setting.ts';

interface Described extends SettingMeta {
  name: string;
}

const listed = (): { title: string; settings: Described[] }[] =>
  Object.entries(sections).map(([title, section]) => ({
    title,
    settings: Object.entries(section).flatMap(([name, type]) => {
      const meta = settingMeta.get(type);
      return meta ? [{ name, ...meta }] : [];
    }),
  }));

/** `.env.example`: every line is a comment, so that a copy changes nothing until somebody wants it to. */
export function envExample(): string {
  const intro = [
    '# Settings of Jackdraw. Copy to .env and uncomment what you need; npm start works with none.',
    '# The real environment wins over .env. `npm run setup-env` asks for the keys and writes the file.',
  ];
  const blocks = listed().flatMap(({ title, settings }) => [
    '',
    `# --- ${title} ---`,
    ...settings.flatMap((setting) => [
      `# ${setting.about}. ${whenAbsent(setting)}.`,
      `#${setting.name}=${setting.default ?? ''}`,
    ]),
  ]);
  return `${[...intro, ...blocks].join('\n')}\n`;
}

function whenAbsent({ default: value, absent, standsFor, example }: Described): string {
  const told = value === undefined ? absent : value === '' ? 'none' : undefined;
  if (standsFor !== undefined) return `Prefer ${standsFor}. Example: ${example}`;
  return told === undefined ? `Example: ${example}` : `Absent: ${told}. Example: ${example}`;
}

/** `docs/configuration.md` */
export function configPage(): string {
  const blocks = listed().flatMap(({ title, settings }) => [
    `## ${title}`,
    '',
    '| setting | what it does | when absent | example |',
    '|---|---|---|---|',
    ...settings.map((setting) => {
      const { name, about, example } = setting;
      return `| \`${name}\` | ${cell(about)} | ${absentCell(setting)} | ${exampleCell(example)} |`;
    }),
    '',
  ]);
  return `${pageIntro}\n${blocks.join('\n')}`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');

const exampleCell = (text: string) =>
  /[: ]\s/.test(text) || text.includes(' ') ? cell(text) : `\`${cell(text)}\``;

function absentCell({ default: value, absent, standsFor }: Described): string {
  if (standsFor !== undefined) return `see \`${standsFor}\``;
  if (value === undefined) return cell(absent ?? 'off');
  return value === '' ? 'none' : `\`${cell(value)}\``;
}

const pageIntro = `# Configuration

Everything is set by environment variables. Nothing is required to try it: \`npm start\` with no settings runs an embedded
PostgreSQL, the sandbox in place of every outside service, and a page to chat with the bot in the browser.

- A file \`.env\` in the folder of the app is read too; the real environment wins over it. \`npm run setup-env\` asks for the keys
  and writes it, readable by you alone.
- All wrong settings are told at once, each with what is wrong and an example; the app then exits with code 1.
- An empty value (\`KEY=\`) is an absent one. True and false may be written \`true\`, \`True\`, \`1\`, \`yes\`, \`on\` and their opposites.
  Lists are comma-separated, or JSON lists.
- Absent services are played by the sandbox on this machine. \`NODE_ENV=production\` refuses to start with any sandbox service.
- \`ROLES\` can be split over several processes (\`bot\`, \`worker\`, \`http\`); they then share one \`DATABASE_URL\` and should share
  \`SECRET_KEY\` and \`DATA_DIR\`.

This page and \`.env.example\` are written by \`npm run config-docs\` from the settings' own descriptions.
`;

/** The secrets that stand in the documentation: whoever uses one has no secret. */
export function exampleSecrets(): string[] {
  return listed().flatMap(({ settings }) =>
    settings.flatMap(({ isSecret, example }) => (isSecret ? [example] : [])),
  );
}
