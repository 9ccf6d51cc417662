/**
 * Stands in front of `undici` in the bundle. The toolkit imports it for proxies and for Octokit's fetch;
 * loading it takes longer than the rest of the toolkit together, and most runs need neither before their
 * first request. Each member is loaded when it is first read.
 */
module.exports = {
  get ProxyAgent() {
    return require('undici/index.js').ProxyAgent;
  },
  get fetch() {
    return require('undici/index.js').fetch;
  },
};
