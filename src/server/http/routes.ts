import { createCancellation, createDecision, getCancellation } from './cancellation-routes.ts';
import type { Route } from './define-route.ts';
import { createEstimates, getEstimate } from './estimate-routes.ts';
import { streamOrder } from './event-routes.ts';
import { addOrderEvent, getOrder, putOrder } from './order-routes.ts';
import {
  createOrderToken,
  handleWebhook,
  listDeadLetters,
  listIncidents,
  listUnmatchedScans,
  replayDeadLetter,
} from './shop-routes.ts';

/** All routes of the server. The router and the OpenAPI document both read this list. */
export const routes: readonly Route[] = [
  createEstimates,
  getEstimate,
  getOrder,
  putOrder,
  streamOrder,
  addOrderEvent,
  createCancellation,
  getCancellation,
  createDecision,
  createOrderToken,
  handleWebhook,
  listIncidents,
  listUnmatchedScans,
  listDeadLetters,
  replayDeadLetter,
];
