import type { ExceptionKind } from '../../contract/codes.ts';
import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import { collectKinds, hopelessKinds, type DeliveryIssue } from '../../order/delivery-issues.ts';
import type { OrderFacts } from '../../order/order-facts.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import { resolvePageUrl } from '../shared/resolve-page-url.ts';
import { selectLabel, type OrderFormatter } from './order-formatter.ts';

export type DeliveryIssueViewModel = {
  key: string;
  /** What is wrong; `undefined` if the headline shows it. */
  title?: string | undefined;
  /** The shop's or the carrier's own text. */
  text?: string | undefined;
  /** Who must do what, and by when. */
  todo: TextRun[][];
  /** What happens next, if the shop does not say it. */
  nextStep: string | undefined;
  /** The page on which something can be done about it; with a `type`, an action of the order. */
  action?: { label: string; url: string; type?: Remedy } | undefined;
  /** The delivery does not go on before the issue is solved. */
  isBlocking: boolean;
};

/** Every issue of an order. The headline, the parcels and the compact form show parts of the same view models. */
export type DeliveryIssueViewModels = ReadonlyMap<DeliveryIssue, DeliveryIssueViewModel>;

/** No issue of a canceled order is open. */
export function deriveDeliveryIssues(
  { status, outbound, returns, actions }: OrderFacts,
  formatter: OrderFormatter,
): DeliveryIssueViewModels {
  return new Map(
    (status === 'canceled' ? [] : [...outbound, ...returns]).flatMap((parcel) =>
      parcel.issues
        .filter((issue) => isPossible(issue, parcel))
        .map((issue) => {
          const remedy = selectRemedy(issue, parcel, actions, formatter);
          return [issue, deriveDeliveryIssue(issue, parcel, remedy, formatter)] as const;
        }),
    ),
  );
}

/** Whether an issue that is derived from time can be true: a lost parcel is not late, and no carrier scans a download. */
function isPossible(
  { kind, exception }: DeliveryIssue,
  { shipment: { method }, status, issues }: ParcelSummary,
): boolean {
  if (exception) return true;
  if (kind === 'overdue') return !issues.some((issue) => hopelessKinds.includes(issue.kind));
  return kind !== 'silent' || (method !== 'digital' && (method !== 'store' || status !== 'packed'));
}

type Remedy = 'reschedule' | 'return-items';

/** The action of the shop that helps with an issue. */
const remedies: Partial<Record<ExceptionKind, Remedy>> = {
  attempt_failed: 'reschedule',
  address_issue: 'reschedule',
  unclaimed: 'reschedule',
  held: 'reschedule',
  damaged: 'return-items',
  missing_contents: 'return-items',
};

/** Its page, if the shop has one. Nobody chooses another day for a parcel that is there, or on its way back. */
function selectRemedy(
  { kind }: DeliveryIssue,
  { status, shipment }: ParcelSummary,
  actions: OrderFacts['actions'],
  { messages }: OrderFormatter,
): DeliveryIssueViewModel['action'] {
  const type = remedies[kind];
  const isOver = type === 'reschedule' && shipmentStatusTable[status].endsPromise;
  const url = resolvePageUrl(actions.find((action) => action.type === type)?.url);
  return type && url !== undefined && !isOver && shipment.direction !== 'return'
    ? { label: messages.actions[type], url, type }
    : undefined;
}

/**
 * Issues of one parcel. That of the headline is without a title, and left out if the title was all. The next step is said
 * once. A parcel that failed without an issue has its next step alone.
 */
export function selectParcelIssues(
  parcel: ParcelSummary,
  headlineIssue: DeliveryIssue | undefined,
  viewModels: DeliveryIssueViewModels,
  messages: OrderFormatter['messages'],
): DeliveryIssueViewModel[] {
  const issues = parcel.issues.flatMap((issue) => {
    const viewModel = viewModels.get(issue);
    if (!viewModel) return [];
    return issue === headlineIssue ? { ...viewModel, title: undefined } : viewModel;
  });
  const first = issues.findIndex(({ nextStep }) => nextStep !== undefined);
  const shown = issues
    .map((issue, index) => ({
      ...issue,
      // Unknown kinds may have the same time.
      key: `${issue.key} ${index}`,
      nextStep: index > first && !issue.isBlocking ? undefined : issue.nextStep,
    }))
    .filter(({ title, text, todo, nextStep, action }) => title ?? text ?? nextStep ?? action ?? todo.length > 0);
  return issues.length > 0 ? shown : deriveFailure(parcel, messages);
}

function deriveFailure(
  { status, shipment: { direction } }: ParcelSummary,
  { nextStep }: OrderFormatter['messages'],
): DeliveryIssueViewModel[] {
  if (direction === 'return' || (status !== 'undeliverable' && status !== 'returning')) return [];
  const isBlocking = status === 'undeliverable';
  return [{ key: status, todo: [], nextStep: isBlocking ? nextStep.back : nextStep.replace, isBlocking }];
}

/** The parcel may arrive in spite of these. */
const harmlessKinds: readonly ExceptionKind[] = ['delayed', 'overdue', 'silent', 'other'];

/** Whether an issue is over for the customer: the parcel waits to be collected. */
const isSettled = ({ kind }: DeliveryIssue, { status }: ParcelSummary): boolean =>
  status === 'ready_for_pickup' && collectKinds.includes(kind);

const isBlocking = (issue: DeliveryIssue, parcel: ParcelSummary): boolean =>
  issue.isActionRequired || !(harmlessKinds.includes(issue.kind) || isSettled(issue, parcel));

function deriveDeliveryIssue(
  issue: DeliveryIssue,
  parcel: ParcelSummary,
  remedy: DeliveryIssueViewModel['action'],
  formatter: OrderFormatter,
): DeliveryIssueViewModel {
  const { text, actionRequired: required } = issue.exception ?? {};
  const actionRequired = required?.by === 'recipient' && !issue.isActionRequired ? undefined : required;
  const url = resolvePageUrl(actionRequired?.url);
  const action =
    actionRequired && url !== undefined ? { label: formatLabel(actionRequired, formatter), url } : undefined;
  const todo = actionRequired ? formatTodo(issue, actionRequired, action?.label, formatter) : [];
  return {
    key: `${issue.kind} ${issue.since ?? ''}`,
    title: formatTitle(issue, parcel, formatter),
    text,
    todo,
    nextStep: todo.length > 0 ? undefined : selectNextStep(issue, parcel, formatter.messages),
    action: action ?? remedy,
    isBlocking: isBlocking(issue, parcel),
  };
}

type RequiredAction = NonNullable<NonNullable<DeliveryIssue['exception']>['actionRequired']>;

/** An action is named by what it does: its own text, the amount to pay, or the whole sentence. */
export const nameAction = (
  { label, amount, what }: RequiredAction,
  { text, messages, money }: OrderFormatter,
): string => label || (amount ? text(messages.pay, { amount: money(amount) }) : what);

/** The customer only reads about what others do. */
const formatLabel = (action: RequiredAction, formatter: OrderFormatter): string =>
  (action.by === 'recipient' ? nameAction(action, formatter) : action.label) || formatter.messages.details;

/** One sentence with its deadline. An amount has its own line if the button does not name it. */
function formatTodo(
  { kind, isTimeOver }: DeliveryIssue,
  { by, what, label, until, amount }: RequiredAction,
  buttonLabel: string | undefined,
  { message, messages, dayAndTime, money }: OrderFormatter,
): TextRun[][] {
  const date = until !== undefined && !isTimeOver ? dayAndTime(until) : undefined;
  // What the recipient must do stands in the imperative, and needs no name of who must act.
  const template = by === 'recipient' ? '{what}' : selectLabel(messages.todo, by);
  // The sentence would ask the customer if nobody knows who must act.
  const task = template === undefined ? '' : (what || (label ?? '')).replace(/[.。]$/, '');
  const sentence = message(template ?? '', { what: [{ text: task, isIsolated: true }] });
  const isAnswer = kind === 'not_received' && by === 'shop';
  const todo: TextRun[][] = [];
  if (task) todo.push(date && !isAnswer ? message(messages.todoBy, { what: sentence, date }) : sentence);
  if (date && isAnswer) todo.push(message(messages.missing.answerBy, { date }));
  if (amount && by === 'recipient' && !buttonLabel?.includes(money(amount)))
    todo.push(message(messages.toPay, { amount: money(amount) }));
  return todo;
}

/** Issues that a download can have. */
const digitalKinds: readonly ExceptionKind[] = ['delayed', 'address_issue', 'overdue', 'silent'];

const isUnspecified = ({ kind }: DeliveryIssue, { shipment }: ParcelSummary): boolean =>
  shipment.method === 'digital' && !digitalKinds.includes(kind);

type NextStep = keyof OrderFormatter['messages']['nextStep'];

const nextSteps: Readonly<Record<ExceptionKind, NextStep>> = {
  delayed: 'wait',
  customs_hold: 'wait',
  attempt_failed: 'retry',
  address_issue: 'contact',
  refused: 'back',
  unclaimed: 'back',
  held: 'wait',
  damaged: 'replace',
  lost: 'replace',
  destroyed: 'replace',
  missing_contents: 'replace',
  not_received: 'wait',
  overdue: 'wait',
  silent: 'contact',
  other: 'contact',
};

/** What happens next depends on where the parcel is, then on the issue. */
function selectNextStepName(issue: DeliveryIssue, parcel: ParcelSummary): NextStep | undefined {
  const { status, shipment } = parcel;
  if (shipment.direction === 'return' || isUnspecified(issue, parcel)) return 'contact';
  if (isSettled(issue, parcel)) return undefined;
  const name = nextSteps[issue.kind];
  if (status === 'returning' || status === 'returned') return 'replace';
  return status === 'undeliverable' && name !== 'replace' ? 'back' : name;
}

/** A text of the shop or the carrier is enough, except after the end of a delivery. */
function selectNextStep(
  issue: DeliveryIssue,
  parcel: ParcelSummary,
  { nextStep }: OrderFormatter['messages'],
): string | undefined {
  const name = selectNextStepName(issue, parcel);
  const isDeadEnd = name === 'back' || name === 'replace';
  return name && (isDeadEnd || !issue.exception?.text) ? nextStep[name] : undefined;
}

function formatTitle(
  issue: DeliveryIssue,
  parcel: ParcelSummary,
  { text, messages, eventTime }: OrderFormatter,
): string {
  const { kind, exception } = issue;
  const scan = parcel.stalledTracking?.lastScan ?? parcel.lastScan;
  const at = scan?.at ?? exception?.since;
  if (kind === 'silent' && at === undefined) return messages.headline.unknown;
  const date = at === undefined ? '' : [eventTime(at, scan?.event.place)];
  return text(messages.issue[kind === 'other' || isUnspecified(issue, parcel) ? 'unspecified' : kind], { date });
}
