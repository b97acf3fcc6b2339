import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What stands in `FILE.sig`: an Ed25519 signature over the file's SHA-512, made at that time. */
interface Signature {
  algorithm: 'Ed25519';
  sha512: string;
  /** ISO 8601, UTC, to the second. */
  signed_at: string;
  /** PEM; tells which key it was, and proves nothing by itself. */
  public_key: string;
  /** Base64, over the bytes of `civic-widgets-server\n{sha512}\n{signed_at}\n`. */
  signature: string;
}

/** A new pair of keys as PEM (PKCS #8 and SPKI). */
export function newKeys(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export async function signFile(file: string, privateKey: string, now = new Date()): Promise<string> {
  const key = createPrivateKey(privateKey);
  const sha512 = await hashOf(file);
  const signedAt = `${now.toISOString().slice(0, 19)}Z`;
  const signature: Signature = {
    algorithm: 'Ed25519',
    sha512,
    signed_at: signedAt,
    public_key: pemOf(createPublicKey(key)),
    signature: sign(null, message(sha512, signedAt), key).toString('base64'),
  };
  return `${JSON.stringify(signature, null, 2)}\n`;
}

/** Why the file isn't what the owner of this public key signed; `undefined` when it is. */
export async function faultOf(file: string, signature: string, publicKey: string): Promise<string | undefined> {
  let parsed: Signature;
  try {
    parsed = JSON.parse(signature) as Signature;
  } catch {
    return 'the signature can’t be read';
  }
  const key = createPublicKey(publicKey);
  if (parsed.public_key !== pemOf(key)) return 'it was signed with another key';
  if (!verify(null, message(parsed.sha512, parsed.signed_at), key, Buffer.from(parsed.signature, 'base64')))
    return 'the signature is not of this key';
  return (await hashOf(file)) === parsed.sha512 ? undefined : 'the file was changed after it was signed';
}

function message(sha512: string, signedAt: string): Buffer {
  return Buffer.from(`civic-widgets-server\n${sha512}\n${signedAt}\n`);
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
