/* What Prototype.js 1.6 does to the natives, in short: the same names, the same behaviour, all enumerable. */
(function () {
  function extend(target, source) {
    for (var name in source) target[name] = source[name];
    return target;
  }
  function $A(iterable) {
    if (!iterable) return [];
    if (iterable.toArray) return iterable.toArray();
    var length = iterable.length || 0;
    var results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  }
  var K = function (value) {
    return value;
  };
  var $break = {};

  window.$ = function (id) {
    return typeof id === 'string' ? document.getElementById(id) : id;
  };
  window.$A = $A;
  Array.from = $A;

  extend(Function.prototype, {
    argumentNames: function () {
      return [];
    },
    bind: function () {
      if (arguments.length < 2 && arguments[0] === undefined) return this;
      var method = this;
      var args = $A(arguments);
      var object = args.shift();
      return function () {
        return method.apply(object, args.concat($A(arguments)));
      };
    },
    curry: K,
    delay: function (seconds) {
      return window.setTimeout(this, seconds * 1000);
    },
    wrap: K,
    methodize: K,
  });

  var Enumerable = {
    each: function (iterator) {
      var index = 0;
      try {
        this._each(function (value) {
          iterator(value, index++);
        });
      } catch (error) {
        if (error !== $break) throw error;
      }
      return this;
    },
    all: function (iterator) {
      var result = true;
      this.each(function (value, index) {
        result = result && !!(iterator || K)(value, index);
        if (!result) throw $break;
      });
      return result;
    },
    any: function (iterator) {
      var result = false;
      this.each(function (value, index) {
        result = !!(iterator || K)(value, index);
        if (result) throw $break;
      });
      return result;
    },
    collect: function (iterator, context) {
      var results = [];
      var call = iterator ? iterator.bind(context) : K;
      this.each(function (value, index) {
        results.push(call(value, index));
      });
      return results;
    },
    detect: function (iterator, context) {
      var result;
      var call = iterator.bind(context);
      this.each(function (value, index) {
        if (call(value, index)) {
          result = value;
          throw $break;
        }
      });
      return result;
    },
    findAll: function (iterator, context) {
      var results = [];
      var call = iterator.bind(context);
      this.each(function (value, index) {
        if (call(value, index)) results.push(value);
      });
      return results;
    },
    inject: function (memo, iterator) {
      this.each(function (value, index) {
        memo = iterator(memo, value, index);
      });
      return memo;
    },
    include: function (object) {
      return this.indexOf(object) !== -1;
    },
    toArray: function () {
      return this.collect();
    },
    inspect: function () {
      return '#<Enumerable>';
    },
  };
  extend(Enumerable, {
    map: Enumerable.collect,
    find: Enumerable.detect,
    select: Enumerable.findAll,
    filter: Enumerable.findAll,
    member: Enumerable.include,
    entries: Enumerable.toArray,
    every: Enumerable.all,
    some: Enumerable.any,
  });

  var nativeReverse = Array.prototype.reverse;
  extend(Array.prototype, Enumerable);
  extend(Array.prototype, {
    _reverse: nativeReverse,
    _each: function (iterator) {
      for (var index = 0; index < this.length; index++) iterator(this[index]);
    },
    clear: function () {
      this.length = 0;
      return this;
    },
    first: function () {
      return this[0];
    },
    last: function () {
      return this[this.length - 1];
    },
    compact: function () {
      return this.select(function (value) {
        return value != null;
      });
    },
    flatten: function () {
      return this.inject([], function (array, value) {
        return array.concat(Array.isArray(value) ? value.flatten() : [value]);
      });
    },
    without: function () {
      var values = $A(arguments);
      return this.select(function (value) {
        return !values.include(value);
      });
    },
    reverse: function (inline) {
      return (inline !== false ? this : this.toArray())._reverse();
    },
    uniq: function () {
      return this.inject([], function (array, value) {
        return array.include(value) ? array : array.concat([value]);
      });
    },
    clone: function () {
      return [].concat(this);
    },
    size: function () {
      return this.length;
    },
    toJSON: function () {
      return '[' + this.map(Object.toJSON).join(', ') + ']';
    },
  });
  Array.prototype.toArray = Array.prototype.clone;

  Object.toJSON = function (object) {
    return object && object.toJSON ? object.toJSON() : String(object);
  };
  Object.extend = extend;
  Object.keys = function (object) {
    var keys = [];
    for (var property in object) keys.push(property);
    return keys;
  };
  Object.values = function (object) {
    var values = [];
    for (var property in object) values.push(object[property]);
    return values;
  };
  extend(String.prototype, {
    toJSON: function () {
      return '"' + this + '"';
    },
    strip: function () {
      return this.replace(/^\s+/, '').replace(/\s+$/, '');
    },
    sub: function (pattern, replacement) {
      return this.replace(pattern, replacement);
    },
    times: function (count) {
      return count < 1 ? '' : new Array(count + 1).join(this);
    },
    empty: function () {
      return this === '';
    },
    startsWith: function (pattern) {
      return this.indexOf(pattern) === 0;
    },
    endsWith: function (pattern) {
      var distance = this.length - pattern.length;
      return distance >= 0 && this.lastIndexOf(pattern) === distance;
    },
  });
  Number.prototype.toJSON = function () {
    return isFinite(this) ? this.toString() : 'null';
  };
  Date.prototype.toJSON = function () {
    return '"' + this.toISOString() + '"';
  };

  extend(HTMLElement.prototype, {
    visible: function () {
      return this.style.display !== 'none';
    },
    show: function () {
      this.style.display = '';
      return this;
    },
    remove: function () {
      if (this.parentNode) this.parentNode.removeChild(this);
      return this;
    },
    update: function (content) {
      this.textContent = content;
      return this;
    },
    insert: function (content) {
      this.appendChild(content);
      return this;
    },
    up: function () {
      return this.parentNode;
    },
    down: function () {
      return this.firstElementChild;
    },
    next: function () {
      return this.nextElementSibling;
    },
    select: function (selector) {
      return $A(this.querySelectorAll(selector));
    },
    observe: function (name, handler) {
      this.addEventListener(name, handler, false);
      return this;
    },
    childElements: function () {
      return $A(this.children);
    },
    match: function (selector) {
      return this.matches(selector);
    },
  });
  document.getElementsByClassName = function (name) {
    return $A(document.querySelectorAll('.' + name));
  };
})();
