import { shipmentStatuses, shipmentStatusTable } from '../../src/contract/shipment-statuses.ts';
import { statusDescriptions } from './code-descriptions.ts';
import { code, renderRows } from './render-table.ts';

/** Renders the table of shipment statuses. */
export const renderShipmentStatuses = (): string =>
  renderRows(
    ['status', '', 'step', 'headline', 'left the shop', 'ends the promise', 'final'],
    shipmentStatuses.map((status) => {
      const { step, headline, yieldsToDate, hasLeftShop, endsPromise, isFinal } = shipmentStatusTable[status];
      return [
        code(status),
        statusDescriptions[status],
        code(step),
        yieldsToDate ? `the date, or ${code(headline)}` : code(headline),
        ...[hasLeftShop, endsPromise, isFinal].map((isTrue) => (isTrue ? 'yes' : '')),
      ];
    }),
  );
