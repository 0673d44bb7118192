// npm run model-docs writes docs/models from the catalogue; with --check it only says what is stale and exits 1.
import { globSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { credits } from '#kernel';
import { createCatalogue } from '#modules/catalogue';
import { indexPage, modelPage } from './model-docs/page.ts';

const folder = 'docs/models';

// The pages tell the provider's prices: the operator's rate is not theirs to know.
const catalogue = createCatalogue({
  terms: { rate: '1', step: credits('0.1'), least: credits('0.1') },
});
const wanted = new Map([
  [join(folder, 'README.md'), indexPage(catalogue.models)],
  ...catalogue.models.map((model): [string, string] => [
    join(folder, `${model.id}.md`),
    modelPage(model, catalogue.form(model.id), catalogue.whyNotSold(model.id)),
  ]),
]);

const readOr = async (file: string) => {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
};

const there = globSync(`${folder}/**/*.md`);
const stale: string[] = there.filter((file) => !wanted.has(file));
for (const [file, page] of wanted) if ((await readOr(file)) !== page) stale.push(file);

if (process.argv.includes('--check')) {
  for (const file of stale) console.error(`stale: ${file}`);
  if (stale.length > 0) console.error('run: npm run model-docs');
  process.exit(stale.length > 0 ? 1 : 0);
}
for (const file of stale) {
  const page = wanted.get(file);
  if (page === undefined) {
    await rm(file);
    continue;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
}
console.log(`${wanted.size} pages, ${stale.length} written or removed`);
