// Before everything else, and not in TypeScript: whatever is read before the cache is on has its types stripped anew,
// and the stripper takes 20 MB for as long as the process lives. npm start loads this by --import.
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// V8 lets a heap of 40 MB grow past 150 before it looks for garbage; 30 % more than lives is enough here.
// Before the cache too: what was compiled under other flags is not taken from it.
setFlagsFromString('--heap-growing-percent=30');
enableCompileCache();
