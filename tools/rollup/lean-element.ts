import type { Plugin } from 'rollup';

/**
 * What of ReactiveElement no element here uses, word for word as its production build has it, and what stands
 * there instead: attributes are read and never written, by no converter of their own; there are no decorators, no
 * polyfills and no listing of versions.
 */
const unused: readonly (readonly [text: string, instead: string])[] = [
  // Writing attributes.
  ['toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}return t},', ''],
  ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
  [
    '_$ET(t,s){const i=this.constructor.elementProperties.get(t),e=this.constructor._$Eu(t,i);if(void 0!==e&&!0===i.reflect){const h=(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type);this._$Em=t,null==h?this.removeAttribute(e):this.setAttribute(e,h),this._$Em=null}}',
    '',
  ],
  ['this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),', ''],
  [',!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t)', ''],
  ['void 0!==e&&this._$Em!==e', 'void 0!==e'],
  ['this._$Em=e;', ''],
  [',this._$Em=null}}requestUpdate', '}}requestUpdate'],
  [',this._$Em=null,', ','],
  // Converters and defaults.
  ['h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;', 'h=u;'],
  ['this[e]=r??this._$Ej?.get(e)??r', 'this[e]=r'],
  ['!((i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i)))', '!f(h,s)'],
  ['C(t,s,{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(', 'C(t,s){('],
  ['(this.hasUpdated||i||(s=void 0)', '(this.hasUpdated||(s=void 0)'],
  ['b={attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f}', 'b={}'],
  // Decorators.
  ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
  ['const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}', ''],
  ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
  ['void 0!==t.l&&(this.l=[...t.l]),', ''],
  [',this.constructor.l?.forEach(t=>t(this))', ''],
  ['s.state&&(s.attribute=!1),', ''],
  [',this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),', ','],
  ['!s.noAccessor', '!0'],
  ['const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}', ''],
  // What nobody calls, and what others would look for.
  ['removeController(t){this._$EO?.delete(t)}', ''],
  [',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
  ['c=a.trustedTypes,l=c?c.emptyScript:"",p=a.reactiveElementPolyfillSupport,', ''],
];

/** Leaves out of script-tag files what only other elements need of ReactiveElement. Another build of it is refused. */
export const leanElement: Plugin = {
  name: 'lean-element',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith('/@lit/reactive-element/reactive-element.js')) return null;
    const lean = unused.reduce((left, [text, instead]) => {
      if (left.split(text).length !== 2) throw new Error(`lean-element: this ReactiveElement is another one: ${text}`);
      return left.replace(text, () => instead);
    }, code);
    return { code: lean, map: null };
  },
};
