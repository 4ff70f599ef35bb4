/** Pages from other origins that may use this back end. An origin is `https://shop.example`, without a path. */
export type OriginOptions = {
  /** This back end's own, where a proxy hides it from the address of requests. */
  readonly own?: string;
  /** Whose pages show orders and estimates. */
  readonly pages?: readonly string[];
  /** Whose pages may send a shop key: where the shop's own people work. */
  readonly staff?: readonly string[];
  /** Whether `pages` of other origins may send their session cookie too. */
  readonly withCredentials?: boolean;
};

export type Origins = {
  /** The request's, where a page of that origin may read the answer. */
  readable(request: Request): string | undefined;
  /** Whether a page may write here in a customer's session. */
  mayWrite(request: Request): boolean;
  /** Whether a shop key that comes along may have come from where the request does. */
  mayBeShop(request: Request): boolean;
  readonly withCredentials: boolean;
};

/** @throws Error for what is no origin */
export function createOrigins({ own, pages = [], staff = [], withCredentials = false }: OriginOptions = {}): Origins {
  const listed = new Set([...pages, ...staff].map(checked));
  const ofPages = new Set(pages);
  const ofStaff = new Set(staff);
  const ownOrigin = own === undefined ? undefined : checked(own);
  const ownOf = (request: Request): string => ownOrigin ?? new URL(request.url).origin;

  return {
    withCredentials,
    readable(request) {
      const origin = request.headers.get('origin');
      return origin !== null && listed.has(origin) ? origin : undefined;
    },
    mayWrite(request) {
      const origin = request.headers.get('origin');
      if (origin === null) return false;
      return origin === ownOf(request) || (withCredentials && ofPages.has(origin));
    },
    mayBeShop(request) {
      const origin = request.headers.get('origin');
      if (origin !== null) return ofStaff.has(origin);
      // A page's GET to its own origin has no Origin, but browsers say where it comes from.
      const site = request.headers.get('sec-fetch-site');
      return site === null || (site === 'same-origin' && ofStaff.has(ownOf(request)));
    },
  };
}

function checked(origin: string): string {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw new Error(`"${origin}" is not an origin such as https://shop.example`);
  return origin;
}
