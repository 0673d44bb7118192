import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { arrangeSandbox } from '#sandbox/telegram/fixtures';
import { methodTable } from '#sandbox/telegram/methods';
import { apiMethods } from './groups.ts';

const page = join(import.meta.dirname, '../../../../docs/sandbox-telegram.md');

/** The names in backticks under a heading. */
async function listed(heading: string): Promise<string[]> {
  const text = await readFile(page, 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/`([a-z][A-Za-z]+)`/g)].map((match) => match[1] ?? '').sort();
}

const implemented = [...apiMethods.values()].map(({ name }) => name).sort();

test('the docs list every method the server has', async () => {
  assert.deepEqual(await listed('Methods it has'), implemented);
});

test('the docs list every method of the Bot API the server has not', async () => {
  const missing = [...methodTable.keys()].filter((name) => !implemented.includes(name)).sort();
  assert.deepEqual(await listed('Methods it has not'), missing);
});

test('the server invents no methods, and answers those it has not as it answers nonsense', async (t) => {
  assert.deepEqual(
    implemented.filter((name) => !methodTable.has(name)),
    [],
  );
  const { call } = await arrangeSandbox(t);
  for (const method of [...(await listed('Methods it has not')), 'sendTelepathy']) {
    assert.deepEqual(await call(method), {
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    });
  }
});
