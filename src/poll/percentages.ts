import type { Poll } from './model.ts';

/**
 * Whole percentages of counts (whole, not negative) that add up to 100: largest remainder (Hare quota), the earlier
 * one first among equals. All zero when nothing was counted.
 */
export function largestRemainder(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  // Whole numbers only: 29 / 100 * 100 is 28.999… in floating point.
  const remainders = counts.map((count) => (count * 100) % total);
  const shares = counts.map((count, index) => Math.round((count * 100 - remainders[index]!) / total));
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0);
  const winners = [...counts.keys()].sort((a, b) => remainders[b]! - remainders[a]!);
  for (const index of winners.slice(0, missing)) shares[index]! += 1;
  return shares;
}

/**
 * The whole percentage of each option: of the votes, adding up to 100; in a multiple-choice poll of the voters, where
 * each option stands alone (0 to 100). Hidden counts are 0.
 */
export function percentages(poll: Poll): number[] {
  const counts = poll.options.map((option) => option.votes_count ?? 0);
  const voters = poll.voters_count;
  return poll.kind === 'multiple' && voters && counts.every((count) => count <= voters)
    ? counts.map((count) => Math.round((count / voters) * 100))
    : largestRemainder(counts);
}
