// Writes .env.example and docs/configuration.md from the settings' own descriptions.
import { mkdirSync, writeFileSync } from 'node:fs';
import { configPage, envExample } from '#platform/config';

mkdirSync('docs', { recursive: true });
writeFileSync('.env.example', envExample());
writeFileSync('docs/configuration.md', configPage());
console.log('written: .env.example, docs/configuration.md');
