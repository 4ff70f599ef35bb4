/* A shop's own "polyfills" of long ago: they walk arrays by name, and leave names behind on every array. */
Array.prototype.remove = function (item) {
  var index = this.indexOf(item);
  if (index >= 0) this.splice(index, 1);
};
Array.prototype.map = function (fn, context) {
  var result = [];
  for (var key in this) result.push(fn.call(context, this[key], key, this));
  return result;
};
