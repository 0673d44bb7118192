import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { createTelegramSandbox, type TelegramSandboxOptions } from '#sandbox/telegram';

export const token = '4200000009:conformance';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly ok: boolean;
    readonly result?: unknown;
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: object;
  };
}

/** A method and its parameters. */
export type Request = readonly [method: string, params?: object | undefined];

/** A sandbox on a clock that stands still, one user who has started the bot, and a plain way to call. */
export async function arrange(t: TestContext, options: Partial<TelegramSandboxOptions> = {}) {
  const bugs: unknown[] = [];
  const sandbox = createTelegramSandbox({
    token,
    botUsername: 'conformance_bot',
    log: { info: () => undefined, error: (facts) => bugs.push(facts) },
    ...options,
  });
  sandbox.control.clock.freeze();
  const { url } = await sandbox.start();
  t.after(async () => {
    await sandbox.stop();
    assert.deepEqual(bugs, []);
  });
  const { control } = sandbox;
  const user = control.addUser({ first_name: 'Ann', username: 'ann', language_code: 'ru' });
  control.start({ user: user.id });
  control.bot().inbox.queue.clear();

  const raw = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init);
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(await response.text()),
    };
  };
  const call = (method: string, params: object = {}) =>
    raw(`/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
  /** The result of a call that must succeed. */
  const ok = async <T = Record<string, unknown>>(method: string, params: object = {}) => {
    const { body } = await call(method, params);
    assert.equal(body.ok, true, `${method}: ${body.description}`);
    return trusted<T>(body.result);
  };
  /** The call must be refused with exactly this. */
  const refused = async (code: number, description: string, [method, params]: Request) => {
    const { status, body } = await call(method, params);
    assert.deepEqual(
      { status, ok: body.ok, error_code: body.error_code, description: body.description },
      { status: code, ok: false, error_code: code, description },
      `${method} ${JSON.stringify(params)}`,
    );
    return body;
  };
  const bad = (description: string, [method, params]: Request) =>
    refused(400, `Bad Request: ${description}`, [method, params]);
  return { ...sandbox, url, user, chat: user.id, raw, call, ok, bad, refused };
}

// What comes back is asserted by the test that names the type.
const trusted = <T>(value: unknown): T => value as T;
