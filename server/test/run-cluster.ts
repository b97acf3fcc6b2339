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
  // When a fault is not survived, voters are left that wait for their answers.
  const args = ['--test', '--test-force-exit', 'test/cluster/*.test.ts'];
  process.exit(spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1);
}
