import { integer, optional, url, withDefault } from '../setting.ts';

export const storage = {
  DATABASE_URL: optional(url(['postgres:', 'postgresql:']), {
    about: 'PostgreSQL 14 or newer',
    example: 'postgres://jackdraw:password@localhost:5432/jackdraw',
    absent: 'embedded PostgreSQL in DATA_DIR',
    isSecret: true,
  }),
  DATABASE_POOL: withDefault(integer(4, 20), {
    about: "Connections of this process's app pool; the queue has its own",
    example: '15',
    default: '10',
  }),
  REDIS_URL: optional(url(['redis:', 'rediss:']), {
    about: 'Redis for the queue and the second level of the cache',
    example: 'redis://:password@localhost:6379/0',
    absent: 'both live in PostgreSQL',
    isSecret: true,
  }),
};
