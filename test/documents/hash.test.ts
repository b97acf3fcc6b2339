import { expect } from '@open-wc/testing';
import { shortHash } from '../../src/documents/hash.ts';

describe('the short name of a text', () => {
  it('is FNV-1a, the same everywhere', () => {
    expect(shortHash('')).to.equal((0x811c9dc5).toString(36));
    expect(shortHash('a')).to.equal((0xe40c292c).toString(36));
    expect(shortHash('foobar')).to.equal((0xbf9cf968).toString(36));
    expect(shortHash('tin-1')).not.to.equal(shortHash('tin-2'));
  });
});
