/* As for-in-map.js, and for every other walk over an array. */
(function () {
  function keysOf(array) {
    var keys = [];
    for (var key in array) keys[keys.length] = key;
    return keys;
  }
  Array.prototype.last = function () {
    return this[this.length - 1];
  };
  Array.prototype.map = function (fn, context) {
    var result = [];
    var keys = keysOf(this);
    for (var at = 0; at < keys.length; at++) result[at] = fn.call(context, this[keys[at]], keys[at], this);
    return result;
  };
  Array.prototype.forEach = function (fn, context) {
    var keys = keysOf(this);
    for (var at = 0; at < keys.length; at++) fn.call(context, this[keys[at]], keys[at], this);
  };
  Array.prototype.filter = function (fn, context) {
    var result = [];
    var keys = keysOf(this);
    for (var at = 0; at < keys.length; at++) {
      if (fn.call(context, this[keys[at]], keys[at], this)) result[result.length] = this[keys[at]];
    }
    return result;
  };
})();
