import { firstBroken } from './admin-log.ts';
import type { PollStore } from './store.ts';

/** What an audit found: one sentence for each poll, and whether anything differs. */
export interface Audit {
  lines: string[];
  differs: boolean;
}

/** Recounts the tallies of the polls from their votes, and checks that the administrative log is whole. */
export async function audit(store: PollStore, ids?: readonly string[], onPoll?: (id: string) => void): Promise<Audit> {
  const lines: string[] = [];
  let differs = false;
  for (const poll of await store.polls()) {
    const { id } = poll.definition;
    if (ids && !ids.includes(id)) continue;
    onPoll?.(id);
    if (poll.purgedAt) {
      lines.push(
        `${id}: ${poll.voters} voters; votes were deleted at ${poll.purgedAt.toISOString()}, nothing to recount`,
      );
      continue;
    }
    const { told, counted } = await store.recount(id);
    const names = new Set([...told.votes.keys(), ...counted.votes.keys()]);
    const faults = [...names]
      .filter((name) => (told.votes.get(name) ?? 0) !== (counted.votes.get(name) ?? 0))
      .map(
        (name) => `"${name}" is told as ${told.votes.get(name) ?? 0} and counted as ${counted.votes.get(name) ?? 0}`,
      );
    if (told.voters !== counted.voters)
      faults.unshift(`voters are told as ${told.voters} and counted as ${counted.voters}`);
    differs ||= faults.length > 0;
    lines.push(
      `${id}: ${faults.length === 0 ? `${counted.voters} votes, the tally agrees` : `DIFFERS: ${faults.join('; ')}`}`,
    );
  }
  const broken = await firstBroken(store.logged());
  differs ||= broken !== undefined;
  lines.push(broken === undefined ? 'administrative log: whole' : `administrative log: CHANGED at entry ${broken}`);
  return { lines, differs };
}
