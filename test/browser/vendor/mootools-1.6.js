/* What MooTools 1.6 with its compatibility layer does to the natives, in short. */
(function () {
  var slice = Array.prototype.slice;
  function implement(prototype, methods) {
    for (var name in methods) if (!prototype[name]) prototype[name] = methods[name];
  }

  window.typeOf = function (item) {
    return item == null ? 'null' : Array.isArray(item) ? 'array' : typeof item;
  };
  Array.from = function (item) {
    if (item == null) return [];
    return typeof item.length === 'number' && typeof item !== 'string' ? slice.call(item) : [item];
  };
  Function.from = function (item) {
    return typeof item === 'function'
      ? item
      : function () {
          return item;
        };
  };
  Number.from = function (item) {
    var number = parseFloat(item);
    return isFinite(number) ? number : null;
  };
  Function.prototype.bind = function (that) {
    var self = this;
    var args = arguments.length > 1 ? slice.call(arguments, 1) : null;
    var F = function () {};
    var bound = function () {
      var context = that;
      if (this instanceof bound) {
        F.prototype = self.prototype;
        context = new F();
      }
      return self.apply(context, args ? args.concat(slice.call(arguments)) : arguments);
    };
    return bound;
  };
  Function.prototype.overloadSetter = function () {
    return this;
  };
  implement(Function.prototype, {
    extend: function (name, value) {
      this[name] = value;
    },
    implement: function (name, value) {
      this.prototype[name] = value;
    },
    pass: function (args) {
      return this.bind(null, args);
    },
    delay: function (ms) {
      return setTimeout(this, ms);
    },
  });
  implement(Array.prototype, {
    clean: function () {
      return this.filter(Boolean);
    },
    associate: function (keys) {
      return keys;
    },
    contains: function (item) {
      return this.indexOf(item) !== -1;
    },
    append: function (array) {
      this.push.apply(this, array);
      return this;
    },
    getLast: function () {
      return this.length ? this[this.length - 1] : null;
    },
    include: function (item) {
      if (!this.contains(item)) this.push(item);
      return this;
    },
    erase: function (item) {
      for (var index = this.length; index--; ) if (this[index] === item) this.splice(index, 1);
      return this;
    },
    empty: function () {
      this.length = 0;
      return this;
    },
    flatten: function () {
      return [].concat.apply([], this);
    },
    pick: function () {
      return this[0];
    },
    each: function (fn, bind) {
      for (var index = 0; index < this.length; index++) fn.call(bind, this[index], index, this);
    },
  });
  implement(String.prototype, {
    contains: function (string) {
      return this.indexOf(string) > -1;
    },
    test: function (regex) {
      return regex.test(this);
    },
    toInt: function (base) {
      return parseInt(this, base || 10);
    },
    substitute: function () {
      return String(this);
    },
  });
  Number.prototype.each = Number.prototype.times = function (fn) {
    for (var index = 0; index < this; index++) fn(index);
  };

  // The constructors of the document are replaced; their prototypes are not.
  var NativeElement = window.Element;
  window.Element = function (tag, props) {
    var element = document.createElement(tag);
    for (var name in props) element[name] = props[name];
    return element;
  };
  window.Element.prototype = NativeElement.prototype;
  window.Event = function (event) {
    return { event: event, target: event.target };
  };
  implement(NativeElement.prototype, {
    get: function (name) {
      return this.getAttribute(name);
    },
    set: function (name, value) {
      this.setAttribute(name, value);
      return this;
    },
    erase: function (name) {
      this.removeAttribute(name);
      return this;
    },
    dispose: function () {
      return this.parentNode ? this.parentNode.removeChild(this) : this;
    },
    adopt: function (child) {
      this.appendChild(child);
      return this;
    },
    inject: function (parent) {
      parent.appendChild(this);
      return this;
    },
    match: function (selector) {
      return this.matches(selector);
    },
    addEvent: function (type, fn) {
      this.addEventListener(type, fn, false);
      return this;
    },
    retrieve: function () {
      return null;
    },
    store: function () {
      return this;
    },
  });
  var setInner = setTimeout;
  window.$clear = function (timer) {
    clearTimeout(timer);
    clearInterval(timer);
    return setInner && null;
  };
})();
