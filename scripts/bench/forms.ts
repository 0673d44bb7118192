import { credits } from '#kernel';
import { createCatalogue } from '#modules/catalogue';
import {
  answer,
  compile,
  type Field,
  fieldsOf,
  type Input,
  result,
  start,
} from '#modules/catalogue/form';
import { msText, num, percentile, perSecond, type Row } from './table.ts';

const rounds = 20;
const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };

/** The whole catalogue read and ready, its schemas compiled, and answers one by one. */
export async function benchForms(): Promise<Row[]> {
  const from = performance.now();
  const catalogue = createCatalogue({ terms });
  const readyMs = performance.now() - from;
  const schemas = catalogue.models.map(({ schema }) => JSON.parse(JSON.stringify(schema)));

  const compiling = performance.now();
  const forms = schemas.map((schema) => compile(schema));
  const compileMs = performance.now() - compiling;

  const firstResult = performance.now();
  for (const form of forms) {
    fieldsOf(form, start());
    result(form, start());
  }
  const firstMs = performance.now() - firstResult;

  const byField = new Map<string, number[]>();
  let answers = 0;
  const answering = performance.now();
  for (let round = 0; round < rounds; round += 1)
    for (const [i, form] of forms.entries()) {
      let state = start();
      for (const field of fieldsOf(form, state)) {
        const input = inputFor(field);
        if (!input) continue;
        const before = performance.now();
        const outcome = answer(form, state, field.path, input);
        const took = performance.now() - before;
        const key = `${i}${field.path}`;
        byField.set(key, [...(byField.get(key) ?? []), took]);
        answers += 1;
        if (outcome.ok) state = outcome.state;
      }
    }
  const answersPerSecond = perSecond(answers, performance.now() - answering);
  // The median of a field's runs: other programs on the machine must not decide the percentile.
  const all = [...byField.values()].flat();
  const typical = [...byField.values()].map((runs) => percentile(runs, 50));
  global.gc?.();
  const heapMb = process.memoryUsage().heapUsed / 1e6;

  return [
    { what: 'catalogue of 200 models ready', figure: msText(readyMs), aim: '≤ 150 ms' },
    { what: 'schema → form, per model', figure: `${(compileMs / forms.length).toFixed(2)} ms` },
    {
      what: 'first panel and its check, per model',
      figure: `${(firstMs / forms.length).toFixed(2)} ms`,
    },
    { what: 'an answer, p50 over all fields', figure: `${percentile(typical, 50).toFixed(3)} ms` },
    {
      what: 'an answer, p99 over all fields',
      figure: `${percentile(typical, 99).toFixed(3)} ms`,
      aim: '≤ 0.1 ms',
    },
    {
      what: 'an answer, p99 over every run of every field',
      figure: `${percentile(all, 99).toFixed(3)} ms`,
    },
    { what: 'answers, with what surrounds them', figure: `${num(answersPerSecond)}/s` },
    {
      what: global.gc
        ? 'heap with all of it, after GC'
        : 'heap with all of it (no GC: --expose-gc)',
      figure: `${heapMb.toFixed(0)} MB`,
      aim: '≤ 40 MB',
    },
  ];
}

const text = (words: string): Input => ({ kind: 'text', text: words });

function inputFor({ widget }: Field): Input | undefined {
  if (widget.kind === 'choice') return { kind: 'option', index: 0 };
  if (widget.kind === 'toggle') return text('да');
  if (widget.kind === 'number') return text(String(widget.min ?? 5));
  if (widget.kind === 'text') return text('кот на крыше');
  return widget.kind === 'media' ? text('https://example.com/a.png') : undefined;
}
