// Preloaded into a program that is measured: counts what it asks of PostgreSQL, and says so on SIGUSR2.
import { writeFileSync } from 'node:fs';
import pg from 'pg';

const file = process.env.BENCH_PROBE ?? '';
const count = { statements: 0 };

pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
  apply: (target, self, args) => {
    count.statements += 1;
    return Reflect.apply(target, self, args);
  },
});

process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(file, JSON.stringify({ cpuMs: (user + system) / 1_000, ...count }), {
    flush: true,
  });
});
