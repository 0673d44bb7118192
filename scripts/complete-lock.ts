// npm run complete-lock: npm sometimes leaves the binaries of other platforms out of package-lock.json (npm/cli#4828),
// and then `npm ci` refuses it. Adds what is missing; with --check only says what it is and exits 1.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const file = 'package-lock.json';

const entry = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
});
const lock = z
  .looseObject({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'windows',
];
const cpus = [
  'arm64',
  'x64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
];

/** What a package for one platform says of itself is in its name: linux-arm64-musl. */
function platformOf(name: string) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = cpus.find(
    (one) => words.includes(one) || words.some((word) => word.startsWith(`${one}eabi`)),
  );
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu') || word === 'glibc')
      ? 'glibc'
      : undefined;
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(os === undefined ? {} : { os: [os === 'windows' ? 'win32' : os] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
  };
}

const missing = Object.entries(lock.packages).flatMap(
  ([place, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) =>
          !(`node_modules/${name}` in lock.packages) &&
          !(`${place}/node_modules/${name}` in lock.packages),
      )
      .map(([name, version]) => ({ name, version, dev })),
);

if (process.argv.includes('--check')) {
  for (const { name, version } of missing) console.error(`not in ${file}: ${name}@${version}`);
  if (missing.length > 0) console.error('run: npm run complete-lock');
  process.exit(missing.length > 0 ? 1 : 0);
}

for (const { name, version, dev } of missing)
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(dev ? { dev } : {}),
    optional: true,
    ...platformOf(name),
  };
const packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, undefined, 2)}\n`);
console.log(`${missing.length} entries added`);
