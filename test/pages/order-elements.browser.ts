import { expect } from '@open-wc/testing';
import { GIVE_UP_MS, until } from '../support/until.ts';
import { closePages, expectText, findAll, inline, openFrame, openPage, scriptTag, settled, visibleText } from './support/open-page.ts';
import { endStreams, fallback, order, orderSubjects } from './support/order-subjects.ts';

/* The elements of an order in pages with scripts, policies and timing of their own; `works` says of each what it is for. */

const strict = "default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** A script that replaces what the page shares with everyone. */
const replaceGlobals = `for (const name of ${JSON.stringify([
  'JSON', 'fetch', 'Promise', 'setTimeout', 'clearTimeout', 'queueMicrotask', 'AbortController', 'URL', 'Map', 'sessionStorage',
])}) Object.defineProperty(window, name, { value: function () { throw new Error(name + ' was called'); } });`;

for (const { tag, files, sign, inside, room, place, isStyled } of orderSubjects) describe(`pages with ${tag}`, () => {
  afterEach(closePages);
  afterEach(endStreams);

  for (const file of files) {
    for (const library of ['prototype-1.6', 'mootools-1.6', 'es5-shim', 'core-js-2', 'zone', 'broken-bind', 'named-objects']) {
      const id = /broken|named/.test(library) ? 'P09' : 'P05';
      it(`${id}: ${file} works beside ${library}`, async () => {
        const { markup, works } = await place();
        const vendor = `<script src="/test/pages/vendor/${library}.js" nonce="shop"></script>`;
        const page = await openPage(`${vendor}${scriptTag(file)}<body>${markup}`);
        await works(page);
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    it(`P07: ${file} works where the page has said how JSON is written`, async () => {
      const { markup, works } = await place();
      const page = await openPage(`<script src="/test/pages/vendor/to-json.js"></script>${scriptTag(file)}<body>${markup}`);
      await works(page);
      expect(page.faults.join('\n')).to.equal('');
    });

    for (const library of ['for-in-map', 'for-in-arrays']) {
      it(`P05: ${file} works beside ${library}, or leaves the shop's text and says so once`, async () => {
        const { markup } = await place();
        const page = await openPage(`<script src="/test/pages/vendor/${library}.js"></script>${scriptTag(file)}<body>${markup}`);
        await settled(30);
        for (const element of findAll(page, tag)) expect(visibleText(element)).to.match(new RegExp(`^${fallback}$|${sign}`));
        expect([...page.faults].filter((fault) => !fault.startsWith('warn: Waybill'))).to.deep.equal([]);
        expect(page.faults.length).to.be.at.most(1, page.faults.join('\n'));
      });
    }

    it(`P08: ${file} works although the page has replaced fetch, JSON, Promise and timers since`, async () => {
      const late = `<script type="module" nonce="shop">${replaceGlobals} document.body.append(document.querySelector('template').content);</script>`;
      const { markup, works } = await place();
      const page = await openPage(`${scriptTag(file)}<body><template>${markup}</template>${late}`);
      await works(page);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`P10: ${file} twice is one definition without a word`, async () => {
      const { markup, works, asked } = await place();
      const page = await openPage(`${scriptTag(file)}${scriptTag(`${file}?again`)}<body>${markup}`);
      await works(page);
      expect((await asked.statistics()).most).to.equal(1);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`P12: ${file} leaves an element of someone else alone, with its text, and says so once`, async () => {
      const { markup } = await place();
      const taken = inline(`customElements.define('${tag}', class extends HTMLElement {});`);
      const page = await openPage(`${taken}${scriptTag(file)}<body>${markup}`);
      await settled();
      for (const element of findAll(page, tag)) expect(element.innerText.trim()).to.equal(fallback);
      expect(page.faults.join()).to.match(new RegExp(`^warn: Waybill: <${tag}> is already defined`));
      expect(page.faults).to.have.length(1);
    });

    it(`P13: ${file} takes up markup and properties that were there before it`, async () => {
      const { markup, works } = await place();
      const early = inline(`document.querySelector('.given').order = ${JSON.stringify(order)};`);
      const page = await openPage(`<body>${markup}<${tag} class="given" line-item="l1">${fallback}</${tag}>${early}${scriptTag(file)}`);
      await works(page);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`P17: ${file} is styled under a policy of nonces without inline styles, without a violation`, async () => {
      const { markup, works } = await place();
      const page = await openPage(`${scriptTag(file)}<body>${markup}`, { headers: [`content-security-policy: ${strict}`] });
      await works(page);
      for (const element of findAll(page, tag)) expect(isStyled(element)).to.equal(true);
      expect(page.faults.join('\n')).to.equal('');
    });

    for (const policy of ['', '; trusted-types lit-html']) {
      it(`P18: ${file} works where trusted types are required${policy}`, async () => {
        const { markup, works } = await place();
        const headers = [`content-security-policy: require-trusted-types-for 'script'${policy}`];
        const page = await openPage(`${scriptTag(file)}<body>${markup}`, { headers });
        await works(page);
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    it(`P19: ${file} is styled without adoptable style sheets`, async () => {
      const { markup, works } = await place();
      const old = inline('delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;');
      const page = await openPage(`${old}${scriptTag(file)}<body>${markup}`);
      await works(page);
      for (const element of findAll(page, tag)) expect(isStyled(element)).to.equal(true);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`P20: ${file} works in a frame of nobody's origin, where locks and channels are refused`, async () => {
      const told = new Promise<{ faults: string[]; text: string }>((resolve) => {
        addEventListener('message', function hear({ data }: MessageEvent<{ faults: string[]; text: string }>) {
          if (!Array.isArray(data.faults)) return;
          removeEventListener('message', hear);
          resolve(data);
        });
      });
      const tell = inline(`
        const end = performance.now() + ${GIVE_UP_MS};
        const timer = setInterval(() => {
          const text = document.querySelector('.inside').shadowRoot?.querySelector('.base')?.textContent ?? '';
          if (!text.includes('${sign}') && performance.now() < end) return;
          clearInterval(timer);
          parent.postMessage({ faults, text }, '*');
        }, 50);`);
      await openFrame(`${scriptTag(file)}<body>${inside}${tell}`, { sandbox: 'allow-scripts' });
      const { faults, text } = await told;
      expect(text).to.contain(sign);
      expect(faults).to.deep.equal([]);
    });

    it(`P22: where a blocker refuses what ${file} asks, the shop's text stays without an error`, async () => {
      const { markup } = await place();
      const block = inline('window.refused = 0; window.fetch = () => ((refused += 1), Promise.reject(new TypeError("Failed to fetch")));');
      const page = await openPage(`${block}${scriptTag(file)}<body>${markup.replace(inside, '')}`);
      await until(() => (page as unknown as { refused: number }).refused >= 3, 'it has tried');
      for (const element of findAll(page, tag)) expect(visibleText(element)).to.contain(fallback);
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`L12: with room kept for it nothing moves when ${file} comes late`, async () => {
      const { markup, works } = await place();
      const keep = `<style>${tag} { display: block; ${room} } body { font: 16px/1.5 sans-serif }</style>`;
      const page = await openPage(`${keep}<body>${markup}<p class="below">What stands below.</p>`);
      const below = findAll(page, '.below')[0] as HTMLElement;
      await settled();
      const top = below.getBoundingClientRect().top;
      const tops = new Set<number>();
      const script = page.document.createElement('script');
      if (!file.includes('iife')) script.type = 'module';
      script.src = `/pages/script/${file}`;
      page.document.head.append(script);
      let isWatched = true;
      const watch = (): void => {
        // A frame may come when what happens next has begun.
        if (!isWatched) return;
        tops.add(below.getBoundingClientRect().top);
        requestAnimationFrame(watch);
      };
      watch();
      await expectText(page, sign, tag).finally(() => (isWatched = false));
      await works(page);
      expect([...tops].every((each) => Math.abs(each - top) < 3), [...tops].join()).to.equal(true);
      expect(page.faults.join('\n')).to.equal('');
    });
  }
});
