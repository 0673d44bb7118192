import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError, type FormattedText, formatText } from './index.ts';

const rules = { findUser: () => undefined, localUrls: false };

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'_ * ` ``` [ ] ( ) ~ > # + - = | || { } . ! \\ \n \r < > </b> <b> <i> <a href=" "> & &lt; &#x1F426; @abc #x /go https://a.com 🐦 ё \u202e \t'.split(
          ' ',
        ),
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

function assertSound({ text, entities }: FormattedText): void {
  assert.ok(text.isWellFormed());
  const cutsPair = (at: number) =>
    at > 0 && at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  let last = 0;
  for (const { offset, length } of entities) {
    assert.ok(length > 0);
    assert.ok(offset >= last);
    assert.ok(offset + length <= text.length);
    assert.ok(!cutsPair(offset) && !cutsPair(offset + length));
    last = offset;
  }
}

test('any text in any mode is read or refused, never crashes, and offsets are sound', () => {
  const mode = fc.constantFrom('HTML', 'Markdown', 'MarkdownV2', '');
  fc.assert(
    fc.property(soup, mode, (text, parseMode) => {
      try {
        assertSound(formatText({ text, parseMode }, rules));
      } catch (thrown) {
        if (!(thrown instanceof FormatError)) throw thrown;
      }
    }),
    { numRuns: 3000 },
  );
});

test('any given entities are read or refused, and offsets are sound', () => {
  const entity = fc.record({
    type: fc.constantFrom('bold', 'italic', 'code', 'pre', 'spoiler', 'blockquote', 'underline'),
    offset: fc.integer({ min: 0, max: 30 }),
    length: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(entity, { maxLength: 8 }),
      (text, entities) => {
        try {
          assertSound(formatText({ text, entities }, rules));
        } catch (thrown) {
          if (!(thrown instanceof FormatError)) throw thrown;
        }
      },
    ),
    { numRuns: 2000 },
  );
});

type Tree = string | { readonly tag: string; readonly inside: readonly Tree[] };

const tags: Readonly<Record<string, string>> = {
  b: 'bold',
  i: 'italic',
  u: 'underline',
  s: 'strikethrough',
  'tg-spoiler': 'spoiler',
};

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'ёж', '🐦', 'x<y&z', '"q"'),
    fc.record({
      tag: fc.constantFrom('b', 'i', 'u', 's', 'tg-spoiler'),
      inside: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    }),
  ),
}));

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const toHtml = (node: Tree): string =>
  typeof node === 'string'
    ? escaped(node)
    : `<${node.tag}>${node.inside.map(toHtml).join('')}</${node.tag}>`;

/** One set of styles for each UTF-16 unit. */
function stylesOf(node: Tree, outer: readonly string[] = []): { text: string; styles: string[] } {
  if (typeof node === 'string') {
    return { text: node, styles: Array(node.length).fill([...new Set(outer)].sort().join(' ')) };
  }
  const parts = node.inside.map((each) => stylesOf(each, [...outer, tags[node.tag] ?? '']));
  return {
    text: parts.map((part) => part.text).join(''),
    styles: parts.flatMap((part) => part.styles),
  };
}

test('a tree of styles comes through HTML with the same styles on every letter', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), (trees) => {
      const expected = stylesOf({ tag: 'none', inside: ['.', ...trees] });
      const result = formatText(
        { text: `.${trees.map(toHtml).join('')}`, parseMode: 'HTML' },
        rules,
      );
      const sets = Array.from({ length: expected.text.length }, () => new Set<string>(['']));
      for (const { type, offset, length } of result.entities) {
        for (let at = offset; at < offset + length; at++) sets[at]?.add(type);
      }
      assert.equal(result.text, expected.text);
      assert.deepEqual(
        sets.map((set) => [...set].sort().join(' ').trim()),
        expected.styles.map((each) => each.trim()),
      );
    }),
    { numRuns: 500 },
  );
});
