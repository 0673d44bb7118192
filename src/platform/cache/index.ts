// The smart cache: memory first, then Redis or, without it, an unlogged table. One load per key in the whole
// installation, before the value expires; a source that fails is hidden by the old value, marked stale, until
// its hard limit. No store being there is never a failure.
export type { Stats } from './bring.ts';
export { type Cache, type CacheDeps, createCache } from './cache.ts';
export type { Cached, CachedFamily, KeyDefinition, PrefixDefinition, Reading } from './define.ts';
