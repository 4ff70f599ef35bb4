import type { ShopSideProblem } from './staff-context.ts';
import { isStaffStep, type StaffStep } from './staff-steps.ts';
import { stepLabels } from './staff-texts.ts';

/** A message for the staff, and the step that the back end requires first. */
export type RefusalMessage = { text: string; missingStep: StaffStep | undefined };

export function formatRefusal({ code, detail }: ShopSideProblem, step: StaffStep | undefined): RefusalMessage {
  const subject = step ? `“${stepLabels[step]}”` : 'It';
  switch (code) {
    case 'step-missing': {
      const missing = parseMissingStep(detail);
      const before = missing
        ? `“${stepLabels[missing]}” must be scanned first.`
        : 'An earlier step must be scanned first.';
      return { text: `${subject} was not recorded. ${before}`, missingStep: missing };
    }
    case 'quantity-too-great':
      return {
        text: 'The parcels would hold more than was ordered. The items may be packed already.',
        missingStep: undefined,
      };
    case 'already-decided':
      return { text: 'This request already has another decision.', missingStep: undefined };
    case 'order-not-found':
      return { text: 'This order no longer exists.', missingStep: undefined };
    default:
      return { text: `${subject} was not recorded: the back end refused it. ${detail}`, missingStep: undefined };
  }
}

/** The back end lists the missing steps after a colon, in order. */
function parseMissingStep(detail: string): StaffStep | undefined {
  const missing = detail
    .slice(detail.lastIndexOf(':') + 1)
    .split(',')
    .map((word) => word.trim());
  return missing.find(isStaffStep);
}
