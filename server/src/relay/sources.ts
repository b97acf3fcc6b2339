import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DownloadError, type Downloaded } from './download.ts';

/** A source in a file of this machine. Rejects with DownloadError. */
export async function readSourceFile(file: string): Promise<Downloaded> {
  try {
    const [body, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    const json = /^\uFEFF?\s*[[{]/.test(body.toString('utf8', 0, 100));
    return {
      body,
      contentType: json ? 'application/json' : 'application/xml',
      etag: createHash('sha256').update(body).digest('hex'),
      lastModified: mtime.toUTCString(),
    };
  } catch (cause) {
    throw new DownloadError('the file cannot be read', { cause });
  }
}

/** For a source's bytes: opened by itself, a feed that is really a page, or that brings a style sheet, runs nothing here. */
export function harmlessHeaders(type: string): Record<string, string> {
  return { 'Content-Type': harmlessType(type), 'Content-Security-Policy': "default-src 'none'; sandbox" };
}

/** The source's own type with its charset, but never one that a browser would show as a page. */
function harmlessType(type: string): string {
  return /^(application|text)\/([\w.-]+\+)?(xml|json)\b/i.test(type) && !/xhtml|svg/i.test(type)
    ? type
    : `application/xml${/;\s*charset=[\w-]+/i.exec(type)?.[0] ?? ''}`;
}
