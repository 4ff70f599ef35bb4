import { FakePage } from './fake-page.ts';
import { FakeShop, type NetworkFault } from './fake-shop.ts';

/** The kinds of all states of a page, without repetitions. */
export const kindsOf = ({ history }: FakePage): string[] =>
  history.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);

/** A page of which the customer confirmed. `postFaults` meet its first POSTs; `ms` have passed since. */
export async function confirmAtShop(
  postFaults: NetworkFault[] = [],
  prepare: (server: FakeShop) => void = () => {},
  ms = 0,
): Promise<FakePage> {
  const server = new FakeShop();
  prepare(server);
  server.postFaults = postFaults;
  const page = new FakePage(server);
  page.confirm();
  return page.advance(ms);
}

export const isChecking = ({ state }: FakePage): boolean =>
  state.kind === 'unconfirmed' && state.operation !== undefined;

export const isStored = ({ storage }: FakePage): boolean => storage.items.size > 0;
