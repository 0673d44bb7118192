// What tests stand on: a database of their own, and the whole app with the sandbox around it.
export { type ArrangeOptions, arrange, botToken, startTelegram } from './arrange.ts';
export { commandsOf, labelsOf, textOf } from './builders.ts';
export type { Cleanup } from './cleanup.ts';
export { createTestDatabase, type TestDatabase } from './database.ts';
export { findFreePort } from './free-port.ts';
export { bareEnv, createDataDir, isGone, type Launched, launch } from './launched.ts';
export { createTestRedis, type TestRedis } from './redis.ts';
export { createTcpProxy, type TcpProxy } from './tcp-proxy.ts';
export { until } from './until.ts';
