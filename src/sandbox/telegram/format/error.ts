/** What the server says about a text; the caller puts `Bad Request: ` before it. */
export class FormatError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'FormatError';
  }
}

export const cannotParse = (text: string): FormatError =>
  new FormatError(`Can't parse entities: ${text}`);
