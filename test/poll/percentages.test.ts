import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { largestRemainder, parsePoll, percentages } from '../../src/poll/index.ts';
import { pollWire } from './polls.ts';

const withCounts = (counts: (number | null)[], changes: object = {}) =>
  parsePoll(
    pollWire({ options: counts.map((votes_count, i) => ({ id: `o${i}`, title: `O${i}`, votes_count })), ...changes }),
  );

describe('percentages', () => {
  for (const [counts, shares] of [
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [2, 1],
      [67, 33],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[5], [100]],
    [
      [29, 71],
      [29, 71],
    ],
    [
      [57, 43],
      [57, 43],
    ],
    [
      [1, 999],
      [0, 100],
    ],
    [
      [1, 1, 1, 1, 1, 1, 1],
      [15, 15, 14, 14, 14, 14, 14],
    ],
    [
      [120, 45, 8],
      [69, 26, 5],
    ],
  ] as const) {
    it(`shows ${counts.join(', ')} votes as ${shares.join(' %, ')} %`, () => {
      expect(largestRemainder(counts)).to.deep.equal(shares);
    });
  }

  it('always add up to 100, and none is more than one off its exact share', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000_000 }), { minLength: 1, maxLength: 40 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        const shares = largestRemainder(counts);
        expect(shares.reduce((sum, share) => sum + share, 0)).to.equal(total ? 100 : 0);
        shares.forEach((share, i) => expect(Math.abs(share - (total ? (counts[i]! / total) * 100 : 0))).to.be.below(1));
      }),
      { numRuns: 300 },
    );
  });

  it('are shares of the voters where each may choose several', () => {
    expect(percentages(withCounts([8, 6, 1], { kind: 'multiple', voters_count: 10 }))).to.deep.equal([80, 60, 10]);
    expect(percentages(withCounts([10, 5], { kind: 'multiple', voters_count: 10 }))).to.deep.equal([100, 50]);
  });

  it('are shares of the votes where each has one', () => {
    expect(percentages(withCounts([1, 3], { voters_count: 10 }))).to.deep.equal([25, 75]);
  });

  it('are shares of the votes where the number of voters is unknown or cannot be true', () => {
    expect(percentages(withCounts([8, 6, 6], { kind: 'multiple', voters_count: null }))).to.deep.equal([40, 30, 30]);
    expect(percentages(withCounts([8, 6, 6], { kind: 'multiple', voters_count: 3 }))).to.deep.equal([40, 30, 30]);
    expect(percentages(withCounts([8, 2], { kind: 'multiple', voters_count: 3 }))).to.deep.equal([80, 20]);
    expect(percentages(withCounts([0, 0], { kind: 'multiple', voters_count: 0 }))).to.deep.equal([0, 0]);
  });
});
