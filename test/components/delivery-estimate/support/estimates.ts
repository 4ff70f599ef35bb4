import type { Estimate } from '../../../../src/contract/estimate.ts';

/** An arrival on 25 or 26 November 2026, Wednesday or Thursday. Tests set the clock to Monday the 23rd. */
export function createEstimate(overrides: Partial<Estimate> = {}): Estimate {
  return {
    id: 'standard',
    kind: 'delivery',
    window: { from: '2026-11-25', to: '2026-11-26' },
    timeZone: 'Europe/Berlin',
    ...overrides,
  };
}

/** Two estimates that together have every field an element renders. The first one leads, the second one is an alternative. */
export function createFullEstimates(): Estimate[] {
  return [
    createEstimate({
      id: 'point',
      kind: 'collection',
      orderBy: '2026-11-23T14:00:00Z',
      availability: 'pre-order',
      needs: 'postal',
      destination: { country: 'DE' },
      method: { id: 'point', name: 'Pickup point', price: { amount: 290, currency: 'EUR' } },
      place: {
        name: 'Kiosk',
        address: 'Lindenstr. 9',
        opening: Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, [['09:00', '18:30']]])),
      },
      parcels: [
        { items: ['cup'], window: { from: '2026-11-25', to: '2026-11-25' } },
        { items: ['table'], window: { from: '2026-11-26' } },
      ],
      explanation: [
        { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
        { kind: 'cutoff', at: '2026-11-23T14:00:00Z', timeZone: 'Europe/Berlin' },
        { kind: 'handed-over', window: { from: '2026-11-23', to: '2026-11-24' } },
        { kind: 'in-transit', term: { min: 1, max: 2, unit: 'business-day' } },
        { kind: 'delivered', window: { from: '2026-11-25', to: '2026-11-26' } },
      ],
    }),
    createEstimate({
      id: 'express',
      kind: 'collection',
      window: { from: '2026-11-24', to: '2026-11-24' },
      method: { id: 'express', name: 'Express', price: { amount: 490, currency: 'EUR' } },
    }),
  ];
}
