import api from './data/bot-api.json' with { type: 'json' };

/** `i` integer, `f` float, `s` string, `b` boolean, else the name of a type; `lists` counts the arrays around it. */
export interface TypeRef {
  readonly name: string;
  readonly lists: number;
}

export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly types: readonly TypeRef[];
}

export type Fields = ReadonlyMap<string, Field>;

// The rows are texts like `chat_id!:i|s entities:MessageEntity[]`: compact in the file, read once each.
function readFields(row: string): Fields {
  const fields = new Map<string, Field>();
  for (const part of row.split(' ')) {
    const match = /^(\w+)(!?):(.+)$/.exec(part);
    if (match === null) continue;
    const [, name = '', required, types = ''] = match;
    fields.set(name, { name, required: required === '!', types: types.split('|').map(readType) });
  }
  return fields;
}

const readType = (text: string): TypeRef => {
  const name = text.replaceAll('[]', '');
  return { name, lists: (text.length - name.length) / 2 };
};

const readAll = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, Fields> =>
  new Map(Object.entries(rows).map(([name, row]) => [name, readFields(row)]));

export const apiVersion: string = api.version;
export const methodTable = readAll(api.methods);
export const typeTable = readAll(api.types);
export const unionTable: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(api.unions).map(([name, members]) => [name, members.split(' ')]),
);

export const methodsByLowerCase: ReadonlyMap<string, string> = new Map(
  [...methodTable.keys()].map((name) => [name.toLowerCase(), name]),
);
