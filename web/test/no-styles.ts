/** Stands for every stylesheet in tests: a CSS module whose class names are their own keys. */
export default new Proxy({}, { get: (_, key) => (typeof key === 'string' ? key : undefined) });
