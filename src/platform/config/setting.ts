import { z } from 'zod';

export interface SettingMeta {
  /** One line for .env.example and the table in docs/configuration.md. */
  about: string;
  example: string;
  default?: string;
  /** What happens when it is absent and there is no fixed default. */
  absent?: string;
  isSecret?: boolean;
  /** Only settings of the earlier systems: another name for a setting of ours. */
  standsFor?: string;
}

export const settingMeta = z.registry<SettingMeta>();

type TextType<T> = z.ZodType<T, string>;

const given = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));

/** An empty variable is an absent one: that is what `KEY=` in an .env file means to people. */
export function optional<T>(type: TextType<T>, meta: SettingMeta) {
  return given.pipe(type.optional()).register(settingMeta, meta);
}

export function withDefault<T>(type: TextType<T>, meta: SettingMeta & { default: string }) {
  return given
    .transform((text) => text ?? meta.default)
    .pipe(type)
    .register(settingMeta, meta);
}

const refuse = (context: z.RefinementCtx, message: string): never => {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
};

export const text = z.string();

export function matching(pattern: RegExp, problem: string) {
  return z.string().regex(pattern, { error: problem });
}

export function oneOf<const T extends readonly string[]>(values: T) {
  const problem = `must be one of: ${values.join(', ')}`;
  return z
    .string()
    .toLowerCase()
    .pipe(z.enum(values, { error: problem }));
}

const yes = ['true', '1', 'yes', 'on'];
const no = ['false', '0', 'no', 'off'];

export const flag = z.string().transform((value, context) => {
  const word = value.toLowerCase();
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  return refuse(context, 'must be true or false');
});

export function integer(min: number, max: number) {
  const problem = `must be a whole number from ${min} to ${max}`;
  return z.string().transform((value, context) => {
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : refuse(context, problem);
  });
}

/** Kept as text: amounts and rates are exact, a float is not. */
export function decimal(places: number, { above }: { above: 'zero' | 'nothing' }) {
  const pattern = new RegExp(`^\\d{1,9}(\\.\\d{1,${places}})?$`);
  const least = above === 'zero' ? 'above zero' : 'from zero';
  return z.string().transform((value, context) => {
    const isFine = pattern.test(value) && (above === 'nothing' || Number(value) > 0);
    const problem = `must be a number ${least} with at most ${places} digits after the point`;
    return isFine ? value : refuse(context, problem);
  });
}

export function url(protocols: readonly string[]) {
  const problem = `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`;
  return z.string().transform((value, context) => {
    const parsed = URL.parse(value);
    const isFine = parsed && protocols.includes(parsed.protocol) && parsed.hostname !== '';
    return isFine ? value.replace(/\/+$/, '') : refuse(context, problem);
  });
}

/** Comma-separated, or the JSON list that an earlier system used. */
export function listOf<T>(item: TextType<T>) {
  return z
    .string()
    .transform((value, context): string[] => {
      if (!value.startsWith('[')) return value.split(',').map((part) => part.trim());
      const parsed = z.array(z.union([z.string(), z.number()])).safeParse(parseJson(value));
      if (!parsed.success) return refuse(context, 'must be a list: a,b or ["a","b"]');
      return parsed.data.map(String);
    })
    .transform((parts) => parts.filter((part) => part !== ''))
    .pipe(z.array(item));
}

export const web = url(['http:', 'https:']);
export const proxy = url(['http:', 'https:']);
export const key = matching(/^[\x21-\x7e]{8,300}$/, 'must be 8 to 300 characters without spaces');

export const proxyMeta = (service: string) => ({
  about: `HTTP proxy for ${service} alone`,
  example: 'http://user:password@proxy.example.com:3128',
  absent: 'direct',
  isSecret: true,
});

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
