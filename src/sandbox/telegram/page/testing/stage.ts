import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { createTelegramSandbox, type TelegramSandbox } from '#sandbox/telegram';

const TOKEN = '4200000007:page-test';

const CHROMIUM = '/usr/bin/chromium';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
export const desktop = { viewport: { width: 1280, height: 800 } };

export interface Stage {
  readonly sandbox: TelegramSandbox;
  readonly url: string;
  readonly token: string;
  readonly anna: { readonly id: number };
  /** One call of the Bot API, as a bot without a library makes it. */
  call(method: string, params?: object): Promise<Record<string, unknown>>;
  /** The next update of this kind; the sandbox holds the call until there is one. */
  nextUpdate(kind: string): Promise<Record<string, unknown>>;
  upload(
    method: string,
    input: { fields: object; files: Readonly<Record<string, Buffer>> },
  ): Promise<void>;
  say(text: string, more?: object): Promise<number>;
  /** Анна has pressed Start before the page opens, so the bot may write to her. */
  meet(): void;
  open(options?: BrowserContextOptions & { path?: string }): Promise<Page>;
  /** Runs before the browser and the sandbox go, the last first. */
  before(end: () => unknown): void;
  /** Console errors that a test brings about on purpose. */
  expectErrors(pattern: RegExp): void;
}

/** A sandbox, a person called Анна (unless empty), and real Chromium looking at the page; errors on its console fail the test. */
export async function openStage(t: TestContext, { empty = false } = {}): Promise<Stage> {
  assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is missing: apt-get install chromium`);
  const sandbox = createTelegramSandbox({
    token: TOKEN,
    botUsername: 'story_bot',
    localUrls: true,
    profile: { first_name: 'Galka' },
  });
  const { url } = await sandbox.start();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
  const errors: string[] = [];
  const expected: RegExp[] = [];
  const ends: (() => unknown)[] = [];
  t.after(async () => {
    for (const end of ends.reverse()) await end();
    await browser.close();
    await sandbox.stop();
    const surprises = errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
    assert.deepEqual(surprises, [], 'nothing is said on the console');
  });
  const anna = empty
    ? { id: 0 }
    : sandbox.control.addUser({ first_name: 'Анна', language_code: 'ru' });

  const call: Stage['call'] = async (method, params = {}) => {
    const response = await fetch(`${url}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const answer: { ok: boolean; description?: string; result: Record<string, unknown> } =
      JSON.parse(await response.text());
    assert.ok(answer.ok, `${method}: ${answer.description}`);
    return answer.result;
  };
  return {
    sandbox,
    url,
    token: TOKEN,
    anna,
    call,
    upload: async (method, { fields, files }) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, JSON.stringify(value));
      for (const [name, bytes] of Object.entries(files))
        form.append(name, new Blob([new Uint8Array(bytes)]), `${name}.png`);
      const response = await fetch(`${url}/bot${TOKEN}/${method}`, { method: 'POST', body: form });
      assert.ok(response.ok, `${method}: ${await response.text()}`);
    },
    nextUpdate: async (kind) => {
      let offset = 0;
      for (let tries = 0; tries < 20; tries += 1) {
        const found: unknown = await call('getUpdates', { offset, timeout: 10 });
        for (const update of Array.isArray(found) ? found : []) {
          offset = Number(update.update_id) + 1;
          if (update[kind] === undefined) continue;
          await call('getUpdates', { offset });
          return update[kind];
        }
      }
      throw new Error(`no ${kind} came`);
    },
    say: async (text, more = {}) => {
      const { message_id: id } = await call('sendMessage', { chat_id: anna.id, text, ...more });
      return Number(id);
    },
    meet: () => void sandbox.control.start({ user: anna.id }),
    open: async ({ path = '/', ...options } = {}) => {
      const context = await browser.newContext({ locale: 'ru-RU', ...desktop, ...options });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
      });
      page.on('pageerror', (error) => errors.push(String(error.stack)));
      await page.goto(new URL(path, url).href);
      await page.waitForSelector('[data-ready]');
      return page;
    },
    before: (end) => {
      ends.push(end);
    },
    expectErrors: (pattern) => {
      expected.push(pattern);
    },
  };
}
