/** The port of an embedding model. Lexical search alone is enough without one. */
export interface Embedder {
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>;
}

export interface VectorSearch {
  find(query: string): Promise<string[]>;
}

export async function createVectorSearch(
  embedder: Embedder,
  documents: readonly { id: string; text: string }[],
): Promise<VectorSearch> {
  const vectors = await embedder.embed(documents.map(({ text }) => text));
  return {
    find: async (query) => {
      const [asked] = await embedder.embed([query]);
      if (asked === undefined) return [];
      return documents
        .map(({ id }, i) => ({ id, near: cosine(asked, vectors[i] ?? []) }))
        .filter(({ near }) => near > 0)
        .sort((a, b) => b.near - a.near)
        .map(({ id }) => id);
    },
  };
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let [dot, left, right] = [0, 0, 0];
  for (const [i, x] of a.entries()) {
    const y = b[i] ?? 0;
    dot += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
