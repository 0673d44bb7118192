import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { createCatalogue } from './catalogue.ts';
import { type Field, fieldsOf, type Json, start } from './form/index.ts';
import { optionPrices } from './from-price.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };

function optionsOf({ widget }: Field): readonly Json[] {
  if (widget.kind === 'choice') return widget.options.map(({ value }) => value);
  if (widget.kind === 'toggle') return [true, false];
  return widget.kind === 'number' ? widget.quick : [];
}

test('what is spared because the price does not go by it would have come out the same', () => {
  const catalogue = createCatalogue({ terms });
  let spared = 0;
  for (const { id } of catalogue.models) {
    const form = catalogue.form(id);
    const pricedBy = catalogue.pricedBy(id);
    const quoteOf = (input: Json) => catalogue.quote(id, { input });
    for (const field of fieldsOf(form, start(), '')) {
      const ask = { path: field.path, options: optionsOf(field), quoteOf };
      const [worked, quick] = [
        optionPrices(form, start(), ask),
        optionPrices(form, start(), { ...ask, pricedBy }),
      ];
      assert.deepEqual(quick, worked, `${id} ${field.path}`);
      if (!pricedBy.has(field.name) && !form.doc.conditional) spared += ask.options.length;
    }
  }
  assert.ok(spared > 500, `${spared} options were spared`);
});
