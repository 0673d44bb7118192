import { Redis } from 'ioredis';
import { z } from 'zod';
import { AppError } from '#kernel';
import type { Log } from '#platform/log';
import type { Seen, Store, Target } from './store.ts';
import { readMessage } from './store-postgres.ts';

const space = 'jackdraw:cache:';
const channel = 'jackdraw:cache';
const fields = [
  'value',
  'loadedAt',
  'refreshAt',
  'expiresAt',
  'hardAt',
  'until',
  'code',
  'retryAt',
];
const list = fields.map((field) => `'${field}'`).join(', ');

// Times come from the injected clock; Redis's own clock only throws away what nobody came back for.
const claimScript = `
local seen = redis.call('HMGET', KEYS[1], ${list})
local now = tonumber(ARGV[1])
local function past(at) return not at or tonumber(at) <= now end
local mine = 0
if past(seen[6]) and (ARGV[4] == '1' or (past(seen[3]) and past(seen[8]))) then
  mine = 1
  redis.call('HSET', KEYS[1], 'token', ARGV[2], 'until', ARGV[3])
  if redis.call('PTTL', KEYS[1]) < ARGV[3] - now then redis.call('PEXPIRE', KEYS[1], ARGV[3] - now) end
end
return { mine, seen }`;
const writeScript = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'token', 'until', 'code', 'retryAt')
redis.call('HSET', KEYS[1], 'value', ARGV[2], 'loadedAt', ARGV[3], 'refreshAt', ARGV[4], 'expiresAt', ARGV[5], 'hardAt', ARGV[6])
redis.call('PEXPIRE', KEYS[1], ARGV[6] - ARGV[3])
return 1`;
const failScript = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'token', 'until')
redis.call('HSET', KEYS[1], 'code', ARGV[2], 'retryAt', ARGV[3])
return 1`;

const seenWire = z.array(z.string().nullable());
const claimWire = z.tuple([z.number(), seenWire]);

export type RedisStoreDeps = { url: string; log: Log; timeoutMs?: number };

/** A hash per key, and pub/sub between the nodes. While Redis is away every call says so at once. */
export function createRedisStore({ url, log, timeoutMs = 500 }: RedisStoreDeps): Store {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    commandTimeout: timeoutMs,
    connectionName: 'jackdraw-cache',
  });
  // Its own way of subscribing again leaves a rejection that nobody can catch.
  const ear = redis.duplicate({ autoResubscribe: false });
  // What could not be forgotten while Redis was away must not come back with it.
  const unforgotten: Target[] = [];
  const state = { isReady: false };

  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!state.isReady) throw new AppError('unavailable', { store: 'redis' });
    try {
      return await work();
    } catch (error) {
      // A server that does not answer is not asked again before it takes a new connection.
      if (error instanceof Error && error.message.includes('timed out')) {
        state.isReady = false;
        redis.disconnect(true);
      }
      throw error;
    }
  };
  const forget = async (target: Target) => {
    if ('key' in target) await redis.unlink(space + target.key);
    else
      for await (const found of redis.scanStream({
        match: `${escapeGlob(space + target.prefix)}*`,
      })) {
        const keys = z.array(z.string()).parse(found);
        if (keys.length > 0) await redis.unlink(keys);
      }
  };
  const comeBack = async () => {
    while (unforgotten[0]) {
      await forget(unforgotten[0]);
      unforgotten.shift();
    }
    state.isReady = true;
  };
  redis.on('ready', () => {
    comeBack().catch((err) => {
      log.warn({ err }, 'cache cannot use redis');
      redis.disconnect(true);
    });
  });
  redis.on('close', () => {
    state.isReady = false;
  });
  redis.on('error', (err) => log.debug({ err }, 'cache lost redis'));
  ear.on('error', (err) => log.debug({ err }, 'cache lost redis'));

  return {
    name: 'redis',
    start: async ({ onMessage, onReturn }) => {
      const heard = Promise.withResolvers<void>();
      const listen = async () => {
        await ear.subscribe(channel);
        onReturn();
        heard.resolve();
      };
      ear.on('message', (_, payload) => {
        const message = readMessage(payload);
        if (message) onMessage(message);
      });
      ear.once('close', () => heard.resolve());
      ear.on('ready', () => {
        listen().catch((err) => log.debug({ err }, 'cache lost redis'));
      });
      // Without Redis the start goes on: both connections keep trying by themselves.
      try {
        await Promise.all([redis.connect(), ear.connect()]);
        await comeBack();
        await heard.promise;
      } catch (err) {
        log.warn({ err }, 'cache starts without redis');
      }
    },
    stop: async () => {
      redis.disconnect();
      ear.disconnect();
    },
    keep: async () => undefined,
    read: async (key, now) =>
      toSeen(seenWire.parse(await ask(() => redis.hmget(space + key, ...fields))), now),
    claim: async (key, { token, now, until, isForced }) => {
      const flag = isForced ? '1' : '0';
      const answer = await ask(() =>
        redis.eval(claimScript, 1, space + key, now, token, until, flag),
      );
      const [mine, seen] = claimWire.parse(answer);
      return { ...toSeen(seen, now), isMine: mine === 1 };
    },
    write: async (key, token, stored) => {
      const { value, loadedAt, refreshAt, expiresAt, hardAt } = stored;
      const args = [token, value, loadedAt, refreshAt, expiresAt, hardAt];
      return (await ask(() => redis.eval(writeScript, 1, space + key, ...args))) === 1;
    },
    fail: async (key, token, { code, retryAt }) =>
      (await ask(() => redis.eval(failScript, 1, space + key, token, code, retryAt))) === 1,
    remove: async (target) => {
      try {
        await ask(() => forget(target));
      } catch (error) {
        unforgotten.push(target);
        throw error;
      }
    },
    publish: async (message) => {
      await ask(() => redis.publish(channel, JSON.stringify(message)));
    },
    // Redis throws away by itself what is past its hard limit.
    sweep: async () => undefined,
  };
}

const escapeGlob = (text: string): string => text.replaceAll(/[*?[\]\\^]/g, '\\$&');

function toSeen(found: readonly (string | null)[], now: number): Seen {
  const [value, loadedAt, refreshAt, expiresAt, hardAt, until, code, retryAt] = found;
  return {
    isLoading: until != null && Number(until) > now,
    ...(value == null
      ? {}
      : {
          stored: {
            value,
            loadedAt: Number(loadedAt),
            refreshAt: Number(refreshAt),
            expiresAt: Number(expiresAt),
            hardAt: Number(hardAt),
          },
        }),
    ...(code == null ? {} : { failure: { code, retryAt: Number(retryAt) } }),
  };
}
