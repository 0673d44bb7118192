// npm run catalogue-check [-- FILE.json]: judges the built-in models, or what an operator's file makes of them.
import { readFileSync } from 'node:fs';
import { credits } from '#kernel';
import {
  CatalogueError,
  checkModels,
  createCatalogue,
  readParamTexts,
  readRawModels,
} from '#modules/catalogue';

const [file] = process.argv.slice(2);
const { models, mistakes } = checkModels(readRawModels(), readParamTexts());
for (const { where, what } of mistakes) console.error(`${where}: ${what}`);
console.log(`built-in: ${models.length} models, ${mistakes.length} mistakes`);
if (mistakes.length > 0) process.exit(1);

if (file !== undefined)
  try {
    const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
    const before = new Set(models.map(({ id }) => id));
    const catalogue = createCatalogue({ terms, file: JSON.parse(textOf(file)) });
    const added = catalogue.models.filter(({ id }) => !before.has(id)).map(({ id }) => id);
    const hidden = catalogue.models.filter(({ id }) => catalogue.whyNotSold(id) === 'hidden');
    console.log(`${file}: no mistakes, ${added.length} added, ${hidden.length} hidden`);
  } catch (error) {
    if (!(error instanceof CatalogueError || error instanceof SyntaxError)) throw error;
    console.error(error.message);
    process.exit(1);
  }

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error;
    console.error(`${path} cannot be read (${why}). Usage: npm run catalogue-check -- FILE.json`);
    return process.exit(1);
  }
}
