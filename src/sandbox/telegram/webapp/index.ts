// Launch data of Mini Apps, signed as Telegram signs it. Pure.
export { type Launch, launchUrl, signInitData, webAppPublicKey } from './init-data.ts';
