/* P09: a name on every object, seen by every for-in. */
Object.prototype.foo = function () {
  return 'foo';
};
Object.prototype.extend = 'text';
