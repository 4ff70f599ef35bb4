/* P09. */
Function.prototype.bind = function () {
  throw new Error('bind was called');
};
