import { ActRefused } from '#sandbox/telegram/acts';

/** Fields of a JSON body, read with a complaint. */
export interface Body {
  text(name: string): string;
  maybeText(name: string): string | undefined;
  number(name: string): number;
  maybeNumber(name: string): number | undefined;
  numbers(name: string): number[];
  flag(name: string): boolean;
}

export function toBody(fields: Readonly<Record<string, unknown>>): Body {
  const maybeText = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const maybeNumber = (name: string) => {
    const value = fields[name];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    maybeText,
    maybeNumber,
    text: (name) => maybeText(name) ?? '',
    number(name) {
      const value = maybeNumber(name);
      if (value === undefined) throw new ActRefused(`${name} must be a number`);
      return value;
    },
    numbers(name) {
      const value = fields[name];
      return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
    },
    flag: (name) => fields[name] === true,
  };
}
