import { serveBuiltFiles } from './serve-built-files.ts';
import { fakeEstimateEndpoint } from './fake-estimate-endpoint.ts';
import { fakeOrderMiddleware } from './fake-order-middleware.ts';
import { servePagesInPieces } from './serve-pages-in-pieces.ts';
import { servePages } from './serve-pages.ts';

/**
 * The routes of the browser tests' server besides source files. The first match answers.
 *
 * @type {import('./koa-context.ts').KoaMiddleware[]}
 */
export const middlewares = [serveBuiltFiles, fakeEstimateEndpoint, fakeOrderMiddleware, servePagesInPieces, servePages];
