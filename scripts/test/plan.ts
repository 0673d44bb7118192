// Which test files share a process. What all of them load is then loaded and compiled once instead of once a file.
import { readFileSync } from 'node:fs';

// Changed by one file, these change for whoever shares its process.
const ownsProcess = new RegExp(
  [
    /\bmock\.|\bt\.mock\b|\bglobalThis\b|\bdelete process\.env\b/,
    /\bprocess\.(?:on|once|off|emit|exit|exitCode|abort|chdir|umask|std\w+)\b/,
    /\bprocess\.env(?:\.\w+|\[[^\]]+\])? *(?:\?\?|\|\||&&)?=(?!=)/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
// A browser wants its process to itself; a cluster or an app started for real takes long enough for one.
const isHeavy = /\.page\.test\.ts$|\bcreateDataDir\b|\bcreateEmbedded\b/;
const isStory = /\/e2e\//;

const storiesTogether = 4;
const othersTogether = 12;

/** Each file once. Longest first: none of them is left running alone at the end. */
export function planProcesses(
  files: readonly string[],
  read = (file: string) => readFileSync(file, 'utf8'),
): string[][] {
  const heavy: string[] = [];
  const alone: string[] = [];
  const stories: string[] = [];
  const others: string[] = [];
  for (const file of files) {
    const text = `${file}\n${read(file)}`;
    if (isHeavy.test(text)) heavy.push(file);
    else if (ownsProcess.test(text)) alone.push(file);
    else if (isStory.test(file)) stories.push(file);
    else others.push(file);
  }
  return [
    ...heavy.map((file) => [file]),
    ...cut(stories, storiesTogether),
    ...cut(others, othersTogether),
    ...alone.map((file) => [file]),
  ];
}

function cut(files: readonly string[], size: number): string[][] {
  const count = Math.ceil(files.length / size);
  return Array.from({ length: count }, (_, at) => files.slice(at * size, (at + 1) * size));
}
