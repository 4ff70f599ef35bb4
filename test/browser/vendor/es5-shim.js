/* What an ES5 shim of its time replaces, whether the browser has it or not. */
(function () {
  var toObject = function (value) {
    if (value == null) throw new TypeError("can't convert " + value + ' to object');
    return Object(value);
  };
  var slice = Array.prototype.slice;

  Function.prototype.bind = function bind(that) {
    var target = this;
    if (typeof target !== 'function') throw new TypeError('Function.prototype.bind called on incompatible ' + target);
    var args = slice.call(arguments, 1);
    var bound = function () {
      if (this instanceof bound) {
        var F = function () {};
        F.prototype = target.prototype;
        var self = new F();
        var result = target.apply(self, args.concat(slice.call(arguments)));
        return Object(result) === result ? result : self;
      }
      return target.apply(that, args.concat(slice.call(arguments)));
    };
    return bound;
  };
  Array.isArray = function isArray(value) {
    return Object.prototype.toString.call(value) === '[object Array]';
  };
  Array.prototype.forEach = function forEach(fn, that) {
    var self = toObject(this);
    var length = self.length >>> 0;
    for (var index = 0; index < length; index++) if (index in self) fn.call(that, self[index], index, self);
  };
  Array.prototype.map = function map(fn, that) {
    var self = toObject(this);
    var length = self.length >>> 0;
    var result = new Array(length);
    for (var index = 0; index < length; index++) if (index in self) result[index] = fn.call(that, self[index], index, self);
    return result;
  };
  Array.prototype.filter = function filter(fn, that) {
    var self = toObject(this);
    var length = self.length >>> 0;
    var result = [];
    for (var index = 0; index < length; index++) {
      if (index in self && fn.call(that, self[index], index, self)) result.push(self[index]);
    }
    return result;
  };
  Array.prototype.some = function some(fn, that) {
    for (var index = 0; index < this.length; index++) if (index in this && fn.call(that, this[index], index, this)) return true;
    return false;
  };
  Array.prototype.every = function every(fn, that) {
    for (var index = 0; index < this.length; index++) if (index in this && !fn.call(that, this[index], index, this)) return false;
    return true;
  };
  Array.prototype.indexOf = function indexOf(sought, from) {
    for (var index = from || 0; index < this.length; index++) if (this[index] === sought) return index;
    return -1;
  };
  Object.keys = function keys(object) {
    if (Object(object) !== object) throw new TypeError('Object.keys called on a non-object');
    var names = [];
    for (var name in object) if (Object.prototype.hasOwnProperty.call(object, name)) names.push(name);
    return names;
  };
  Object.freeze = Object.seal = Object.preventExtensions = function (object) {
    return object;
  };
  Object.isFrozen = Object.isSealed = function () {
    return false;
  };
  String.prototype.trim = function trim() {
    return String(this).replace(/^[\s\uFEFF\xA0]+|[\s\uFEFF\xA0]+$/g, '');
  };
  String.prototype.substr = function substr(start, length) {
    var from = start < 0 ? Math.max(this.length + start, 0) : start;
    return String(this).slice(from, length === undefined ? undefined : from + length);
  };

  // The date constructor, wrapped, with a parser that knows the ISO format.
  var NativeDate = Date;
  function ShimDate(Y, M, D, h, m, s, ms) {
    var length = arguments.length;
    if (!(this instanceof NativeDate)) return NativeDate.apply(this, arguments);
    var date =
      length === 1 && String(Y) === Y
        ? new NativeDate(ShimDate.parse(Y))
        : length >= 7
          ? new NativeDate(Y, M, D, h, m, s, ms)
          : length >= 6
            ? new NativeDate(Y, M, D, h, m, s)
            : length >= 5
              ? new NativeDate(Y, M, D, h, m)
              : length >= 4
                ? new NativeDate(Y, M, D, h)
                : length >= 3
                  ? new NativeDate(Y, M, D)
                  : length >= 2
                    ? new NativeDate(Y, M)
                    : length >= 1
                      ? new NativeDate(Y)
                      : new NativeDate();
    return date;
  }
  for (var name in NativeDate) ShimDate[name] = NativeDate[name];
  ShimDate.now = NativeDate.now;
  ShimDate.UTC = NativeDate.UTC;
  ShimDate.prototype = NativeDate.prototype;
  ShimDate.prototype.constructor = ShimDate;
  ShimDate.parse = function parse(string) {
    return NativeDate.parse(string);
  };
  window.Date = ShimDate;
})();
