import { html, type Html } from '../html.ts';
import { href } from '../visit.ts';
import { wordsOf } from '../words/index.ts';
import { layout, type Place } from './layout.ts';

export function missingPage(place: Place): Html {
  const words = wordsOf(place.visit.language);
  return layout(place, {
    title: words.notFound,
    kind: 'missing',
    main: html`<h1>${words.notFound}</h1>
      <p><a href="${href(place.shop, place.visit, '')}">${words.backToShop}</a></p>`,
  });
}
