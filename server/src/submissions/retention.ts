import { endOf, keptSince, type Counted } from './definition.ts';
import { hourOf } from './record.ts';
import type { Store } from './store.ts';

/** What was deleted of a poll or survey. */
export interface Purged {
  id: string;
  gone: number;
}

/** Deletes what is past its `keepFor`. */
export async function purgeDue({ polls, surveys }: Store, now: Date): Promise<void> {
  await purgeDuePolls(polls, now);
  await purgeDueSurveys(surveys, now);
}

/** All votes of a poll that ended so many days ago; the counts stay. */
export async function purgeDuePolls(polls: Store['polls'], now: Date, by?: string): Promise<Purged[]> {
  const purged: Purged[] = [];
  for (const poll of await polls.all()) {
    const { id } = poll.definition;
    if (isDue(poll, now)) purged.push({ id, gone: await polls.purge(id, now, by) });
  }
  return purged;
}

/** Each response to a survey, so many days after it came. */
export async function purgeDueSurveys(surveys: Store['surveys'], now: Date, by?: string): Promise<Purged[]> {
  const purged: Purged[] = [];
  for (const { definition } of await surveys.all()) {
    const since = keptSince(definition, now);
    const gone = since ? await surveys.purgeBefore(definition.id, hourOf(since), by) : 0;
    if (gone > 0) purged.push({ id: definition.id, gone });
  }
  return purged;
}

function isDue(poll: Counted, now: Date): boolean {
  const since = keptSince(poll.definition, now);
  const end = endOf(poll, now);
  return since !== undefined && poll.purgedAt === undefined && end !== undefined && end <= since;
}
