// npm run reset: wipes DATA_DIR (the embedded database, files, logs, the sandbox) after a typed word.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { embeddedHomes, findEmbedded } from '#platform/db';
import { readSettings } from './settings.ts';

const word = 'wipe';

const config = readSettings();
const { dataDir } = config;
const targets = embeddedHomes(dataDir).filter((dir) => existsSync(dir));
const refusal = refuse();
if (refusal !== undefined) {
  console.error(refusal);
  process.exit(1);
}
if (targets.length === 0) {
  console.log(`There is nothing in ${dataDir}.`);
  process.exit(0);
}
for (const dir of targets) console.log(`${dir}: ${readdirSync(dir).join(', ')}`);
if (config.db.url) console.log('The database in DATABASE_URL is not touched.');
console.log(`All of this will be gone for good. Type "${word}" to go on:`);
if ((await readLine()) === word) {
  for (const dir of targets) rmSync(dir, { recursive: true, force: true });
  console.log('Wiped. The next start begins anew.');
} else {
  console.log('Nothing was wiped.');
  process.exitCode = 1;
}

/** Empty when the input ends without a line. */
function readLine(): Promise<string> {
  const lines = createInterface({ input: stdin });
  return new Promise((done) => {
    lines.once('close', () => done(''));
    lines.once('line', (line) => {
      done(line.trim());
      lines.close();
    });
  });
}

function refuse(): string | undefined {
  if (config.isProduction) return 'NODE_ENV=production: nothing is wiped here.';
  if (findEmbedded(dataDir)) return `Jackdraw runs on ${dataDir}. Stop it first.`;
  const holds = (inner: string) => {
    const path = relative(dataDir, inner);
    return path === '' || !(path === '..' || path.startsWith(`..${sep}`));
  };
  if ([process.cwd(), homedir(), resolve('/')].some(holds) || existsSync(join(dataDir, '.git')))
    return `DATA_DIR is ${dataDir}: that is more than Jackdraw's data, so it is not wiped.`;
  return undefined;
}
