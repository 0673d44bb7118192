export type Scrub = (text: string) => string;

const mask = '[masked]';

interface Pattern {
  /** Texts without it cannot match: most texts are spared the dear question. */
  needs: RegExp;
  find: RegExp;
  replacement: string;
}

/** What a secret looks like wherever it turns up. Each entry keeps enough to see what was there. */
const patterns: readonly Pattern[] = [
  // Telegram bot tokens, alone and in API URLs.
  { needs: /\d:/, find: /\b\d{5,16}:[A-Za-z0-9_-]{20,}/g, replacement: mask },
  { needs: /\/bot\d/, find: /\/(file\/)?bot\d+:[^/\s"']+/g, replacement: `/$1bot${mask}` },
  // Connection strings and proxies: the password goes, host and user stay.
  {
    needs: /@/,
    find: /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"'?#]*):[^\s"'/?#]*@/gi,
    replacement: `$1:${mask}@`,
  },
  {
    needs: /bearer|basic/i,
    find: /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi,
    replacement: `$1 ${mask}`,
  },
  { needs: /[spr]k-/, find: /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}/g, replacement: mask },
  {
    needs: /eyJ/,
    find: /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g,
    replacement: mask,
  },
  // drizzle prints the values of a failed query, pg those of a broken constraint.
  {
    needs: /params: /,
    find: /(\n\s*params: )[\s\S]*?(?=(?:\n\s+at [^\n]+)*$)/g,
    replacement: `$1${mask}`,
  },
  { needs: /Key \(/, find: /(Key \([^)]*\)=)\(.*\)/g, replacement: `$1(${mask})` },
  { needs: /row contains/, find: /(Failing row contains )\(.*\)/g, replacement: `$1(${mask})` },
  { needs: /key=/i, find: /([?&]key=)[^&\s"'#]+/gi, replacement: `$1${mask}` },
  // Mini App init data: signed, and it names the person.
  {
    needs: /tgWebAppData|init_?data/i,
    find: /\b(tgWebAppData|init_?data)=[^\s"'&#]+/gi,
    replacement: `$1=${mask}`,
  },
  {
    needs: /hash=|signature=/,
    find: /\b[a-z_]+=[^\s"']*&(?:hash|signature)=[\w-]{32,}[^\s"']*/g,
    replacement: mask,
  },
  {
    needs: /hash=/,
    find: /\bhash=[0-9a-f]{64}(?:&[^\s"']*)?/g,
    replacement: `hash=${mask}`,
  },
  {
    needs: /pass|pwd|secret|token|key|auth|signature/i,
    find: /\b((?:[a-z]+[_-])*(?:password|passwd|pass|pwd|secret|token|api[_-]?key|secret[_-]?key|authorization|signature))(["']?\s*[=:]\s*["']?)(?!\s|Bearer|Basic|\[)[^\s"'&,;)}]{4,}/gi,
    replacement: `$1$2${mask}`,
  },
];

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Shorter values would be found inside ordinary words and numbers. */
const shortestSecret = 6;

export function createScrub(secrets: readonly string[] = []): Scrub {
  const known = secretPattern(secrets);
  return (text) => {
    let clean = known ? text.replace(known, mask) : text;
    // Everything above needs one of these signs.
    if (!/[:=@-]|eyJ|[(]/.test(clean) && !/bearer|basic|params/i.test(clean)) return clean;
    for (const { needs, find, replacement } of patterns)
      if (needs.test(clean)) clean = clean.replace(find, replacement);
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
