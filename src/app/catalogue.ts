import { readFileSync } from 'node:fs';
import { credits } from '#kernel';
import {
  type Catalogue,
  CatalogueError,
  createCatalogue,
  type ModelOverrides,
} from '#modules/catalogue';
import type { Config } from '#platform/config';

/** The built-in models and what the operator's file makes of them, at the operator's prices. */
export function openCatalogue(
  { money, generation }: Pick<Config, 'money' | 'generation'>,
  { isHidden }: Pick<ModelOverrides, 'isHidden'>,
): Catalogue {
  const terms = {
    rate: money.creditRate,
    step: credits(money.priceStep),
    least: credits(money.minPrice),
  };
  const { catalogueFile: path } = generation;
  const file = path === undefined ? {} : { file: readFile(path) };
  return createCatalogue({ terms, isHidden, ...file });
}

function readFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new CatalogueError([{ where: `CATALOGUE_FILE ${path}`, what }]);
  }
}
