export type Scrub = (text: string) => string;

const mask = '[masked]';

/** What a secret looks like wherever it turns up. Each entry keeps enough to see what was there. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Telegram bot tokens, alone and in API URLs.
  [/\b\d{5,16}:[A-Za-z0-9_-]{20,}/g, mask],
  [/\/(file\/)?bot\d+:[^/\s"']+/g, `/$1bot${mask}`],
  // Connection strings and proxies: the password goes, host and user stay.
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"'?#]*):[^\s"'/?#]*@/gi, `$1:${mask}@`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${mask}`],
  [/\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}/g, mask],
  [/\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g, mask],
  // drizzle prints the values of a failed query, pg those of a broken constraint.
  [/(\n\s*params: )[\s\S]*?(?=(?:\n\s+at [^\n]+)*$)/g, `$1${mask}`],
  [/(Key \([^)]*\)=)\(.*\)/g, `$1(${mask})`],
  [/(Failing row contains )\(.*\)/g, `$1(${mask})`],
  [/([?&]key=)[^&\s"'#]+/gi, `$1${mask}`],
  // Mini App init data: signed, and it names the person.
  [/\b(tgWebAppData|init_?data)=[^\s"'&#]+/gi, `$1=${mask}`],
  [/\b[a-z_]+=[^\s"']*&(?:hash|signature)=[\w-]{32,}[^\s"']*/g, mask],
  [/\bhash=[0-9a-f]{64}(?:&[^\s"']*)?/g, `hash=${mask}`],
  [
    /\b((?:[a-z]+[_-])*(?:password|passwd|pass|pwd|secret|token|api[_-]?key|secret[_-]?key|authorization|signature))(["']?\s*[=:]\s*["']?)(?!\s|Bearer|Basic|\[)[^\s"'&,;)}]{4,}/gi,
    `$1$2${mask}`,
  ],
];

// Cheap questions that spare most texts the dear ones.
const suspicious = /[:=]|sk-|pk-|rk-|eyJ|bearer|basic|Failing row/i;

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Shorter values would be found inside ordinary words and numbers. */
const shortestSecret = 6;

export function createScrub(secrets: readonly string[] = []): Scrub {
  const known = secretPattern(secrets);
  return (text) => {
    let clean = known ? text.replace(known, mask) : text;
    if (!suspicious.test(clean)) return clean;
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
    return clean;
  };
}

function secretPattern(secrets: readonly string[]): RegExp | undefined {
  const forms = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ]);
  const unique = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return unique.length > 0 ? new RegExp(unique.map(literal).join('|'), 'g') : undefined;
}
