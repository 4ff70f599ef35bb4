import { builtFiles } from './built-files.ts';
import { estimateEndpoint } from './estimate-endpoint.ts';
import { orderServer } from './order-middleware.ts';
import { pagesInPieces } from './pages-in-pieces.ts';
import { pages } from './pages.ts';

/**
 * What the browser tests' server answers besides the sources, first match first: add your own here.
 *
 * @type {import('./middleware-context.ts').Middleware[]}
 */
export const middlewares = [builtFiles, estimateEndpoint, orderServer, pagesInPieces, pages];
