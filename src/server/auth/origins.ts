/** Origins of pages that may use the back end. An origin has no path: `https://shop.example`. */
export type OriginOptions = {
  /** Public origin of the back end, if a proxy hides it; default: the origin of the request URL. */
  readonly own?: string;
  /** Other origins whose pages show orders and estimates (CORS). */
  readonly pages?: readonly string[];
  /** Origins of the shop's internal pages, which may send a shop key. */
  readonly staff?: readonly string[];
  /** Whether `pages` may send the session cookie; default `false`. */
  readonly withCredentials?: boolean;
};

export type Origins = {
  /** The Origin of the request if its pages may read the response. */
  getAllowedOrigin(request: Request): string | undefined;
  /** Whether a request may write in a customer's session (CSRF protection). */
  canWrite(request: Request): boolean;
  /** Whether the origin of a request may send a shop key. */
  canUseShopKey(request: Request): boolean;
  readonly withCredentials: boolean;
};

/** @throws Error if an entry is not an origin */
export function createOrigins({ own, pages = [], staff = [], withCredentials = false }: OriginOptions = {}): Origins {
  const listed = new Set([...pages, ...staff].map(parseOrigin));
  const pageOrigins = new Set(pages);
  const staffOrigins = new Set(staff);
  const ownOrigin = own === undefined ? undefined : parseOrigin(own);
  const getOwnOrigin = (request: Request): string => ownOrigin ?? new URL(request.url).origin;

  return {
    withCredentials,
    getAllowedOrigin(request) {
      const origin = request.headers.get('origin');
      return origin !== null && listed.has(origin) ? origin : undefined;
    },
    canWrite(request) {
      const origin = request.headers.get('origin');
      if (origin === null) return false;
      return origin === getOwnOrigin(request) || (withCredentials && pageOrigins.has(origin));
    },
    canUseShopKey(request) {
      const origin = request.headers.get('origin');
      if (origin !== null) return staffOrigins.has(origin);
      // Same-origin GET requests have no Origin header, but browsers send Sec-Fetch-Site.
      const site = request.headers.get('sec-fetch-site');
      return site === null || (site === 'same-origin' && staffOrigins.has(getOwnOrigin(request)));
    },
  };
}

function parseOrigin(origin: string): string {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new Error(`"${origin}" is not an origin such as https://shop.example`);
  return origin;
}
