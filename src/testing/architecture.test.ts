import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { allowed, breaches } from './fixtures/breaches.ts';

const repo = process.cwd();
const floors = 'lint/style/noRestrictedImports';
const bin = (name: string) => join(repo, 'node_modules', '.bin', name);

async function copyOfTheRules(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-rules-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const rules = z
    .looseObject({ vcs: z.unknown() })
    .parse(JSON.parse(await readFile('biome.json', 'utf8')));
  await writeFile(join(dir, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  for (const file of ['package.json', 'tsconfig.json', 'knip.json'])
    await cp(file, join(dir, file));
  await symlink(join(repo, 'node_modules'), join(dir, 'node_modules'));
  return dir;
}

async function put(dir: string, files: Record<string, string>): Promise<void> {
  for (const [file, source] of Object.entries(files)) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), source);
  }
}

const report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      severity: z.string(),
      location: z.object({ path: z.string() }),
    }),
  ),
});

function lint(dir: string): { rule: string; file: string }[] {
  const run = spawnSync(
    bin('biome'),
    ['lint', '--reporter=json', '--max-diagnostics=none', '--colors=off', 'src'],
    { cwd: dir, encoding: 'utf8' },
  );
  return report
    .parse(JSON.parse(run.stdout))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ category, location }) => ({ rule: category, file: location.path }));
}

test('every breach of the plan is refused, and what the plan allows is not', async (t) => {
  const dir = await copyOfTheRules(t);
  for (const { file, source, beside } of breaches) await put(dir, { [file]: source, ...beside });
  await put(dir, allowed);
  const found = lint(dir);
  for (const { promise, rule, file } of breaches)
    await t.test(promise, () => {
      assert.ok(
        found.some((one) => one.rule === rule && one.file === file),
        `${file} should break ${rule}; found ${JSON.stringify(found.filter((one) => one.file === file))}`,
      );
    });
  for (const file of Object.keys(allowed))
    await t.test(`${file} is allowed`, () => {
      assert.deepEqual(
        found.filter((one) => one.file === file && one.rule === floors),
        [],
      );
    });
});

test('syntax that Node cannot run as it is does not compile', async (t) => {
  const dir = await copyOfTheRules(t);
  await put(dir, {
    'src/a.ts': 'export enum Status {\n  On,\n}\n',
    'src/b.ts': 'export class A {\n  constructor(private x: number) {}\n  y = () => this.x;\n}\n',
    'src/c.ts': 'export const f = (list: string[]): string => list[0];\n',
  });
  const { stdout, status } = spawnSync(bin('tsc'), ['--noEmit', '--pretty', 'false'], {
    cwd: dir,
    encoding: 'utf8',
  });
  assert.notEqual(status, 0);
  assert.match(stdout, /src\/a\.ts.*TS1294/);
  assert.match(stdout, /src\/b\.ts.*TS1294/);
  assert.match(stdout, /src\/c\.ts.*TS2322/);
});

test('an export that nobody uses is reported', async (t) => {
  const dir = await copyOfTheRules(t);
  await put(dir, {
    'src/main.ts': "import { used } from './lib.ts';\n\nused();\n",
    'src/lib.ts': 'export const used = () => 1;\n\nexport const unused = () => 2;\n',
  });
  const { stdout, status } = spawnSync(bin('knip'), ['--include', 'exports', '--no-progress'], {
    cwd: dir,
    encoding: 'utf8',
  });
  assert.notEqual(status, 0);
  assert.match(stdout, /unused/);
  assert.doesNotMatch(stdout, /\bused\b(?!.*unused)/);
});
