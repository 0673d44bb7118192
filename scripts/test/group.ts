// Several test files in one process, each as a suite that is called like the file.
import assert from 'node:assert/strict';
import { AsyncResource } from 'node:async_hooks';
import { resolve } from 'node:path';
import { after, before, beforeEach, describe } from 'node:test';
import { pathToFileURL } from 'node:url';

/** A file fails if it cannot be loaded, and also if nothing in it ran. */
export function runTogether(files: readonly string[]): void {
  let earlier: Promise<unknown> = Promise.resolve();
  // No test runs while files are being loaded: that would hold up what it waits for.
  before(() => earlier.catch(() => undefined));
  for (const file of files)
    describe(file, () => {
      let ran = 0;
      beforeEach(() => {
        ran += 1;
      });
      after(() => assert.ok(ran > 0, `not run: ${file}`));
      // One after another: what two files wait for would else be loaded in the name of the first alone.
      // Bound, because Node finds the suite of a test by what called it, and here that is the file before.
      const loadOwn = AsyncResource.bind(() => load(file));
      const loading = earlier.then(loadOwn, loadOwn);
      earlier = loading;
      return loading;
    });
}

/** Node waits for ever for a file that waits for nothing that could come. */
async function load(file: string): Promise<void> {
  const { promise: stuck, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Error(`never loaded: ${file}`));
  process.once('beforeExit', giveUp);
  await Promise.race([import(pathToFileURL(resolve(file)).href), stuck]);
  process.removeListener('beforeExit', giveUp);
}
