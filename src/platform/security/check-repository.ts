import { execFileSync, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Finding, notApplicable, ok, serious } from './finding.ts';
import { createKeyFinder, type KeyFinder } from './key-finder.ts';

export interface RepositoryInput {
  dir: string;
  /** The very values in use now: found anywhere in the repository they are lost. */
  secrets: readonly string[];
}

/** What only the folder can tell: the .env file, .gitignore, tracked files and history. */
export async function checkRepository({ dir, secrets }: RepositoryInput): Promise<Finding[]> {
  const find = createKeyFinder(secrets);
  const isRepository = git(dir, ['rev-parse', '--is-inside-work-tree'])?.trim() === 'true';
  const history = isRepository ? await readHistory(dir, find) : undefined;
  return [
    checkEnvFile(dir),
    checkIgnored(dir, isRepository),
    await checkTracked({ dir, isRepository, find }),
    checkHistory(history),
  ];
}

function checkEnvFile(dir: string): Finding {
  const check = 'permissions of .env';
  const stat = statSync(join(dir, '.env'), { throwIfNoEntry: false });
  if (!stat) return notApplicable(check, 'there is no .env, settings come from the environment');
  if (process.platform === 'win32') return notApplicable(check, 'no such permissions here');
  const mode = (stat.mode & 0o777).toString(8);
  if ((stat.mode & 0o077) === 0) return ok(check, `${mode}, for its owner alone`);
  return serious(check, `${mode}: others on this machine can read it`, 'chmod 600 .env');
}

function checkIgnored(dir: string, isRepository: boolean): Finding {
  const check = '.env in .gitignore';
  if (!isRepository) return notApplicable(check, 'this is no git repository');
  if (git(dir, ['check-ignore', '-q', '.env']) !== undefined) return ok(check, 'listed');
  return serious(check, 'not listed: it could be committed', 'Add a line .env to .gitignore.');
}

interface TrackedInput {
  dir: string;
  isRepository: boolean;
  find: KeyFinder;
}

async function checkTracked({ dir, isRepository, find }: TrackedInput): Promise<Finding> {
  const check = 'no keys in tracked files';
  if (!isRepository) return notApplicable(check, 'this is no git repository');
  if (git(dir, ['ls-files', '--error-unmatch', '.env']) !== undefined)
    return serious(check, '.env itself is tracked', 'git rm --cached .env, then change its keys.');
  const places: string[] = [];
  // Every line, judged here: a pattern on a command line could be read by others on this machine.
  for await (const line of linesOf(dir, ['grep', '-I', '-n', '--no-color', '-e', '']))
    if (find.isKeyIn(line)) places.push(line.split(':').slice(0, 2).join(':'));
  if (places.length === 0) return ok(check, 'none has any');
  return serious(check, `looks like a key: ${shown(places)}`, 'Take it out and change that key.');
}

function checkHistory(found: readonly string[] | undefined): Finding {
  const check = 'no keys in history';
  if (!found) return notApplicable(check, 'this is no git repository');
  if (found.length === 0) return ok(check, 'no commit ever added one');
  return serious(
    check,
    `looks like a key, added by: ${shown(found)}`,
    'Change that key: what was committed once must count as known.',
  );
}

const shown = (places: readonly string[]) =>
  `${places.slice(0, 5).join(', ')}${places.length > 5 ? ` and ${places.length - 5} more` : ''}`;

/** The commits that added a line with a key. */
async function readHistory(dir: string, find: KeyFinder): Promise<string[]> {
  const found = new Set<string>();
  let commit = '';
  const args = ['log', '--all', '--patch', '--unified=0', '--no-color', '--format=commit %h'];
  for await (const line of linesOf(dir, args)) {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    else if (line.startsWith('+') && find.isKeyIn(line)) found.add(commit);
  }
  return [...found];
}

// As a stream: a history can be long.
function linesOf(dir: string, args: readonly string[]) {
  const { stdout } = spawn('git', args, { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] });
  return createInterface({ input: stdout, crlfDelay: Infinity });
}

function git(dir: string, args: readonly string[]): string | undefined {
  try {
    const options = {
      cwd: dir,
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 64 * 1024 * 1024,
    } as const;
    return execFileSync('git', args, options);
  } catch {
    // Not a repository, no git, or simply "no": all of these mean that there is nothing to read.
    return undefined;
  }
}
