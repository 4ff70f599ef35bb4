/**
 * Where a guest's token comes from: the token itself, or a function that gives the current one. The
 * function is called once at the start and once more when the server refused what it gave.
 */
export type TokenSource = string | (() => string | undefined | Promise<string | undefined>);

/** How a reader shows who they are. Nothing of it is ever written to the page, its address or its storage. */
export type Access = {
  /** The same for two accesses that show a server the same thing. */
  readonly identity: unknown;
  /** The token to send as Bearer; `undefined` where the session cookie speaks for the customer. */
  token(): Promise<string | undefined>;
  /** Whether there is a token other than `refused`, after asking for a new one if need be. */
  renew(refused: string | undefined): Promise<boolean>;
};

/** RFC 6750 b64token. Anything else would make `fetch` throw an error that quotes it. */
const TOKEN = /^[\w.~+/-]{1,4096}={0,2}$/;

/** The name under which a link's fragment carries a token, as in `#waybill-token=…`. */
const LINK_PARAMETER = 'waybill-token=';

const session: Access = {
  identity: 'session',
  token: () => Promise.resolve(undefined),
  renew: () => Promise.resolve(false),
};

const byFunction = new WeakMap<object, Access>();

/** The customer's session where there is no token. One function is asked once, however many ask for it. */
export function accessBy(source: TokenSource | undefined): Access {
  if (!source) return session;
  if (typeof source === 'string') {
    return {
      identity: `token ${source}`,
      token: () => Promise.resolve(asToken(source)),
      renew: () => Promise.resolve(false),
    };
  }
  const access = byFunction.get(source) ?? renewable(source);
  byFunction.set(source, access);
  return access;
}

function renewable(source: Exclude<TokenSource, string>): Access {
  let current: string | undefined;
  let asking: Promise<string | undefined> | undefined;

  function ask(): Promise<string | undefined> {
    asking ??= Promise.resolve()
      .then(source)
      .then((token) => (current = asToken(token)))
      .finally(() => (asking = undefined));
    return asking;
  }

  return {
    identity: source,
    token: () => (current === undefined ? ask() : Promise.resolve(current)),
    async renew(refused) {
      // Whoever was refused first has asked already; what came of it serves everyone.
      const token = current !== undefined && current !== refused ? current : await ask();
      return token !== undefined && token !== refused;
    },
  };
}

function asToken(value: unknown): string | undefined {
  return typeof value === 'string' && TOKEN.test(value) ? value : undefined;
}

let linkToken: string | undefined;

/** The parts of a window that hold its address. */
type AddressBar = {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'state' | 'replaceState'>;
};

/** The token that came with the page's address. It leaves the address on the first look and stays in memory. */
export function takeLinkToken(page: AddressBar = window): string | undefined {
  const parts = page.location.hash.slice(1).split('&');
  const found = parts.find((part) => part.startsWith(LINK_PARAMETER));
  if (found === undefined) return linkToken;
  linkToken = asToken(found.slice(LINK_PARAMETER.length)) ?? linkToken;
  const rest = parts.filter((part) => !part.startsWith(LINK_PARAMETER)).join('&');
  const { pathname, search } = page.location;
  try {
    page.history.replaceState(page.history.state, '', `${pathname}${search}${rest && `#${rest}`}`);
  } catch {
    // A document that may not change its own address, such as one in a sandboxed frame, keeps it.
  }
  return linkToken;
}
