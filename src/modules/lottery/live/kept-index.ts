import type { Log } from '#platform/log';
import type { KeptIndex, KnowledgeInput } from './types.ts';

export interface IndexSource {
  /** Changes when, and only when, what an index is built of has changed. */
  mark(): Promise<string>;
  input(): Promise<KnowledgeInput>;
}

/** The old index serves until the new one is whole; then one assignment swaps them. A build that fails changes nothing. */
export function createIndexes({ source, log }: { source: IndexSource; log: Log }) {
  const kept: (() => Promise<void>)[] = [];
  return {
    keep: <T>(build: (input: KnowledgeInput) => T | Promise<T>): KeptIndex<T> => {
      const state: { built?: { mark: string; index: T }; building?: Promise<T> } = {};
      const rebuild = async (): Promise<T> => {
        const mark = await source.mark();
        const index = await build(await source.input());
        state.built = { mark, index };
        return index;
      };
      const rebuildOnce = (): Promise<T> => {
        state.building ??= rebuild().finally(() => {
          delete state.building;
        });
        return state.building;
      };
      kept.push(async () => {
        await state.building?.catch(() => undefined);
        await rebuildOnce();
      });
      return {
        current: async () => {
          if (!state.built) return rebuildOnce();
          const { built } = state;
          if (built.mark !== (await source.mark()))
            rebuildOnce().catch((err: unknown) =>
              log.error({ err }, 'lottery index could not be rebuilt'),
            );
          return built.index;
        },
      };
    },
    rebuildAll: async (): Promise<void> => {
      await Promise.all(kept.map((rebuild) => rebuild()));
    },
  };
}
