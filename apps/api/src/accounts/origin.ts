/** What of a request's headers tells where it comes from. */
export interface OriginHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly 'x-forwarded-host'?: string | string[] | undefined;
}

/**
 * Whether a browser's request comes from our own pages. Programs send no Origin and are believed: they have no cookie
 * of somebody else. `trustProxy`: whether X-Forwarded-Host comes from a proxy of ours.
 */
export function isOwnOrigin(headers: OriginHeaders, trustProxy: boolean): boolean {
  const { origin } = headers;
  if (origin === undefined) return true;
  // "null": a sandboxed frame, a local file. Nothing of ours.
  if (!URL.canParse(origin)) return false;
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined;
  const host = (Array.isArray(forwarded) ? forwarded[0] : forwarded?.split(',')[0]?.trim()) || headers.host;
  return host !== undefined && new URL(origin).host === normalHost(host, new URL(origin).protocol);
}

/** The host as URL writes it: lower case, without the scheme's own port. */
function normalHost(host: string, protocol: string): string | null {
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : null;
}
