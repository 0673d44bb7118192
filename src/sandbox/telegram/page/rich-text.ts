import type { TextNode } from './entities.ts';
import { numberOf, textOf } from './types.ts';

const renamed: Record<string, string> = {
  url: 'text_link',
  email_address: 'email',
  mathematical_expression: 'code',
};

export const plainText = (nodes: readonly TextNode[]): string =>
  nodes.map((node) => node.text).join('');

/** The text of a rich message (a string, a list, or a piece with a type) as the tree that plain messages are drawn from. */
export function toTextNodes(rich: unknown): TextNode[] {
  if (typeof rich === 'string') return rich === '' ? [] : [{ kind: 'text', text: rich }];
  if (Array.isArray(rich)) return rich.flatMap(toTextNodes);
  if (typeof rich !== 'object' || rich === null) return [];
  const type = textOf(rich, 'type');
  if (type === 'custom_emoji') return toTextNodes(textOf(rich, 'alternative_text'));
  const inside = Reflect.get(rich, type === 'mathematical_expression' ? 'expression' : 'text');
  const children = toTextNodes(inside);
  const text = plainText(children);
  const url = textOf(rich, 'url');
  const entity = {
    type: renamed[type] ?? type,
    offset: 0,
    length: text.length,
    ...(url === '' ? {} : { url }),
    ...(type === 'date_time'
      ? {
          unix_time: numberOf(rich, 'unix_time'),
          date_time_format: textOf(rich, 'date_time_format'),
        }
      : {}),
  };
  return text === '' ? [] : [{ kind: 'entity', entity, text, children }];
}
