import { decode } from '../../../src/documents/encoding.ts';
import { readXml, rootName, text, type XmlNode } from '../../../src/documents/xml.ts';
import { parseAlerts } from '../../../src/alerts/index.ts';
import { DownloadError, type Downloaded } from './download.ts';

/** What CAP 1.2 (§3.2.1) demands of every alert; names in lower case, as the reader has them. */
const DEMANDED: Record<string, RegExp> = {
  identifier: /\S/,
  sender: /\S/,
  sent: /^\d{4}-\d\d-\d\dT/,
  status: /^(actual|exercise|system|test|draft)$/i,
  msgtype: /^(alert|update|cancel|ack|error)$/i,
  scope: /^(public|restricted|private)$/i,
};
const NAMESPACE = /urn:oasis:names:tc:emergency:cap:1\.[0-9]|incident\.com\/cap\/1\.0/i;

/**
 * Throws DownloadError unless the bytes are a whole document of warnings: CAP alerts with all that CAP demands, a feed, or
 * a known JSON form. A page of errors, a feed cut off in the middle and an empty file must never stand for "no warnings".
 */
export function checkAlerts({ body, contentType }: Downloaded): void {
  const document = decode(new Uint8Array(body), contentType)
    .replace(/^\uFEFF/, '')
    .trim();
  try {
    parseAlerts(document);
  } catch (cause) {
    throw new DownloadError('it is no document of warnings', { cause });
  }
  const root = rootName(document);
  if (root === undefined) return;
  const alert = root === 'alert' ? readXml(document).root : undefined;
  const fault = alert && faultOf(alert, document);
  if (fault !== undefined) throw new DownloadError(`it is no CAP alert: ${fault}`);
}

function faultOf(alert: XmlNode, document: string): string | undefined {
  if (!NAMESPACE.test(document.slice(0, 5000))) return 'it is in no namespace of CAP';
  for (const [name, form] of Object.entries(DEMANDED)) {
    const found = alert.children.find((child) => child.name.slice(child.name.indexOf(':') + 1) === name);
    if (!found) return `${name} is missing`;
    if (!form.test(text(found))) return `${name} is not as it must be`;
  }
  return undefined;
}
