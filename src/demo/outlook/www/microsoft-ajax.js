// Stand-in for the parts of MicrosoftAjax.js that office.js for the web looks for and calls. Written for the try-out,
// which works without a network; Microsoft's own file is not on npm.
(function (page) {
  'use strict';
  var wrong = function (kind) {
    return function (parameter, message) {
      var error = new Error('Sys.' + kind + ': ' + (message || '') + (parameter ? '\nParameter name: ' + parameter : ''));
      error.name = 'Sys.' + kind;
      error.paramName = parameter;
      return error;
    };
  };
  var withoutParameter = function (kind) {
    return function (message) { return wrong(kind)('', message); };
  };
  Error.argument = wrong('ArgumentException');
  Error.argumentNull = wrong('ArgumentNullException');
  Error.argumentType = wrong('ArgumentTypeException');
  Error.argumentUndefined = wrong('ArgumentUndefinedException');
  Error.argumentOutOfRange = function (parameter, value, message) { return wrong('ArgumentOutOfRangeException')(parameter, message); };
  Error.parameterCount = withoutParameter('ParameterCountException');
  Error.invalidOperation = withoutParameter('InvalidOperationException');
  Error.notImplemented = withoutParameter('NotImplementedException');
  Error.format = withoutParameter('FormatException');
  Error.create = function (message, more) { return Object.assign(new Error(message), more); };

  // null when the argument fits its specification, else the error that the caller throws.
  function check(value, spec, name) {
    if (value === undefined || value === null) return spec.optional || spec.mayBeNull || (value === undefined && spec.mayBeNull !== false) ? null : Error.argumentNull(name);
    var type = spec.type === Number ? 'number' : spec.type === String ? 'string' : spec.type === Boolean ? 'boolean' : spec.type === Function ? 'function' : null;
    return type !== null && typeof value !== type ? Error.argumentType(name) : null;
  }
  Function._validateParameter = function (value, spec, name) { return check(value, spec, name || spec.name); };
  Function._validateParams = function (values, specs) {
    for (var i = 0; i < specs.length; i += 1) {
      var error = check(values[i], specs[i], specs[i].name);
      if (error) return error;
    }
    return null;
  };
  Function.createDelegate = function (instance, method) { return function () { return method.apply(instance, arguments); }; };
  Function.prototype.registerClass = function () { return this; };
  page.Type = Function;
  page.Type.registerNamespace = function (name) {
    name.split('.').reduce(function (outer, part) { return (outer[part] = outer[part] || {}); }, page);
  };
  String.format = function (format) {
    var values = arguments;
    return format.replace(/\{(\d+)\}/g, function (_, n) { return values[Number(n) + 1] === undefined ? '' : values[Number(n) + 1]; });
  };
  page.Sys = {
    Debug: { trace: function () {} },
    StringBuilder: function () {
      var parts = [];
      this.append = function (text) { parts.push(text); return this; };
      this.toString = function (between) { return parts.join(between || ''); };
    },
    Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
    EventHandlerList: function () {},
  };
})(window);
