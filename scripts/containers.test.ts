import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError, loadConfig } from '#platform/config';

const read = (file: string) => readFileSync(file, 'utf8');

const service = z.looseObject({
  image: z.string().optional(),
  build: z.unknown().optional(),
  command: z.array(z.string()).optional(),
  restart: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  env_file: z.array(z.object({ path: z.string(), required: z.boolean() })).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional() }).optional(),
  volumes: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const compose = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()),
});

const load = (file: string) => compose.parse(parse(read(file), { merge: true }));
const files = ['docker-compose.yml', 'docker-compose.local.yml', 'docker-compose.prod.yml'];

for (const file of files)
  test(`${file}: every service it leans on, every volume and every check is there`, () => {
    const { services, volumes } = load(file);
    for (const [name, one] of Object.entries(services)) {
      assert.ok(one.image ?? one.build, `${name} has neither image nor build`);
      for (const [other, { condition }] of Object.entries(one.depends_on ?? {})) {
        assert.ok(services[other], `${name} waits for ${other}, which is not there`);
        if (condition === 'service_healthy')
          assert.ok(services[other].healthcheck?.test, `${other} can never become healthy`);
      }
      for (const volume of one.volumes ?? [])
        assert.ok((volume.split(':')[0] ?? '') in volumes, `${name}: ${volume} is not declared`);
      for (const port of one.ports ?? [])
        assert.match(port, /^127\.0\.0\.1:/, `${name} is open to the world on ${port}`);
      for (const script of (one.command ?? []).filter((word) => word.endsWith('.ts')))
        assert.ok(existsSync(script), `${name} runs ${script}, which is not there`);
    }
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    assert.ok(published.includes('127.0.0.1:8000:8000'));
  });

for (const file of ['docker-compose.yml', 'docker-compose.prod.yml'])
  test(`${file}: one container a role, all after the migration, all restarted`, () => {
    const { services } = load(file);
    for (const role of ['bot', 'worker', 'http']) {
      const one = services[role];
      assert.equal(one?.environment?.ROLES, role);
      assert.equal(one?.depends_on?.migrate?.condition, 'service_completed_successfully');
      assert.match(one?.restart ?? '', /^(always|unless-stopped)$/);
      assert.ok(one?.env_file?.some(({ path }) => path === '.env'));
      assert.match(one?.environment?.DATABASE_URL ?? '', /@postgres:5432\//);
      assert.match(one?.environment?.REDIS_URL ?? '', /^redis:\/\/redis:/);
    }
  });

test('production runs a published image, keeps logs on a volume and asks for its secrets', () => {
  const text = read('docker-compose.prod.yml');
  const { services } = load('docker-compose.prod.yml');
  assert.ok(Object.values(services).every(({ build }) => build === undefined));
  assert.match(services.bot?.image ?? '', /^\$\{IMAGE:\?.*\}:\$\{IMAGE_TAG:-latest\}$/);
  for (const role of ['bot', 'worker', 'http']) {
    assert.equal(services[role]?.environment?.NODE_ENV, 'production');
    assert.ok(services[role]?.volumes?.includes('logs:/logs'));
  }
  assert.doesNotMatch(text, /POSTGRES_PASSWORD:-/, 'a default password in production');
});

/** What docs/docker.md says each file needs in .env, or in the environment of `docker compose`. */
const keys = {
  BOT_TOKEN: '1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc',
  KIE_API_KEY: '0123456789abcdef0123456789abcdef',
  SECRET_KEY: 'f'.repeat(64),
};
const documented: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docker-compose.yml': keys,
  'docker-compose.local.yml': {},
  'docker-compose.prod.yml': { ...keys, POSTGRES_PASSWORD: 'a-long-one', IMAGE: 'r.example/j' },
};

const imageEnv = (): Record<string, string> => {
  const [, words = ''] = /^ENV (.+)$/m.exec(read('Dockerfile')) ?? [];
  return Object.fromEntries(words.split(' ').map((word) => word.split(/=(.*)/s).slice(0, 2)));
};

/** `${NAME:-default}` and `${NAME:?what is wrong}` as compose reads them. */
const filledIn = (text: string, given: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, sign, rest: string) => {
    if (given[name] !== undefined) return given[name];
    if (sign === '?') throw new Error(`${name}: ${rest}`);
    return sign === '-' ? rest : '';
  });

/** Starts every container of ours as far as its settings, and says what the first one objects to. */
function objection(file: string, given: Readonly<Record<string, string>>): string | undefined {
  const { services } = compose.parse(parse(filledIn(read(file), given), { merge: true }));
  const ours = Object.values(services).filter(({ build, image }) => build || image !== undefined);
  try {
    for (const { environment = {}, env_file, image = '' } of ours)
      if (!/^(postgres|redis):/.test(image))
        loadConfig({ ...imageEnv(), ...(env_file && given), ...environment });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return undefined;
}

for (const file of files)
  test(`${file}: starts with exactly the settings its documentation asks for`, () => {
    const needed = documented[file] ?? {};
    assert.equal(imageEnv().NODE_ENV, 'production');
    assert.equal(objection(file, needed), undefined);
    const row = read('docs/docker.md')
      .split('\n')
      .find((line) => line.startsWith(`| \`${file}\``) && line.includes('needs'));
    for (const name of Object.keys(needed)) {
      const { [name]: _, ...less } = needed;
      const told = () => {
        const found = objection(file, less);
        if (found !== undefined) throw new Error(found);
      };
      assert.throws(told, new RegExp(name), `${file} without ${name}`);
      assert.ok(row?.includes(`\`${name}\``), `docs/docker.md: ${file} needs ${name}`);
    }
  });

test('the image is small, runs as nobody special and has everything it copies', () => {
  const dockerfile = read('Dockerfile');
  const lines = dockerfile.replaceAll('\\\n', ' ').split('\n');
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const bases = lines.filter((line) => line.startsWith('FROM '));
  assert.equal(bases.length, 2);
  for (const base of bases)
    assert.match(base, new RegExp(`^FROM node:${dependencies.node}-\\w+-slim`));
  assert.match(dockerfile, /npm ci --omit=dev --omit=optional/);
  assert.ok(
    lines.indexOf('USER node') > 0 &&
      lines.indexOf('USER node') < lines.findIndex((line) => line.startsWith('CMD')),
  );
  assert.match(dockerfile, /^HEALTHCHECK /m);

  const kept = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const sources = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));
  assert.ok(sources.length > 4);
  for (const source of sources) {
    assert.ok(existsSync(source), `${source} is copied and is not there`);
    assert.ok(kept.includes(source), `${source} is copied and ignored`);
  }
});
