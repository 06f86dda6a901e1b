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

/** Who may use the API from a browser; {@link Config} has it. */
export interface OriginRules {
  readonly trustProxy: number;
  readonly corsOrigins: '*' | readonly string[];
}

/** Whether this page is ours, or of a site that was named: it may use the login of who looks at it. */
export function mayUseLogin(headers: OriginHeaders, { trustProxy, corsOrigins }: OriginRules): boolean {
  if (isOwnOrigin(headers, trustProxy > 0)) return true;
  return corsOrigins !== '*' && isNamed(headers.origin, corsOrigins);
}

/** Whether this page may use the API at all: where any site may, it needs a token of its own. */
export function mayAsk(headers: OriginHeaders, rules: OriginRules): boolean {
  return rules.corsOrigins === '*' || mayUseLogin(headers, rules);
}

/** Whether the origin is one of these, in the spelling of browsers. */
export function isNamed(origin: string | undefined, origins: readonly string[]): boolean {
  return origin !== undefined && origins.includes(origin);
}

/** The host as URL writes it: lower case, without the scheme's own port. */
function normalHost(host: string, protocol: string): string | null {
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : null;
}
