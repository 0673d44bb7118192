import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { planProcesses } from './plan.ts';

const passes = "import { test } from 'node:test';\n\ntest('one', () => undefined);\n";
const own = 'process.on("exit", () => undefined);\n';
const fails = "import { test } from 'node:test';\n\ntest('two', () => assert.fail('no'));\n";

/** The runner in a little project of its own. */
function project(t: TestContext, files: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-runner-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const part of ['test.ts', 'test/plan.ts', 'test/group.ts'])
    cpSync(join('scripts', part), join(dir, 'scripts', part));
  const common = {
    'package.json': '{ "type": "module" }',
    'src/testing/global-setup.ts': 'export const globalSetup = () => undefined;\n',
  };
  for (const [file, text] of Object.entries({ ...common, ...files })) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  return (...words: string[]) => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/test.ts', ...words], {
      cwd: dir,
      encoding: 'utf8',
      env,
    });
    const [, count] = /tests (\d+)/.exec(stdout) ?? [];
    return { status, count: Number(count), output: stdout, errors: stderr };
  };
}

test('a run in which every file ran passes, whether they shared a process or not', (t) => {
  const run = project(t, {
    'src/a.test.ts': passes,
    'src/b/b.test.ts': `await Promise.resolve();\n${passes}`,
    'src/own.test.ts': `${passes}${own}`,
    'src/helper.ts': `${passes.replace("test('one'", "export const told = () => test('one'")}`,
    'src/told.test.ts': "import { told } from './helper.ts';\n\ntold();\n",
    'src/x.redis.test.ts': passes,
    'src/y.program.test.ts': passes,
  });
  const whole = run();
  assert.deepEqual([whole.status, whole.count, whole.errors], [0, 4, '']);
  assert.match(whole.output, /left out .*src\/x\.redis\.test\.ts, src\/y\.program\.test\.ts/);
  assert.equal(run('--all').count, 6);
  assert.equal(run('src/b', 'own').count, 2);
  assert.equal(run('nowhere').status, 1);
});

const breaches = {
  'a file without a test': ['', /not run: src\/bad\.test\.ts/],
  'a file whose only test is skipped': [
    passes.replace('test(', 'test.skip('),
    /not run: src\/bad\.test\.ts/,
  ],
  'a test that fails': [
    `import assert from 'node:assert/strict';\n${fails}`,
    /failed: src\/bad\.test\.ts/,
  ],
  'a file that cannot be loaded': [
    `${passes}throw new Error('broken');\n`,
    /failed: src\/bad\.test\.ts/,
  ],
  'a file that is no program': ['test(', /failed: src\/bad\.test\.ts/],
  'a file that ends its process': [`${passes}process.exit(0);\n`, /not run: src\/bad\.test\.ts/],
  'a file that goes wrong when its tests are over': [
    `${passes}process.on('exit', () => { process.exitCode = 3; });\n`,
    /failed: the process of src\/bad\.test\.ts/,
  ],
  'a file that waits for ever for nothing': [
    `await new Promise(() => undefined);\n${passes}`,
    /src\/bad\.test\.ts/,
  ],
} satisfies Record<string, [string, RegExp]>;

for (const [what, [text, complaint]] of Object.entries(breaches))
  test(`${what} fails the run and is named, and the others run`, (t) => {
    const { status, output, errors } = project(t, {
      'src/aa.test.ts': passes,
      'src/bad.test.ts': text,
      'src/z.test.ts': passes,
    })();
    assert.equal(status, 1);
    assert.match(`${output}${errors}`, complaint);
    assert.match(output, /✔ src\/aa\.test\.ts/);
    assert.match(output, /✔ src\/z\.test\.ts/);
  });

test('every file is in exactly one process, and what changes its process is alone', () => {
  const files = Array.from({ length: 60 }, (_, at) => `src/${at % 3 ? 'e2e' : 'kernel'}/${at}.ts`);
  const alone = ['src/kernel/3.ts', 'src/e2e/4.ts', 'src/e2e/7.ts', 'src/kernel/9.ts'];
  const texts = new Map(
    ['process.env.A ??= "b"', 't.mock.timers', 'createDataDir(t)', 'process.exitCode = 1'].map(
      (text, at) => [alone[at], text],
    ),
  );
  const plan = planProcesses(
    files,
    (file) => texts.get(file) ?? 'process.env.PATH === process.pid',
  );
  assert.deepEqual(plan.flat().sort(), [...files].sort());
  assert.deepEqual(
    plan
      .filter(({ length }) => length === 1)
      .map(([file]) => file)
      .sort(),
    [...alone].sort(),
  );
});
