/* What zone.js patches so that a framework knows of every task: wrappers around all that calls back. */
(function () {
  function wrap(callback) {
    if (typeof callback !== 'function') return callback;
    return (callback.wrapped ??= function () {
      return callback.apply(this, arguments);
    });
  }
  ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask'].forEach(function (name) {
    var native = window[name];
    window[name] = function () {
      var args = [].slice.call(arguments);
      args[0] = wrap(args[0]);
      return native.apply(window, args);
    };
  });

  class ZoneAwarePromise {
    constructor(executor) {
      this.state = null;
      this.waiting = [];
      const settle = (state) => (value) => {
        if (this.state !== null) return;
        if (state && value && typeof value.then === 'function') {
          this.state = undefined;
          value.then((inner) => this.#end(true, inner), (reason) => this.#end(false, reason));
          return;
        }
        this.#end(state, value);
      };
      try {
        executor(settle(true), settle(false));
      } catch (error) {
        settle(false)(error);
      }
    }

    #end(state, value) {
      this.state = state;
      this.value = value;
      for (const run of this.waiting) nativePromise.resolve().then(run);
      if (!state && this.waiting.length === 0) {
        nativePromise.resolve().then(() => this.waiting.length === 0 && console.error('Unhandled Promise rejection:', value));
      }
    }

    then(done, failed) {
      return new ZoneAwarePromise((resolve, reject) => {
        const run = () => {
          const handler = this.state ? done : failed;
          try {
            if (typeof handler === 'function') resolve(handler(this.value));
            else (this.state ? resolve : reject)(this.value);
          } catch (error) {
            reject(error);
          }
        };
        this.waiting.push(run);
        if (typeof this.state === 'boolean') nativePromise.resolve().then(run);
      });
    }

    catch(failed) {
      return this.then(undefined, failed);
    }

    finally(callback) {
      return this.then(
        (value) => (callback(), value),
        (reason) => {
          callback();
          throw reason;
        },
      );
    }

    static resolve(value) {
      return new this((resolve) => resolve(value));
    }

    static reject(reason) {
      return new this((resolve, reject) => reject(reason));
    }

    static all(values) {
      return new this((resolve, reject) => nativePromise.all(values).then(resolve, reject));
    }

    static race(values) {
      return new this((resolve, reject) => nativePromise.race(values).then(resolve, reject));
    }

    static withResolvers() {
      const parts = {};
      parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
      return parts;
    }

    get [Symbol.toStringTag]() {
      return 'Promise';
    }
  }
  var nativePromise = window.Promise;
  window.Promise = ZoneAwarePromise;

  var nativeFetch = window.fetch;
  window.fetch = function () {
    var args = arguments;
    return new ZoneAwarePromise(function (resolve, reject) {
      nativeFetch.apply(window, args).then(resolve, reject);
    });
  };

  var add = EventTarget.prototype.addEventListener;
  var remove = EventTarget.prototype.removeEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    return add.call(this || window, type, wrap(listener), options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    return remove.call(this || window, type, (listener && listener.wrapped) || listener, options);
  };

  var NativeObserver = window.MutationObserver;
  window.MutationObserver = function (callback) {
    return new NativeObserver(wrap(callback));
  };
  window.MutationObserver.prototype = NativeObserver.prototype;

  var define = CustomElementRegistry.prototype.define;
  customElements.define = function (name, element, options) {
    ['connectedCallback', 'disconnectedCallback', 'adoptedCallback', 'attributeChangedCallback'].forEach(function (callback) {
      var descriptor = Object.getOwnPropertyDescriptor(element.prototype, callback);
      if (descriptor && descriptor.value) element.prototype[callback] = wrap(descriptor.value);
    });
    return define.call(customElements, name, element, options);
  };
})();
