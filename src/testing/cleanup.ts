/** A test, or a program that does at its end what a test would do. */
export interface Cleanup {
  after(undo: () => unknown): void;
}
