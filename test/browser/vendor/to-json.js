/* P07: libraries of long ago that knew better how JSON is written. */
Array.prototype.toJSON = function () {
  return `[${this.length}]`;
};
String.prototype.toJSON = Number.prototype.toJSON = function () {
  return `<${this}>`;
};
Object.defineProperty(Object.prototype, 'toJSON', {
  value: function () {
    return 'an object';
  },
  configurable: true,
  writable: true,
});
