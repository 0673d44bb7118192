// Launch data of Mini Apps, signed as Telegram signs it. Pure.
export { launchUrl, signInitData, webAppPublicKey } from './init-data.ts';
