/** `npm run test:postgres`: the tests that need a real PostgreSQL; where there is none, a sentence. */
import { spawnSync } from 'node:child_process';
import { findPostgres, POSTGRES_NEEDED } from './tools/postgres.ts';

if (findPostgres() === undefined) console.log(`Skipped: ${POSTGRES_NEEDED}`);
else process.exit(spawnSync(process.execPath, ['--test', 'test/postgres/*.test.ts'], { stdio: 'inherit' }).status ?? 1);
