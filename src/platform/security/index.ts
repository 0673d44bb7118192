// What an operator should know before strangers find out. No finding ever repeats a secret.
export { checkRepository, type RepositoryInput } from './check-repository.ts';
export { checkSettings, type SettingsFinding } from './check-settings.ts';
export { type Finding, type FindingState, serious } from './finding.ts';
