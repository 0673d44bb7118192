// Finds lotteries for a question: constraints as filters and orders, words and vectors for what is left.
export {
  createDocumentSearch,
  type DocumentSearch,
  type SearchDocument,
} from './document-search.ts';
export { fuse } from './fuse.ts';
export { createKnowledge, type Found, type Knowledge } from './search.ts';
export { createVectorSearch, type Embedder, type VectorSearch } from './vectors.ts';
