import { expect } from '@open-wc/testing';
import * as json from '../../src/documents/json.ts';

describe('JSON of unknown shape', () => {
  it('is read from text, bytes or a value', () => {
    const value = { a: [1] };
    const text = JSON.stringify(value);
    const bytes = new TextEncoder().encode(`\ufeff${text}`);
    for (const body of [value, text, `\ufeff${text}`, bytes, bytes.buffer])
      expect(json.readJson(body)).to.deep.equal(value);
    expect(() => json.readJson('{')).to.throw();
  });

  it('has members where it is an object', () => {
    for (const value of [undefined, null, 1, 'a', true, [], ['a']]) {
      expect(json.isObject(value), JSON.stringify(value)).to.equal(false);
      expect(Object.keys(json.object(value)), JSON.stringify(value)).to.deep.equal([]);
    }
    expect(json.object({ a: 1 })).to.deep.equal({ a: 1 });
    expect(json.object(1)['constructor']).to.equal(undefined);
  });

  it('has entries where it is a list, and no more than a document may have', () => {
    expect(json.list([1, 'a', null])).to.deep.equal([1, 'a', null]);
    for (const value of [undefined, null, 1, 'ab', { length: 2 }]) expect(json.list(value)).to.deep.equal([]);
    expect(json.list(Array.from({ length: 10_001 }))).to.have.length(10_000);
    expect(json.objects([{ a: 1 }, 1, null, [2]])).to.deep.equal([{ a: 1 }]);
    expect(json.objects({ a: 1 })).to.deep.equal([{ a: 1 }]);
    expect(json.objects('a')).to.deep.equal([]);
  });

  it('has texts, also where numbers stand for them', () => {
    for (const [value, read] of [
      ['a', 'a'],
      [' \n a ', 'a'],
      [0, '0'],
      [12.5, '12.5'],
      ['', undefined],
      ['  ', undefined],
      [NaN, undefined],
      [true, undefined],
      [null, undefined],
      [['a'], undefined],
      [{}, undefined],
    ] as const)
      expect(json.string(value), JSON.stringify(value)).to.equal(read);
    expect(json.strings(['a', 1, null, '', ['b']])).to.deep.equal(['a', '1']);
    expect(json.strings('a')).to.deep.equal(['a']);
    expect(json.strings(undefined)).to.deep.equal([]);
    expect(json.first({ a: '', b: ' b ', c: 'c' }, 'a', 'x', 'b', 'c')).to.equal('b');
    expect(json.first(undefined, 'a')).to.equal(undefined);
  });

  it('has numbers within bounds', () => {
    expect([1, 0, -1, 5, 6, NaN, '1', null].map((value) => json.number(value, 0, 5))).to.deep.equal([
      1,
      0,
      undefined,
      5,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(json.number(-1e9)).to.equal(-1e9);
  });

  it('is walked by a path', () => {
    const value = { a: [{ b: 'c' }], n: null };
    expect(json.at(value, 'a.0.b')).to.equal('c');
    for (const path of ['a.1.b', 'n.x', 'a.0.b.c', 'x']) expect(json.at(value, path), path).to.equal(undefined);
  });
});
