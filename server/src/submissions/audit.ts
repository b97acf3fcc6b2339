import { firstBroken } from './admin-log.ts';
import type { Store } from './store.ts';

/** What an audit found: one sentence for each poll and survey, and whether anything differs. */
export interface Audit {
  lines: string[];
  differs: boolean;
}

/** Recounts the tallies from the votes and responses, and checks that the administrative log is whole. */
export async function audit(store: Store, ids?: readonly string[]): Promise<Audit> {
  const found = [
    ...(await recounted(store.polls, 'votes', '')),
    ...(await recounted(store.surveys, 'responses', 'surveys/')),
  ].filter(({ id }) => ids?.includes(id) ?? true);
  const broken = await firstBroken(store.logged());
  const log = broken === undefined ? 'whole' : `CHANGED at entry ${broken}`;
  return {
    lines: [...found.map(({ id, verdict }) => `${id}: ${verdict}`), `administrative log: ${log}`],
    differs: broken !== undefined || found.some(({ differs }) => differs),
  };
}

async function recounted(
  submissions: Pick<Store['polls' | 'surveys'], 'all' | 'recount'>,
  word: string,
  prefix: string,
): Promise<{ id: string; verdict: string; differs: boolean }[]> {
  const found = [];
  for (const { definition, voters, purgedAt } of await submissions.all()) {
    const { id } = definition;
    if (purgedAt) {
      const verdict = `${voters} voters; ${word} were deleted at ${purgedAt.toISOString()}, nothing to recount`;
      found.push({ id: prefix + id, verdict, differs: false });
      continue;
    }
    const { told, counted } = await submissions.recount(id);
    const names = new Set([...told.votes.keys(), ...counted.votes.keys()]);
    const faults = [...names]
      .filter((name) => (told.votes.get(name) ?? 0) !== (counted.votes.get(name) ?? 0))
      .map(
        (name) => `"${name}" is told as ${told.votes.get(name) ?? 0} and counted as ${counted.votes.get(name) ?? 0}`,
      );
    if (told.voters !== counted.voters)
      faults.unshift(`voters are told as ${told.voters} and counted as ${counted.voters}`);
    const verdict =
      faults.length === 0 ? `${counted.voters} ${word}, the tally agrees` : `DIFFERS: ${faults.join('; ')}`;
    found.push({ id: prefix + id, verdict, differs: faults.length > 0 });
  }
  return found;
}
