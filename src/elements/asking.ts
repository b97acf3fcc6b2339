import { isServer } from 'lit';

/** The address to ask: the widget's own, else its path under the settings' endpoint. */
export function addressOf(src: string | undefined, endpoint: string | undefined, path: string | undefined) {
  const url = src?.trim() || (endpoint && path && `${endpoint.replace(/\/$/, '')}/${path}`);
  return url ? absolute(url) : undefined;
}

/** The address as the browser would resolve it; one that can't be resolved is left for the endpoint floor to refuse. */
export function absolute(url: string): string {
  if (isServer) return url;
  return URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;
}

/** What the meaning of an answer depends on besides its bytes. */
export function meaningOf(tag: string, format: string, zone = ''): string {
  return `${tag} ${format} ${zone}`;
}

/** Seconds that an answer may take. */
export function patienceOf(timeout: number): number {
  return timeout > 0 ? timeout : 10;
}
