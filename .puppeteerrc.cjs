/** Browsers come from the machine (see scripts/browsers.ts), never from a download. */
module.exports = { skipDownload: true };
