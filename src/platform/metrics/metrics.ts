import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

type Labels = Record<string, string>;

export interface MetricOptions {
  name: string;
  help: string;
  labels?: readonly string[];
}

export interface Metrics {
  counter(options: MetricOptions): (labels?: Labels, by?: number) => void;
  /** Observed in milliseconds, told in seconds, as Prometheus wants it. */
  timer(options: MetricOptions): (ms: number, labels?: Labels) => void;
  /** Read when somebody looks; a source that fails leaves its numbers out. */
  gauge(options: MetricOptions, read: () => Reading[] | Promise<Reading[]>): void;
  /** A part that speaks Prometheus itself. */
  addText(read: () => Promise<string>): void;
  render(): Promise<string>;
  contentType: string;
}

export interface Reading {
  value: number;
  labels?: Labels;
}

// From a fast /health to a slow upload.
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(prefix = 'jackdraw_'): Metrics {
  const registry = new Registry();
  const texts: (() => Promise<string>)[] = [];
  collectDefaultMetrics({ register: registry });
  const base = ({ name, help, labels = [] }: MetricOptions) => ({
    name: `${prefix}${name}`,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    counter: (options) => {
      const counter = new Counter(base(options));
      return (labels = {}, by = 1) => counter.inc(labels, by);
    },
    timer: (options) => {
      const histogram = new Histogram({ ...base(options), buckets });
      return (ms, labels = {}) => histogram.observe(labels, ms / 1000);
    },
    gauge: (options, read) => {
      texts.push(async () => gaugeText(`${prefix}${options.name}`, options.help, await read()));
    },
    addText: (read) => {
      texts.push(read);
    },
    render: async () => {
      const own = registry.metrics();
      const others = await Promise.all(texts.map((read) => read().catch(() => '')));
      return [await own, ...others].join('\n');
    },
    contentType: registry.contentType,
  };
}

// Not prom-client's gauge: without labels it says 0 when its source has failed.
function gaugeText(name: string, help: string, readings: readonly Reading[]): string {
  const lines = readings.map(({ value, labels = {} }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}=${JSON.stringify(text)}`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines, ''].join('\n');
}
