import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApiFailure } from '#sandbox/telegram/api';
import { parseMultipart } from './multipart.ts';

const type = 'multipart/form-data; boundary=xYz';
const bodyOf = (...parts: string[]) =>
  Buffer.from(`${parts.map((part) => `--xYz\r\n${part}\r\n`).join('')}--xYz--\r\n`, 'latin1');

test('fields and files, names with and without quotes', () => {
  const { params, files } = parseMultipart(
    bodyOf(
      'content-disposition: form-data; name="chat_id"\r\n\r\n42',
      'content-disposition: form-data; name="empty"\r\n\r\n',
      'Content-Disposition: form-data; name="a"; filename="one \\"1\\".png"\r\nContent-Type: image/png\r\n\r\n\x89\r\n--xY',
      'content-disposition:form-data;name="b";filename=two words.jpg\r\n\r\nb',
      'content-disposition: form-data; name="c"; filename="x"; filename*=utf-8\'\'%D0%B9.mp3\r\n\r\nc',
    ),
    type,
  );
  assert.deepEqual(params, { chat_id: '42', empty: '' });
  assert.deepEqual(
    files.map(({ field, file_name, mime_type, bytes }) => [
      field,
      file_name,
      mime_type,
      bytes.toString('latin1'),
    ]),
    [
      ['a', 'one "1".png', 'image/png', '\x89\r\n--xY'],
      ['b', 'two words.jpg', 'application/octet-stream', 'b'],
      ['c', 'й.mp3', 'application/octet-stream', 'c'],
    ],
  );
});

test('fifty files are the most', () => {
  const files = (count: number) =>
    bodyOf(
      ...Array.from(
        { length: count },
        (_, n) => `content-disposition: form-data; name="f${n}"; filename="f${n}"\r\n\r\nx`,
      ),
    );
  assert.equal(parseMultipart(files(50), type).files.length, 50);
  assert.throws(() => parseMultipart(files(51), type), {
    code: 413,
    message: 'Request Entity Too Large: too many files attached',
  });
});

test('whatever FormData writes is read back byte for byte', async () => {
  const part = fc.record({ name: fc.stringMatching(/^[a-z_]{1,9}$/), bytes: fc.uint8Array() });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(part, { selector: ({ name }) => name }), async (parts) => {
      const form = new FormData();
      for (const { name, bytes } of parts) form.set(name, new Blob([bytes]), `${name}.bin`);
      const response = new Response(form);
      const body = Buffer.from(await response.arrayBuffer());
      const { files } = parseMultipart(body, response.headers.get('content-type') ?? '');
      assert.deepEqual(
        files.map(({ field, bytes }) => ({ name: field, bytes: new Uint8Array(bytes) })),
        parts.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })),
      );
    }),
  );
});

test('a torn body is a bad request, never anything else', () => {
  const whole = bodyOf('content-disposition: form-data; name="a"\r\n\r\nvalue');
  fc.assert(
    fc.property(fc.nat(whole.length - 5), (length) => {
      if (length === 0) return;
      assert.throws(() => parseMultipart(whole.subarray(0, length), type), ApiFailure);
    }),
  );
  assert.throws(() => parseMultipart(whole, 'multipart/form-data'), /boundary/);
});
