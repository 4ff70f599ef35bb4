/* What core-js 2 puts over natives that it takes for unfinished: its own promise, collections and statics. */
(function () {
  var NativePromise = window.Promise;
  function OwnPromise(executor) {
    var self = this;
    var settled = new NativePromise(executor);
    self.then = function (done, failed) {
      return new OwnPromise(function (resolve, reject) {
        settled.then(
          function (value) {
            try {
              resolve(typeof done === 'function' ? done(value) : value);
            } catch (error) {
              reject(error);
            }
          },
          function (reason) {
            try {
              if (typeof failed === 'function') resolve(failed(reason));
              else reject(reason);
            } catch (error) {
              reject(error);
            }
          },
        );
      });
    };
  }
  OwnPromise.prototype.catch = function (failed) {
    return this.then(undefined, failed);
  };
  OwnPromise.resolve = function (value) {
    return new OwnPromise(function (resolve) {
      resolve(value);
    });
  };
  OwnPromise.reject = function (reason) {
    return new OwnPromise(function (resolve, reject) {
      reject(reason);
    });
  };
  ['all', 'race'].forEach(function (name) {
    OwnPromise[name] = function (values) {
      return OwnPromise.resolve(NativePromise[name](values));
    };
  });
  window.Promise = OwnPromise;

  ['Map', 'Set', 'WeakMap', 'WeakSet'].forEach(function (name) {
    var Native = window[name];
    function Collection(values) {
      var collection = values ? new Native(values) : new Native();
      Object.setPrototypeOf(collection, Collection.prototype);
      return collection;
    }
    Collection.prototype = Object.create(Native.prototype, { constructor: { value: Collection } });
    window[name] = Collection;
  });

  Object.assign = function assign(target) {
    for (var at = 1; at < arguments.length; at++) {
      var source = Object(arguments[at]);
      Object.keys(source).forEach(function (key) {
        target[key] = source[key];
      });
    }
    return target;
  };
  Object.entries = function entries(object) {
    return Object.keys(object).map(function (key) {
      return [key, object[key]];
    });
  };
  Object.values = function values(object) {
    return Object.keys(object).map(function (key) {
      return object[key];
    });
  };
  Array.from = function from(items, map, that) {
    var result = [];
    if (items[Symbol.iterator]) for (var item of items) result.push(item);
    else for (var at = 0; at < items.length; at++) result.push(items[at]);
    return map ? result.map(map, that) : result;
  };
  Array.prototype.includes = function includes(item) {
    return this.indexOf(item) !== -1;
  };
  // No flat, flatMap or at: they are younger, and the page's own build asked for none.
})();
