import type { Refused } from './desk.ts';
import { isStep, type StaffStep } from './steps.ts';
import { STEP_NAMES } from './words.ts';

/** Why something was not done, in words, and the step that has to come before. */
export type Refusal = { words: string; missing: StaffStep | undefined };

export function refusalOf({ code, detail }: Refused, step: StaffStep | undefined): Refusal {
  const said = step ? `“${STEP_NAMES[step]}”` : 'It';
  switch (code) {
    case 'step-missing': {
      const missing = missingIn(detail);
      const before = missing ? `“${STEP_NAMES[missing]}” has to be scanned first.` : 'A step before it has to be scanned first.';
      return { words: `${said} was not recorded. ${before}`, missing };
    }
    case 'quantity-too-great':
      return { words: 'More would be in parcels than is to be sent. Somebody may have packed it already.', missing: undefined };
    case 'already-decided':
      return { words: 'It was decided otherwise before.', missing: undefined };
    case 'order-not-found':
      return { words: 'There is no such order anymore.', missing: undefined };
    default:
      return { words: `${said} was not recorded: the back end did not take it. ${detail}`, missing: undefined };
  }
}

/** The back end names what is missing after a colon, first things first. */
function missingIn(detail: string): StaffStep | undefined {
  const named = detail.slice(detail.lastIndexOf(':') + 1).split(',').map((word) => word.trim());
  return named.find(isStep);
}
