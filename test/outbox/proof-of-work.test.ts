import { expect } from '@open-wc/testing';
import { isChallenge, sha256, solve } from '../../src/outbox/proof-of-work.ts';

const hex = async (text: string) =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

describe('the proof of work', () => {
  it('hashes as SHA-256 does, whatever the length', async () => {
    for (let length = 0; length < 200; length += 1) {
      const text = 'Bình chọn số '.repeat(20).slice(0, length);
      expect(sha256(text), `${length}`).to.equal(await hex(text));
    }
  });

  it('finds the number behind a challenge, and says all that the server signed', async () => {
    const salt = 'f00d?expires=1&poll=mot-cua&key=k&';
    const challenge = {
      algorithm: 'SHA-256',
      challenge: await hex(`${salt}4711`),
      salt,
      signature: 's',
      maxnumber: 5000,
    } as const;
    const payload = JSON.parse(atob((await solve(challenge))!)) as object;
    expect(payload).to.deep.equal({
      algorithm: 'SHA-256',
      challenge: challenge.challenge,
      number: 4711,
      salt,
      signature: 's',
    });
  });

  it('finds the largest number that the server allows', async () => {
    const challenge = { algorithm: 'SHA-256', challenge: await hex('s7'), salt: 's', signature: 's' } as const;
    expect(atob((await solve({ ...challenge, maxnumber: 7 }))!)).to.contain('"number":7');
    expect(await solve({ ...challenge, maxnumber: 6 })).to.equal(undefined);
    expect(atob((await solve(challenge))!)).to.contain('"number":7');
  });

  it('gives up where there is no such number', async () => {
    expect(await solve({ algorithm: 'SHA-256', challenge: 'x', salt: 's', signature: 's', maxnumber: 100 })).to.equal(
      undefined,
    );
  });

  it('lets the page breathe', async () => {
    const salt = 'x'.repeat(120);
    let frames = 0;
    const timer = setInterval(() => frames++, 1);
    await solve({ algorithm: 'SHA-256', challenge: 'x', salt, signature: 's', maxnumber: 8000 });
    clearInterval(timer);
    expect(frames).to.be.above(1);
  });

  it('knows a challenge from anything else', () => {
    const challenge = { algorithm: 'SHA-256', challenge: 'c', salt: 's', signature: 't' };
    expect(isChallenge(challenge)).to.equal(true);
    for (const value of [
      undefined,
      null,
      5,
      {},
      { ...challenge, algorithm: 'SHA-1' },
      { ...challenge, challenge: 5 },
      { ...challenge, salt: null },
      { ...challenge, signature: undefined },
    ]) {
      expect(isChallenge(value)).to.equal(false);
    }
  });
});
