export interface Mistake {
  variable: string;
  problem: string;
  example: string;
}

/** Every mistake at once: nobody starts five times to hear five of them. */
export class ConfigError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(describe(mistakes));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

function describe(mistakes: readonly Mistake[]): string {
  const title =
    mistakes.length === 1 ? 'One setting is wrong.' : `${mistakes.length} settings are wrong.`;
  const lines = mistakes.map(
    ({ variable, problem, example }) =>
      `  ${variable} ${problem}\n      for example: ${variable}=${example}`,
  );
  return [title, ...lines, 'All settings are described in docs/configuration.md.'].join('\n');
}
