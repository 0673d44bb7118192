import { test } from 'node:test';
import { proveCaps, provePace } from '../caps.ts';

test('caps hold at the provider, with three workers', (t) => proveCaps(t));

test('at most twenty tasks arrive in ten seconds, with three workers', (t) => provePace(t));
