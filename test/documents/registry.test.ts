import { expect } from '@open-wc/testing';
import { Registry } from '../../src/documents/registry.ts';

describe('a registry', () => {
  it('gives the newest first, and one of a name', () => {
    const registry = new Registry<{ name: string; version: number }>();
    expect(registry.size).to.equal(0);
    registry.register({ name: 'a', version: 1 });
    registry.register({ name: 'b', version: 1 });
    registry.register({ name: 'a', version: 2 });
    expect([...registry]).to.deep.equal([
      { name: 'a', version: 2 },
      { name: 'b', version: 1 },
    ]);
    registry.delete('a');
    registry.delete('c');
    expect([...registry].map(({ name }) => name)).to.deep.equal(['b']);
    expect(registry.size).to.equal(1);
  });

  it('may be added to while it is read', () => {
    const registry = new Registry<{ name: string }>();
    registry.register({ name: 'a' });
    for (const { name } of registry) registry.register({ name: `${name}${name}` });
    expect(registry.size).to.equal(2);
  });
});
