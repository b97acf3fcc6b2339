/**
 * `npm run test:cluster`: votes while parts of a cluster fail. At least as many as it takes, or `-- --votes 200000`. Where
 * its programs are not to be had, a sentence.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { CLUSTER_NEEDED, hasPrograms } from './tools/cluster.ts';

const { votes } = parseArgs({ options: { votes: { type: 'string', default: '0' } } }).values;
if (!hasPrograms()) console.log(`Skipped: ${CLUSTER_NEEDED}`);
else {
  const env = { ...process.env, CLUSTER_VOTES: votes };
  process.exit(spawnSync(process.execPath, ['--test', 'test/cluster/*.test.ts'], { stdio: 'inherit', env }).status ?? 1);
}
