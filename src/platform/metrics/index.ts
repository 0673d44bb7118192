// Numbers for Prometheus. Labels are few and known: routes, states, codes; never an id of a person.
export { createMetrics, type Metrics } from './metrics.ts';
