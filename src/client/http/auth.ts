/**
 * A guest's token, or a function that returns the current token. The function is called before the first request, and
 * again after the server refused its token.
 */
export type TokenSource = string | (() => string | undefined | Promise<string | undefined>);

/** How requests are authenticated. A token is never written to the page, its URL or its storage. */
export type Auth = {
  /** Equal for two `Auth` objects that send the same credentials. */
  readonly identity: unknown;
  /** Returns the Bearer token; `undefined` if the session cookie authenticates the customer. */
  getToken(): Promise<string | undefined>;
  /** Requests a new token unless there is one already. Returns whether the token differs from `refused`. */
  renewToken(refused: string | undefined): Promise<boolean>;
};

/** RFC 6750 b64token. `fetch` would throw an error that quotes any other value. */
const tokenPattern = /^[\w.~+/-]{1,4096}={0,2}$/;

/** Name of the token in the fragment of a link, e.g. `#waybill-token=…`. */
const LINK_PARAMETER = 'waybill-token=';

const authByFunction = new WeakMap<object, Auth>();

/** Without a token, the session cookie is used. All callers share one `Auth` for the same function. */
export function createAuth(source: TokenSource | undefined): Auth {
  if (typeof source !== 'function') {
    return {
      identity: source ? `token ${source}` : 'session',
      getToken: () => Promise.resolve(parseToken(source)),
      renewToken: () => Promise.resolve(false),
    };
  }
  const auth = authByFunction.get(source) ?? createRenewableAuth(source);
  authByFunction.set(source, auth);
  return auth;
}

function createRenewableAuth(source: Exclude<TokenSource, string>): Auth {
  let current: string | undefined;
  let pending: Promise<string | undefined> | undefined;

  function requestToken(): Promise<string | undefined> {
    pending ??= Promise.resolve()
      .then(source)
      .then((token) => (current = parseToken(token)))
      .finally(() => (pending = undefined));
    return pending;
  }

  return {
    identity: source,
    getToken: () => (current === undefined ? requestToken() : Promise.resolve(current)),
    async renewToken(refused) {
      // The token may have been renewed already, after the refusal of another request.
      const token = current !== undefined && current !== refused ? current : await requestToken();
      return token !== undefined && token !== refused;
    },
  };
}

function parseToken(value: unknown): string | undefined {
  return typeof value === 'string' && tokenPattern.test(value) ? value : undefined;
}

let linkToken: string | undefined;

/** The parts of a window that hold its URL. */
type AddressBar = {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'state' | 'replaceState'>;
};

/** Returns the token of the page's URL. Removes it from the URL and keeps it in memory. */
export function takeLinkToken(page: AddressBar = window): string | undefined {
  const parts = page.location.hash.slice(1).split('&');
  const tokenPart = parts.find((part) => part.startsWith(LINK_PARAMETER));
  if (tokenPart === undefined) return linkToken;
  linkToken = parseToken(tokenPart.slice(LINK_PARAMETER.length)) ?? linkToken;
  const remainingHash = parts.filter((part) => !part.startsWith(LINK_PARAMETER)).join('&');
  const { pathname, search } = page.location;
  try {
    page.history.replaceState(page.history.state, '', `${pathname}${search}${remainingHash && `#${remainingHash}`}`);
  } catch {
    // A document that may not change its URL, e.g. in a sandboxed frame, keeps it.
  }
  return linkToken;
}
